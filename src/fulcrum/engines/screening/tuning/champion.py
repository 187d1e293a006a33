"""Compare a challenger with the champion on the same days, alert by alert.

Alerts fall into three groups: both have them, only the champion, only the challenger. Each group's
productive share is estimated from those of it that were judged, so that it does not matter that a
challenger's own alerts are usually only sampled. Differences are sums of three independent shares;
their intervals recover the variances of Wilson's (Zou, Huang and Zhang, Comput. Stat. Data Anal. 53
(2009) 1080). McNemar's test (Psychometrika 12 (1947) 153), in its exact form, is given when all that
only one has was judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fulcrum.engines.screening.ranking.intervals import combined, mcnemar, part
from fulcrum.engines.screening.ranking.judgements import Judgements
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.tables import day_of, refuse_outside, rows_of
from fulcrum.engines.screening.tuning.comparison import Comparison, Side
from fulcrum.engines.screening.tuning.units import GAINED, KEPT, LOST, units
from fulcrum.engines.screening.tuning.versions import refuse_other_data
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.estimates import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class ChampionSpec:
    """What to compare.

    Attributes:
        champion: name of the version there is.
        challenger: name of the version that is tried.
        since: units opened on this day or later; None for the first there is.
        until: units opened on this day or earlier; None for the last there is.
        least_judged: of each group so many must be judged, or all, before anything is recommended.

    Raises:
        FulcrumError: the days are in the wrong order, or too few are to be judged.
    """

    champion: str = "champion"
    challenger: str = "challenger"
    since: date | None = None
    until: date | None = None
    least_judged: int = 30

    def __post_init__(self) -> None:
        """Check days and number."""
        refuse_outside("least_judged", self.least_judged, 10, 100_000)
        if self.since is not None and self.until is not None and self.since > self.until:
            raise FulcrumError(
                f"{self.since} comes after {self.until}.",
                where="since",
                mend="Give the earlier day first.",
            )


@dataclass(frozen=True, slots=True)
class Differences:
    """Estimates of two versions, challenger less champion.

    Attributes:
        champion: productive share of its units.
        challenger: likewise.
        precision: their difference, and its interval.
        more: productive units found beyond those missed, and its interval.
    """

    champion: float
    challenger: float
    precision: tuple[float, Range]
    more: tuple[float, Range]


def compare_versions(
    champion: Outputs, challenger: Outputs, judged: Sequence[Judgements], spec: ChampionSpec
) -> Comparison:
    """Compare two runs over the same data.

    Args:
        champion: the run of the version there is.
        challenger: the run of the version that is tried.
        judged: dispositions of either's alerts; a unit is productive when one of its alerts was.
        spec: names, days and how much must be judged.

    Raises:
        FulcrumError: the runs are over different data.
    """
    refuse_other_data(champion, challenger)
    truth: dict[str, bool] = {}
    for one in judged:
        for name, productive in one.by_alert().items():
            truth[name] = productive or truth.get(name, False)
    since, until = day_of(spec.since), day_of(spec.until)
    days = max(champion.rule.days, challenger.rule.days)
    rows = [
        one
        for one in rows_of(units(champion.alerts, challenger.alerts, days))
        if (since is None or one["opened"] >= since) and (until is None or one["opened"] <= until)
    ]
    both, own, other = (_side(rows, change, truth) for change in (KEPT, LOST, GAINED))
    return _comparison(both, own, other, spec)


def _side(rows: Sequence[Mapping[str, Any]], change: str, truth: Mapping[str, bool]) -> Side:
    mine = [one for one in rows if one["change"] == change]
    said = [
        [truth[name] for name in (*one["before"], *one["after"]) if name in truth] for one in mine
    ]
    known = [any(one) for one in said if one]
    return Side(len(mine), len(known), sum(known))


def _comparison(both: Side, own: Side, other: Side, spec: ChampionSpec) -> Comparison:
    found = _differences(both, own, other)
    known = all(one.is_known(spec.least_judged) for one in (both, own, other))
    paired = own.judged == own.units and other.judged == other.units
    return Comparison(
        spec.champion,
        spec.challenger,
        both,
        own,
        other,
        precision_champion=None if found is None else found.champion,
        precision_challenger=None if found is None else found.challenger,
        difference=None if found is None else found.precision[0],
        difference_interval=None if found is None else found.precision[1],
        more=None if found is None else found.more[0],
        more_interval=None if found is None else found.more[1],
        mcnemar=mcnemar(own.productive, other.productive) if paired else None,
        recommendation=_advice(found, spec)
        if found is not None and known
        else _wanted(both, own, other, spec),
    )


def _differences(both: Side, own: Side, other: Side) -> Differences | None:
    """Estimates; None when a version has no alert, or nobody judged any of a group."""
    sizes = (both.units + own.units, both.units + other.units)
    groups = [one for one in (both, own, other) if one.units]
    if not all(sizes) or not all(one.judged for one in groups):
        return None

    def total(weights: tuple[float, float, float]) -> tuple[float, Range]:
        sides = zip(weights, (both, own, other), strict=True)
        return combined(
            [
                part(weight * one.units, one.productive, one.judged)
                for weight, one in sides
                if one.units
            ]
        )

    first, second = 1 / sizes[0], 1 / sizes[1]
    return Differences(
        total((first, first, 0))[0],
        total((second, 0, second))[0],
        total((second - first, -first, second)),
        total((0, -1, 1)),
    )


def _wanted(both: Side, own: Side, other: Side, spec: ChampionSpec) -> str:
    names = {"both": both, f"only {spec.champion}": own, f"only {spec.challenger}": other}
    short = [
        f"{min(one.units, spec.least_judged) - one.judged:,} more of {name}"
        for name, one in names.items()
        if not one.is_known(spec.least_judged)
    ]
    if short:
        return f"Not enough is judged to recommend either. Judge {', '.join(short)}."
    return "One of the two has no alerts on these days: there is nothing to compare."


def _advice(found: Differences, spec: ChampionSpec) -> str:
    """A recommendation, from whether the intervals of both differences exclude none."""
    precision, more = _sign(found.precision[1]), _sign(found.more[1])
    if precision * more < 0:
        gains = "is more precise but misses productive ones"
        if more > 0:
            gains = "finds more productive ones but is less precise"
        return f"A trade: {spec.challenger} {gains}. Decide by what your team can read."
    if precision + more > 0:
        better = " and ".join(
            said
            for said, sign in (("is more precise", precision), ("finds more", more))
            if sign > 0
        )
        return f"Take {spec.challenger}: it {better}, and is worse in neither by more than chance."
    if precision + more < 0:
        return f"Keep {spec.champion}: {spec.challenger} is worse by more than chance."
    return f"No difference beyond chance: keep {spec.champion}, and go on judging."


def _sign(interval: Range) -> int:
    """1 when an interval lies above nought, -1 below, 0 when it holds it."""
    return int(interval.low > 0) - int(interval.high < 0)
