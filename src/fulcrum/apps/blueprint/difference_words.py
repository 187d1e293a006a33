"""Differences between releases in the words of a page: what a part is called, what a field holds."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.differences import Difference

Text = str | Promise

PARTS: dict[str, Text] = {
    "release": gettext_lazy("The release"),
    "goals": gettext_lazy("Goal"),
    "actions": gettext_lazy("Action"),
    "sub_sectors": gettext_lazy("Sub-sector"),
    "actor_types": gettext_lazy("Kind of actor"),
    "areas": gettext_lazy("Area"),
    "items": gettext_lazy("Question"),
    "translations": gettext_lazy("Translation"),
}
FIELDS: dict[str, Text] = {
    "title": gettext_lazy("title"),
    "source": gettext_lazy("source"),
    "published_date": gettext_lazy("day of publication"),
    "notes": gettext_lazy("notes"),
    "note": gettext_lazy("note"),
    "languages": gettext_lazy("languages"),
    "summary": gettext_lazy("summary"),
    "goal": gettext_lazy("Goal it serves"),
    "kind": gettext_lazy("act now or initiate"),
    "order": gettext_lazy("place in the order"),
    "confirmed": gettext_lazy("state of the title"),
    "actors": gettext_lazy("whom it speaks to"),
    "guidance": gettext_lazy("guidance"),
    "plural": gettext_lazy("title of several"),
    "sub_sector": gettext_lazy("sub-sector"),
    "purpose": gettext_lazy("purpose"),
    "question": gettext_lazy("question"),
    "why": gettext_lazy("why it matters"),
    "weight": gettext_lazy("weight"),
    "actions": gettext_lazy("Actions"),
    "evidence": gettext_lazy("example evidence"),
    "levels": gettext_lazy("level"),
    "steps": gettext_lazy("step up from level"),
    "status": gettext_lazy("state of the translation"),
    "goals": gettext_lazy("Goal"),
    "actor_types": gettext_lazy("kind of actor"),
    "sub_sectors": gettext_lazy("sub-sector"),
    "areas": gettext_lazy("area"),
}


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference as a page shows it.

    Attributes:
        part: what differs, such as "Action"; its id is `key`.
        key: the id.
        kind: added, removed or changed.
        name: the field that changed.
        old: before; empty when it was added.
        new: after; empty when it was removed.
    """

    part: Text
    key: str
    kind: str
    name: str
    old: str
    new: str


def _field(name: str) -> str:
    """A field's name; lists carry the place in them, as in "levels 2"."""
    known, _space, place = name.partition(" ")
    return f"{FIELDS.get(known, known)} {place}".strip()


def _value(name: str, text: str) -> str:
    if name != "confirmed":
        return text
    return _("confirmed") if text == "True" else _("working title")


def said(difference: Difference) -> DifferenceLine:
    """One difference in words."""
    return DifferenceLine(
        PARTS[difference.part],
        difference.key,
        difference.kind,
        _field(difference.name),
        _value(difference.name, difference.old),
        _value(difference.name, difference.new),
    )
