"""Champion and challenger side by side, as it is shown, with what to do about it."""

from dataclasses import asdict, dataclass
from typing import Any

from fulcrum.engines.screening.ranking.origin import told_by
from fulcrum.engines.screening.ranking.tables import per_hundred
from fulcrum.kernel.estimates import Range
from fulcrum.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Side:
    """Alerts that one, the other, or both have; a unit is what belongs together of a subject's alerts (see `units`).

    Attributes:
        units: how many.
        judged: how many of them were judged.
        productive: how many of these were productive.
    """

    units: int
    judged: int
    productive: int

    def is_known(self, least: int) -> bool:
        """Whether enough of it was judged: all, or at least so many."""
        return self.judged >= min(self.units, least)

    def summary(self) -> str:
        """In words."""
        return f"{self.units:,} ({self.judged:,} judged, {self.productive:,} productive)"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions on the same days.

    Attributes:
        champion: the version there is.
        challenger: the version that is tried.
        both: units both have.
        only_champion: units only the champion has.
        only_challenger: units only the challenger has.
        precision_champion: estimated share of its units that are productive; None when not known.
        precision_challenger: likewise.
        difference: of the two, challenger less champion; None when not known.
        difference_interval: of it (95 in 100); None likewise.
        more: productive units the challenger finds beyond the champion's, less those it misses.
        more_interval: of it (95 in 100); None when not known.
        mcnemar: exact two-sided p for productive units that only one finds; None unless every unit
            that only one has was judged.
        recommendation: what to do, in words.
        provenance: how it was made.
    """

    champion: str
    challenger: str
    both: Side
    only_champion: Side
    only_challenger: Side
    precision_champion: float | None
    precision_challenger: float | None
    difference: float | None
    difference_interval: Range | None
    more: float | None
    more_interval: Range | None
    mcnemar: float | None
    recommendation: str
    provenance: Provenance

    def summary(self) -> str:
        """Counts, differences with their intervals, and what to do."""
        lines = [
            f"Both: {self.both.summary()}.",
            f"Only {self.champion}: {self.only_champion.summary()}.",
            f"Only {self.challenger}: {self.only_challenger.summary()}.",
            *self._differences(),
        ]
        if self.mcnemar is not None:
            lines.append(f"McNemar's exact test of productive ones: p = {self.mcnemar:.3f}.")
        return "\n".join([*lines, self.recommendation])

    def _differences(self) -> list[str]:
        if (
            self.precision_champion is None
            or self.precision_challenger is None
            or self.difference is None
            or self.difference_interval is None
            or self.more is None
            or self.more_interval is None
        ):
            return []
        low, high = self.difference_interval.low, self.difference_interval.high
        more = f"{self.more_interval.low:+.1f} to {self.more_interval.high:+.1f}"
        return [
            f"Productive of {self.champion}'s: {per_hundred(self.precision_champion)}.",
            f"Productive of {self.challenger}'s: {per_hundred(self.precision_challenger)}.",
            f"Difference {self.difference:+.3f} ({low:+.3f} to {high:+.3f}).",
            f"{self.challenger} finds {self.more:+.1f} productive ones ({more}).",
        ]

    def explain(self) -> str:
        """How it was made, and who described the method."""
        return told_by(self.provenance)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)
