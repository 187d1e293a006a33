"""Rates of groups as they are shown, with their warnings."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fulcrum.engines.screening.ranking.origin import told_by
from fulcrum.engines.screening.ranking.tables import per_hundred
from fulcrum.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One rate of one group.

    Attributes:
        rate: alert rate (accounts alerted, of all) or false-positive rate (alerts judged not
            productive, of those judged).
        dimension: how groups were made.
        group: its name.
        size: accounts, or judged alerts.
        count: of them alerted, or not productive.
        low: of the interval of the share (Wilson, 95 in 100).
        high: likewise.
        ratio: to all other groups together; None when they have none.
        ratio_low: of the interval of the ratio (Katz); None when a count is nought.
        ratio_high: likewise.
        warns: whether the ratio reaches the bound.
    """

    rate: str
    dimension: str
    group: str
    size: int
    count: int
    low: float
    high: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    warns: bool

    @property
    def share(self) -> float:
        """Of those in the group, how many are counted."""
        return self.count / self.size

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval of the ratio lies above one."""
        return self.ratio_low is not None and self.ratio_low > 1

    def summary(self) -> str:
        """The rate in words."""
        said = (
            f"{self.rate} by {self.dimension}, {self.group}: {per_hundred(self.share)} "
            f"({self.count:,} of {self.size:,}; {per_hundred(self.low)} to {per_hundred(self.high)})"
        )
        if self.ratio is None:
            return f"{said}."
        chance = "more than chance gives" if self.is_beyond_chance else "within chance"
        return f"{said}, {self.ratio:.2f} times all others, {chance}."


@dataclass(frozen=True, slots=True)
class Fairness:
    """Rates by group.

    Attributes:
        rates: those that may be shown, by rate, dimension and group.
        hidden: how many groups are suppressed, by "rate, dimension".
        elsewhere: alerts of subjects that are no account of the bank; they are in no group.
        warn_from: the bound of warnings.
        provenance: how it was made.
    """

    rates: tuple[GroupRate, ...]
    hidden: Mapping[str, int]
    elsewhere: int
    warn_from: float
    provenance: Provenance

    @property
    def warnings(self) -> tuple[GroupRate, ...]:
        """The rates that reach the bound, the highest ratios first."""
        found = [one for one in self.rates if one.warns]
        return tuple(sorted(found, key=lambda one: (-(one.ratio or 0.0), one.dimension, one.group)))

    def summary(self) -> str:
        """Warnings, and what is not shown."""
        lines = [
            f"{len(self.warnings)} of {len(self.rates)} rates reach the bound.",
            f"It is {self.warn_from:g} times the rate of all others.",
            "It is ours (four fifths, turned round): a reason to look, not a finding.",
        ]
        lines += [one.summary() for one in self.warnings]
        lines += [
            f"{name}: {count} groups are suppressed, for small cells."
            for name, count in self.hidden.items()
            if count
        ]
        if self.elsewhere:
            lines.append(f"{self.elsewhere:,} alerts are of subjects that are no account here.")
        return "\n".join(lines)

    def explain(self) -> str:
        """How it was made, and who described the method."""
        return told_by(self.provenance)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self) | {"rates": [asdict(one) for one in self.rates]}
