"""Run two versions over the same history, and say which alerts are gained, lost and kept."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.ranking.origin import made_by
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.tables import query, rows_of
from fulcrum.engines.screening.tuning.diff import Change, Diff
from fulcrum.engines.screening.tuning.units import GAINED, KEPT, LOST, units
from fulcrum.engines.screening.tuning.versions import BacktestSpec, refuse_other_data, run_version
from fulcrum.engines.screening.work import Report, to_nobody


def run_backtest(spec: BacktestSpec, report: Report = to_nobody) -> Diff:
    """Run both versions, unless they were run already, and compare them."""
    before = run_version(spec.screening(spec.before), report)
    return compare(before, run_version(spec.screening(spec.after), report))


def compare(before: Outputs, after: Outputs) -> Diff:
    """How alerts differ between two runs over the same data.

    Raises:
        FulcrumError: the runs are over different data.
    """
    refuse_other_data(before, after)
    rows = rows_of(units(before.alerts, after.alerts, _window(before, after)))
    hit = (_sets(before.alert_hits, "indicator"), _sets(after.alert_hits, "indicator"))
    fits = (_sets(before.alert_scenarios, "scenario"), _sets(after.alert_scenarios, "scenario"))
    points = (_points(before.alerts), _points(after.alerts))
    for one in rows:
        old, new = _of(one["before"], hit[0]), _of(one["after"], hit[1])
        one["dropped"], one["added"] = sorted(old - new), sorted(new - old)
        for number, side in enumerate(SIDES):
            found = [points[number][name] for name in one[side]]
            one[f"points_{side}"] = max(found, default=None)
    counts = Counter(one["change"] for one in rows)
    seen = (_counts(before.hits, "indicator"), _counts(after.hits, "indicator"))
    fitted = (
        _counts(before.alert_scenarios, "scenario"),
        _counts(after.alert_scenarios, "scenario"),
    )
    return Diff(
        before.alerts.num_rows,
        after.alerts.num_rows,
        gained=counts[GAINED],
        lost=counts[LOST],
        kept=counts[KEPT],
        indicators=_changes(rows, hit, seen),
        scenarios=_changes(rows, fits, fitted),
        rows=pa.Table.from_pylist(rows, ROWS),
        provenance=made_by(METHOD, before=before.digest, after=after.digest),
    )


def _window(before: Outputs, after: Outputs) -> int:
    """The longer of two runs' windows."""
    return max(before.rule.days, after.rule.days)


METHOD = (
    "Both versions run over the same data; alerts of a subject whose days lie no further apart than "
    "the rule's window are the same."
)
SIDES = ("before", "after")
NAMES = pa.list_(pa.string())
ROWS = pa.schema(
    [
        ("subject", pa.string()),
        ("opened", pa.int32()),
        ("last", pa.int32()),
        ("before", NAMES),
        ("after", NAMES),
        ("change", pa.string()),
        ("dropped", NAMES),
        ("added", NAMES),
        ("points_before", pa.float64()),
        ("points_after", pa.float64()),
    ]
)
Sets = dict[str, set[str]]


def _sets(table: pa.Table, column: str) -> Sets:
    found = query(
        f"SELECT alert, list(DISTINCT {column}) AS names FROM rows GROUP BY alert",
        rows=table.select(["alert", column]),
    )
    return {one["alert"]: set(one["names"]) for one in rows_of(found)}


def _of(alerts: Iterable[str], sets: Sets) -> set[str]:
    return set().union(*(sets.get(name, set()) for name in alerts))


def _points(alerts: pa.Table) -> dict[str, float]:
    return {one["alert"]: one["points"] for one in rows_of(alerts.select(["alert", "points"]))}


def _counts(table: pa.Table, column: str) -> dict[str, int]:
    return dict(Counter(table.column(column).to_pylist()))


def _changes(
    rows: list[dict[str, Any]], sets: tuple[Sets, Sets], seen: tuple[dict[str, int], dict[str, int]]
) -> tuple[Change, ...]:
    """What changes by indicator or scenario."""
    among: dict[str, Counter[str]] = {}
    for one in rows:
        for name in _of(one["before"], sets[0]) | _of(one["after"], sets[1]):
            among.setdefault(name, Counter())[one["change"]] += 1
    return tuple(
        Change(
            name,
            seen[0].get(name, 0),
            seen[1].get(name, 0),
            gained=among.get(name, Counter())[GAINED],
            lost=among.get(name, Counter())[LOST],
            kept=among.get(name, Counter())[KEPT],
        )
        for name in sorted(set(among) | set(seen[0]) | set(seen[1]))
    )
