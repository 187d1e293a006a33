"""What sources, stages and judgements say, as sentences in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.diagnosis.movement import (
    CONTRIBUTING_DAYS,
    MOVING_DAYS,
    Movement,
    Stage,
)
from fulcrum.apps.blueprint.diagnosis.ranking import Sensitivity
from fulcrum.apps.blueprint.diagnosis.severity import LABELS
from fulcrum.kernel.sectors import sectors

STAGES = {
    Stage.NOT_KNOWN: (gettext_lazy("Not known to you"), "secondary"),
    Stage.AWARE: (gettext_lazy("Known"), "info"),
    Stage.MOVING: (gettext_lazy("Moving towards contribute"), "warning"),
    Stage.CONTRIBUTING: (gettext_lazy("May count as contributing"), "danger"),
    Stage.ADDRESSED: (gettext_lazy("Addressed"), "success"),
}
TONES = {
    "cause": "danger",
    "contribute": "warning",
    "linked": "info",
    "none": "success",
    "unknown": "secondary",
}


def _day(text: str) -> str:
    day = parse_date(text)
    return formats.date_format(day, "DATE_FORMAT") if day else text


def sector_name(code: str) -> str:
    """A sector by its code and title; "" when there is none."""
    found = sectors().get(code)
    return f"{code} {found.title}" if found else code


def _said(rule: str, words: Mapping[str, Any], level: int) -> str:
    texts = {
        "good_here": ngettext(
            "%(goods)s from this country is on the list of goods, with %(kinds)s.",
            "%(goods)s from this country are on the list of goods, with %(kinds)s.",
            words["count"],
        ),
        "derived_here": _(
            "From this country %(goods)s is listed as made with a good that was found."
        ),
        "sector_here": _(
            "In this sector and country the list of goods names %(goods)s, with %(kinds)s."
        ),
        "good_elsewhere": _("The list of goods names %(goods)s, from other countries."),
        "sector_elsewhere": _(
            "The list of goods names this sector, in other countries: %(goods)s."
        ),
        "country": _(
            "The country stands in fifth %(count)s of 5 (5 the worst): %(value)s %(unit)s."
        ),
        "nothing": _(
            "The list of goods looks at this sector and names neither it nor the product here. That is no proof that there is nothing."
        ),
        "not_covered": _(
            "The list of goods does not look at this sector, or it or the country is not known."
        ),
    }
    return texts[rule] % words


def evidence_line(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What a source says, as a page shows it: the sentence, its level, the source and its day."""
    kinds = [_("forced labour")] * bool(kept.get("forced")) + [_("child labour")] * bool(
        kept.get("child")
    )
    goods = list(kept.get("goods", ()))
    more = kept.get("count", 0) - len(goods)
    value = kept.get("value")
    words = {
        "goods": ", ".join(goods) + (_(" and %(more)d more") % {"more": more} if more > 0 else ""),
        "kinds": _(" and ").join(kinds) or "–",
        "count": kept.get("count", 0),
        "value": "" if value is None else formats.number_format(value),
        "unit": kept.get("unit", ""),
    }
    title = kept["source"]
    if kept["rule"] != "country":
        title = _("List of goods, edition %(edition)s") % {"edition": kept["source"]}
    return {
        "text": _said(kept["rule"], words, kept.get("level", 0)),
        "level": kept.get("level", 0),
        "source": title,
        "day": _day(kept["published"]),
    }


def movement_line(movement: Movement) -> str:
    """Where a risk stands between linked and contribute, as a sentence."""
    if movement.known_date is None:
        return _("Nothing is recorded yet: when it becomes known to you, record the day.")
    known = formats.date_format(movement.known_date, "DATE_FORMAT")
    if movement.addressed_date:
        day = formats.date_format(movement.addressed_date, "DATE_FORMAT")
        return _("Known since %(known)s, addressed on %(day)s.") % {"known": known, "day": day}
    said = ngettext(
        "Known since %(known)s; on %(days)d day of that no action stood.",
        "Known since %(known)s; on %(days)d days of that no action stood.",
        movement.idle_days,
    ) % {"known": known, "days": movement.idle_days}
    if movement.next_date is None:
        return said
    day = formats.date_format(movement.next_date, "DATE_FORMAT")
    return f"{said} " + _("If nothing is done, the next threshold is passed on %(day)s.") % {
        "day": day
    }


def movement_method() -> str:
    """How the movement is reckoned."""
    return _(
        "Days count on which the harm was known and no action stood. From %(moving)d such days we "
        "say that a link moves towards a contribution, from %(contributing)d that it may count as "
        "one. The UN Guiding Principles know the movement; they set no number: these are ours."
    ) % {"moving": MOVING_DAYS, "contributing": CONTRIBUTING_DAYS}


def sensitivity_line(one: Sensitivity) -> str:
    """What would change the rank, as a sentence."""
    words: dict[str, Any] = {"name": LABELS[one.name], "level": one.level}
    if not one.matters:
        return _("%(name)s: no other level would change the rank.") % words
    parts = []
    for level in (one.raising, one.lowering):
        if level is not None:
            rank = one.by_level[level - 1]
            parts.append(
                _("at %(level)d it would be number %(rank)d") % {"level": level, "rank": rank}
            )
    return _("%(name)s is %(level)d now; %(changes)s.") % (words | {"changes": _(", ").join(parts)})


def likelihood_method() -> str:
    """The written rule of likelihood, in short."""
    return _(
        "5: the list of goods names this product from this country with forced labour. 4: with child "
        "labour, or another product of the sector there with forced labour, or the country is in the "
        "worst fifth of a table. 3: another product of the sector there with child labour, or nothing "
        "is known. 2: named from other countries alone. 1: looked at, and not named."
    )


def map_method() -> str:
    """How the map and the rank are made."""
    return _(
        "Severity is the highest of scale, scope and irremediability, not their mean. Risks are ranked "
        "by severity, then likelihood, then the amount exposed. Risks nobody judged yet carry levels "
        "proposed from the sources."
    )


def is_english() -> bool:
    """Whether the reader reads English, as titles of sectors are."""
    return (get_language() or "en").startswith("en")
