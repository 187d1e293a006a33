"""Threshold curves: one parameter of one indicator over a grid, everything else as it is."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from fulcrum.engines.screening.ranking.intervals import wilson
from fulcrum.engines.screening.ranking.judgements import Judgements
from fulcrum.engines.screening.ranking.origin import made_by
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.tables import query, rows_of
from fulcrum.engines.screening.tuning.base import Base, base_of
from fulcrum.engines.screening.tuning.curve import Curve, Point
from fulcrum.engines.screening.tuning.evaluate import Limits, hits_of
from fulcrum.engines.screening.tuning.realert import alerts_of
from fulcrum.engines.screening.tuning.segments import ALL, in_segments, parameter_of
from fulcrum.engines.screening.work import Report, to_nobody
from fulcrum.kernel.errors import FulcrumError


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveSpec:
    """What to vary.

    Attributes:
        data: the folder that `fulcrum screen ingest` wrote.
        base: a finished run over it; its parameters, rule and other hits are kept.
        indicator: whose parameter is varied.
        parameter: a number of it.
        grid: values to try, in the parameter's unit (money in whole units).
        limits: memory and cores.

    Raises:
        FulcrumError: the grid is empty, or holds a value twice.
    """

    data: Path
    base: Path
    indicator: str
    parameter: str
    grid: tuple[float, ...]
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Check the grid."""
        if not self.grid or len(set(self.grid)) < len(self.grid) or len(self.grid) > 100:
            raise FulcrumError(
                f"A grid of {len(self.grid)} values cannot be used.",
                where="grid",
                mend="Give 1 to 100 different values.",
            )


def threshold_curve(spec: CurveSpec, judged: Judgements, report: Report = to_nobody) -> Curve:
    """What each value of the grid would give.

    The indicator alone is evaluated, over each shard once for all values; the hits of every other
    one are those of the base, and only subjects that it hits are alerted anew.

    Args:
        spec: what to vary.
        judged: dispositions of the base's alerts.
        report: told (stage, done, total).
    """
    base = base_of(spec.data, spec.base, spec.indicator)
    parameter = parameter_of(base.pack, spec.indicator, spec.parameter)
    indicator = base.pack.indicators[spec.indicator]
    grid = sorted(spec.grid)
    values = [indicator.values({**base.parameters, spec.parameter: one}) for one in grid]
    hits = hits_of(indicator, values, base.store, spec.limits, report)
    truth = _truth(base.outputs, judged)
    points: list[Point] = []
    for number, value in enumerate(grid):
        mine = query(
            f"SELECT * EXCLUDE (variant) FROM hits WHERE variant = {number} ORDER BY ALL", hits=hits
        )
        alerts = _alerts(base, spec.indicator, mine, hits)
        points += _points(base, value, mine, (alerts, truth))
    points.sort(key=lambda one: (one.segment != ALL, one.segment, one.value))
    current = float(base.parameters.get(spec.parameter, parameter.default))
    said = made_by(
        METHOD,
        CITATION,
        run=base.outputs.digest,
        judged=judged.digest,
        tried=[spec.indicator, spec.parameter, *grid],
    )
    return Curve(spec.indicator, spec.parameter, parameter.unit, current, tuple(points), said)


METHOD = (
    "The indicator evaluated with each value, every other hit as it was, and subjects it hits alerted "
    "anew by the combination rule; precision and recall of judged alerts."
)
CITATION = "Intervals: Wilson (1927)."


def _alerts(base: Base, indicator: str, mine: pa.Table, tried: pa.Table) -> pa.Table:
    """All alerts with one variant: alert, subject, opened, last."""
    touched = query(
        f"SELECT subject FROM tried UNION SELECT subject FROM hits WHERE indicator = '{indicator}'",
        tried=tried,
        hits=base.outputs.hits,
    )
    anew = query(
        f"SELECT * FROM hits SEMI JOIN touched USING (subject) WHERE indicator <> '{indicator}' "
        "UNION ALL BY NAME SELECT * FROM mine",
        touched=touched,
        hits=base.outputs.hits,
        mine=mine,
    )
    return query(
        "SELECT alert, subject, opened, last FROM old ANTI JOIN touched USING (subject) "
        "UNION ALL SELECT alert, subject, opened, last FROM anew",
        old=base.outputs.alerts,
        touched=touched,
        anew=alerts_of(anew, base.pack, base.outputs.rule),
    )


def _truth(outputs: Outputs, judged: Judgements) -> pa.Table:
    """Judged alerts of the base with their days: alert, subject, opened, last, productive."""
    return query(
        "SELECT alert, subject, opened, last, productive FROM alerts JOIN judged USING (alert)",
        alerts=outputs.alerts,
        judged=judged.table,
    )


def _meets(days: int) -> str:
    """The condition that an alert and a judged one belong together, as in `units`."""
    return (
        f"alerts.subject = truth.subject AND alerts.opened <= truth.last + {days} "
        f"AND alerts.last >= truth.opened - {days}"
    )


def _points(
    base: Base, value: float, hits: pa.Table, found: tuple[pa.Table, pa.Table]
) -> list[Point]:
    """One value, by segment."""
    alerts, truth = found
    meets = _meets(base.outputs.rule.days)
    kept = query(
        f"SELECT subject, productive, EXISTS (SELECT 1 FROM alerts WHERE {meets}) AS kept "
        "FROM truth",
        alerts=alerts,
        truth=truth,
    )
    new = query(
        f"SELECT subject FROM alerts WHERE NOT EXISTS (SELECT 1 FROM truth WHERE {meets})",
        alerts=alerts,
        truth=truth,
    )
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*base.segments.values(), ALL)}

    def count(what: str, subjects: list[str]) -> None:
        for subject in subjects:
            for name in in_segments(base.segment(subject)):
                counts.setdefault(name, Counter())[what] += 1

    subjects = hits.column("subject").to_pylist()
    count("hits", subjects)
    count("subjects", sorted(set(subjects)))
    count("alerts", alerts.column("subject").to_pylist())
    count("unjudged", new.column("subject").to_pylist())
    for one in rows_of(kept):
        known = "productive" if one["productive"] else "in vain"
        count(f"{known} {'kept' if one['kept'] else 'missed'}", [one["subject"]])
    return [_point(value, name, one) for name, one in counts.items()]


def _point(value: float, segment: str, count: Counter[str]) -> Point:
    productive, missed = count["productive kept"], count["productive missed"]
    judged, known = productive + count["in vain kept"], productive + missed
    return Point(
        value,
        segment,
        count["hits"],
        count["subjects"],
        count["alerts"],
        judged,
        productive,
        missed,
        count["unjudged"],
        precision=wilson(productive, judged) if judged else None,
        recall=wilson(productive, known) if known else None,
    )
