"""The combination rule: when hits together are an alert.

One indicator proves nothing. A subject is alerted on the first day on which, within the trailing
window, different indicators of different families were hit, or one network hit with enough
members. Days that qualify and lie no further apart than the window are one alert. Everything rests
on hits up to a day, so what is true on a day does not change afterwards.
"""

from dataclasses import dataclass
from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.pack import Pack
from fulcrum.kernel.errors import FulcrumError

HIT_SCHEMA = {
    "indicator": "string",
    "subject": "string",
    "day": "int32",
    "sec": "int64",
    "start_sec": "int64",
    "value": "float64",
    "threshold": "float64",
    "members": "int64",
}
INDICATOR_SCHEMA = {
    "indicator": "string",
    "family": "string",
    "weight": "float64",
    "alone": "boolean",
    "weight_only": "boolean",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """The combination rule; its numbers are ours.

    Attributes:
        least_indicators: different indicators within the window.
        least_families: different families among them.
        days: length of the window, in calendar days.
        least_members: of a network hit that is an alert by itself.

    Raises:
        FulcrumError: a number is below one.
    """

    least_indicators: int = 3
    least_families: int = 2
    days: int = 90
    least_members: int = 3

    def __post_init__(self) -> None:
        """Refuse what would alert on everybody."""
        for name in ("least_indicators", "least_families", "days", "least_members"):
            if getattr(self, name) < 1:
                raise FulcrumError(
                    f"{getattr(self, name)} is below one.", where=name, mend="Give one or more."
                )


def indicator_rows(pack: Pack) -> list[dict[str, Any]]:
    """What the rule needs to know of each indicator."""
    return [
        {
            "indicator": one.id,
            "family": one.family.value,
            "weight": one.weight,
            "alone": one.alone,
            "weight_only": one.weight_only,
        }
        for one in pack.indicators.values()
    ]


def qualifying_days(hits: Table, known: Table, rule: Rule) -> Table:
    """Days on which a subject satisfies the rule: subject, day.

    Args:
        hits: of the schema `HIT_SCHEMA`.
        known: of the schema `INDICATOR_SCHEMA`.
        rule: the numbers.
    """
    told = hits.join(known, "indicator").filter(~_.weight_only)
    alone = told.filter(told.alone & (told.members >= rule.least_members)).select("subject", "day")
    seen = told.select("subject", "day", "indicator", "family").distinct()
    reach = seen.group_by("subject").agg(
        indicators=_.indicator.nunique(), families=_.family.nunique()
    )
    reach = reach.filter(
        (reach.indicators >= rule.least_indicators) & (reach.families >= rule.least_families)
    )
    seen = seen.semi_join(reach, "subject")
    last = seen.select("subject", "day").distinct()
    before = seen.select(
        other=seen.subject, other_day=seen.day, indicator=seen.indicator, family=seen.family
    )
    pairs = last.join(
        before,
        [
            last.subject == before.other,
            before.other_day <= last.day,
            before.other_day > last.day - rule.days,
        ],
    )
    together = pairs.group_by(["subject", "day"]).agg(
        indicators=_.indicator.nunique(), families=_.family.nunique()
    )
    together = together.filter(
        (together.indicators >= rule.least_indicators) & (together.families >= rule.least_families)
    )
    return together.select("subject", "day").union(alone).distinct()


def alert_spans(days: Table, rule: Rule) -> Table:
    """Alerts from qualifying days: alert, subject, opened, last, days_count.

    An alert is named after its subject and the day it was opened, on every engine alike.
    """
    window = ibis.window(group_by="subject", order_by="day")
    marked = days.mutate(before=days.day.lag().over(window))
    marked = marked.mutate(
        starts=(marked.before.isnull() | (marked.day - marked.before > rule.days)).cast("int64")
    )
    so_far = ibis.cumulative_window(group_by="subject", order_by="day")
    marked = marked.mutate(number=marked.starts.sum().over(so_far))
    spans = marked.group_by(["subject", "number"]).agg(
        opened=_.day.min(), last=_.day.max(), days_count=_.count()
    )
    return spans.select(
        alert=spans.subject + "@" + spans.opened.cast("string"),
        subject=spans.subject,
        opened=spans.opened,
        last=spans.last,
        days_count=spans.days_count,
    )


def alert_hits(spans: Table, hits: Table, rule: Rule) -> Table:
    """The hits each alert rests on: those of its days and of the window before its first."""
    inside = spans.select("alert", "subject", "opened", "last")
    told = hits.select(*HIT_SCHEMA)
    return inside.join(
        told,
        [
            inside.subject == told.subject,
            told.day <= inside.last,
            told.day > inside.opened - rule.days,
        ],
    ).select("alert", *HIT_SCHEMA)


def scored(spans: Table, mine: Table, known: Table) -> Table:
    """Alerts with what they rest on and a score in points.

    The score is the sum of the weights of the different indicators hit, and a quarter more for
    each family beyond the first: breadth says more than repetition.
    """
    each = mine.select("alert", "indicator", "members").group_by(["alert", "indicator"])
    each = each.agg(members=_.members.max()).join(known, "indicator")
    total = each.group_by("alert").agg(
        indicators=_.indicator.nunique(),
        families=_.family.nunique(),
        points=_.weight.sum(),
        members=_.members.max(),
    )
    told = spans.join(total, "alert")
    return told.mutate(points=told.points * (1.0 + 0.25 * (told.families - 1)))
