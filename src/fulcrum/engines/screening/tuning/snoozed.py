"""Which alerts are snoozed on a day: marked, never deleted."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.tables import rows_of
from fulcrum.engines.screening.tuning.snooze import Snooze, hits_by

COLUMNS = pa.schema(
    [
        ("alert", pa.string()),
        ("snoozed", pa.bool_()),
        ("reason", pa.string()),
        ("until", pa.date32()),
        ("why_not", pa.string()),
    ]
)


def snoozed_on(outputs: Outputs, pack: Pack, snoozes: Sequence[Snooze], day: date) -> pa.Table:
    """Which alerts are snoozed on a day.

    A snooze of the whole subject covers what was known when it was made. A snooze of indicators takes
    their hits away: the alert is snoozed when what is left would be no alert. Only what had happened
    by the day counts.

    Args:
        outputs: the run; its rule says what is an alert.
        pack: that it was made with.
        snoozes: all there are, past ones too.
        day: the day.

    Returns:
        One row for every alert, in the order of the alerts: alert, snoozed, reason and until (of the
        snooze whose end brings it back; null when it is not snoozed), why_not (why what holds that
        day does not cover the alert; null when nothing holds).
    """
    holding: dict[str, list[Snooze]] = {}
    for snooze in sorted(snoozes, key=lambda one: (one.until, one.reason)):
        if snooze.holds_on(day):
            holding.setdefault(snooze.subject, []).append(snooze)
    hits: dict[str, list[dict[str, Any]]] = {}
    for hit in hits_by(outputs, day, holding):
        hits.setdefault(hit["alert"], []).append(hit)
    rows = [
        _marked(
            one["alert"],
            hits.get(one["alert"], []),
            holding.get(one["subject"], []),
            (pack, outputs.rule),
        )
        for one in rows_of(outputs.alerts.select(["alert", "subject"]))
    ]
    return pa.Table.from_pylist(rows, COLUMNS)


def _marked(
    alert: str,
    hits: list[dict[str, Any]],
    snoozes: list[Snooze],
    ruled_by: tuple[Pack, Rule],
) -> dict[str, Any]:
    """One alert, marked."""
    pack, rule = ruled_by
    found = {"alert": alert, "snoozed": False, "reason": None, "until": None, "why_not": None}
    if not snoozes or not hits:
        return found
    seen = {one["indicator"] for one in hits}
    able = [one for one in snoozes if seen <= one.known]
    why_not = _alone(hits, pack, rule) or ("" if able else _news(seen, snoozes, pack))
    if not why_not and not _covered(hits, able, pack, rule):
        why_not = "What is left without the snoozed indicators is an alert."
    if why_not:
        return found | {"why_not": why_not}
    whole = [one for one in able if not one.indicator]
    decides = whole[-1] if whole else able[0]
    return found | {"snoozed": True, "reason": decides.reason, "until": decides.until}


def _alone(hits: Iterable[dict[str, Any]], pack: Pack, rule: Rule) -> str:
    for one in hits:
        if pack.indicators[one["indicator"]].alone and one["members"] >= rule.least_members:
            return f"{one['indicator']} hit a network: it is never snoozed."
    return ""


def _news(seen: set[str], snoozes: Sequence[Snooze], pack: Pack) -> str:
    """What appeared that no snooze knew of."""
    new = min(seen - set().union(*(one.known for one in snoozes)), default="")
    if not new:
        return "No single snooze knew of all of its indicators."
    family = pack.indicators[new].family.value
    if family in set().union(*(one.families for one in snoozes)):
        return f"{new} is new since."
    return f"{new}, of the family {family}, is new since."


def _covered(hits: list[dict[str, Any]], snoozes: Sequence[Snooze], pack: Pack, rule: Rule) -> bool:
    """Whether nothing that would be an alert is left."""
    if any(not one.indicator for one in snoozes):
        return True
    taken = {one.indicator for one in snoozes}
    left = [
        (one["day"], one["indicator"])
        for one in hits
        if one["indicator"] not in taken and not pack.indicators[one["indicator"]].weight_only
    ]
    return not any(_qualifies(left, day, pack, rule) for day, _ in left)


def _qualifies(left: list[tuple[int, str]], day: int, pack: Pack, rule: Rule) -> bool:
    """Whether hits of the window that ends on a day satisfy the rule."""
    inside = {name for other, name in left if day - rule.days < other <= day}
    families = {pack.indicators[name].family for name in inside}
    return len(inside) >= rule.least_indicators and len(families) >= rule.least_families
