"""What to calibrate, and the values proposed, as they are asked for and shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from fulcrum.engines.screening.ranking.origin import told_by
from fulcrum.engines.screening.ranking.tables import per_hundred, refuse_outside
from fulcrum.engines.screening.tuning.evaluate import Limits
from fulcrum.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrateSpec:
    """What to propose values of.

    Attributes:
        data: the folder that `fulcrum screen ingest` wrote.
        indicator: the indicator.
        parameter: a number of it, that what it observes must reach.
        floor: the loosest value to look at, below the current one; in the parameter's unit.
        parameters: the bank's other values of the indicator.
        quantiles: for instance 0.95 and 0.99.
        least_beyond: a segment whose tail holds fewer accounts gets no proposal.
        pack: name of the typology pack.
        limits: memory and cores.

    Raises:
        FulcrumError: a number lies outside its bounds.
    """

    data: Path
    indicator: str
    parameter: str
    floor: float
    parameters: Mapping[str, Any] = field(default_factory=dict)
    quantiles: tuple[float, ...] = (0.95, 0.99)
    least_beyond: int = 5
    pack: str = "human-trafficking"
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Check the numbers."""
        refuse_outside("least_beyond", self.least_beyond, 1, 1_000)
        for one in self.quantiles:
            refuse_outside("quantiles", one, 0.5, 0.9999)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for one segment.

    Attributes:
        segment: the bank's own peer group, or all.
        quantile: for instance 0.95: at most 5 in 100 accounts are to reach the value.
        accounts: in the segment.
        value: the lowest that at most so many reach; None when nothing can be proposed.
        firing: accounts that reach it at least once.
        now: accounts that reach the current value at least once.
        note: why there is no value, or what it means; "" for a plain one.
    """

    segment: str
    quantile: float
    accounts: int
    value: float | None
    firing: int
    now: int
    note: str

    @property
    def share(self) -> float:
        """Of the segment's accounts, how many reach the value at least once."""
        return self.firing / self.accounts if self.accounts else 0.0

    def summary(self) -> str:
        """The proposal in words."""
        name = f"{self.segment}, P{self.quantile * 100:g} of {self.accounts:,} accounts"
        if self.value is None:
            return f"{name}: none. {self.note}"
        said = f"{name}: {self.value:g}, reached by {self.firing:,} ({per_hundred(self.share)})"
        now = f"; by {self.now:,} now." if self.accounts else "."
        return f"{said}{now} {self.note}".strip()


@dataclass(frozen=True, slots=True)
class Calibration:
    """Values proposed from a bank's own data.

    Attributes:
        indicator: the indicator.
        parameter: the parameter.
        unit: of its values.
        current: its value now.
        floor: the loosest value that was looked at; below it nothing is known.
        days: length of the history; an account counts when it reaches a value once in it.
        elsewhere: subjects that are no account of the bank; they are in no segment.
        proposals: by segment and quantile.
        provenance: how it was made.
    """

    indicator: str
    parameter: str
    unit: str
    current: float
    floor: float
    days: int
    elsewhere: int
    proposals: tuple[Proposal, ...]
    provenance: Provenance

    def summary(self) -> str:
        """What is proposed for whom."""
        lines = [
            f"{self.indicator} {self.parameter} ({self.unit}): now {self.current:g}.",
            f"Looked at over {self.days:,} days, down to {self.floor:g}.",
        ]
        lines += [one.summary() for one in self.proposals]
        lines.append("Proposed from your own data; whether it finds anything, judgements say.")
        return "\n".join(lines)

    def explain(self) -> str:
        """How it was made, and who described the method."""
        return told_by(self.provenance)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)
