"""What to do about a challenger, in words: only what its intervals bear out."""

from dataclasses import dataclass
from datetime import date

from fulcrum.engines.screening.ranking.tables import refuse_outside
from fulcrum.engines.screening.tuning.comparison import Side
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


def wanted(both: Side, own: Side, other: Side, spec: ChampionSpec) -> str:
    """What must be judged before anything can be recommended."""
    names = {"both": both, f"only {spec.champion}": own, f"only {spec.challenger}": other}
    short = [
        f"{min(one.units, spec.least_judged) - one.judged:,} more of {name}"
        for name, one in names.items()
        if not one.is_known(spec.least_judged)
    ]
    if short:
        return f"Not enough is judged to recommend either. Judge {', '.join(short)}."
    return "One of the two has no alerts on these days: there is nothing to compare."


def advice(found: Differences, spec: ChampionSpec) -> str:
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
