"""A sample from below the line as it is asked for and shown."""

from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.ranking.origin import told_by
from fulcrum.engines.screening.ranking.tables import refuse_outside
from fulcrum.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class BelowSpec:
    """How many to read.

    Attributes:
        size: about how many in all; strata share it by their sizes.
        least: of each stratum at least so many, or all of it.
        seed: of the draw.

    Raises:
        FulcrumError: a number lies outside its bounds.
    """

    size: int = 50
    least: int = 10
    seed: int = 7

    def __post_init__(self) -> None:
        """Check the numbers."""
        refuse_outside("size", self.size, 1, 100_000)
        refuse_outside("least", self.least, 1, self.size)
        refuse_outside("seed", self.seed, 0, 2**32 - 1)


@dataclass(frozen=True, slots=True)
class Stratum:
    """Subjects that fell short in one way.

    Attributes:
        name: of what they fell short.
        subjects: how many there are.
        sampled: how many are to be read.
    """

    name: str
    subjects: int
    sampled: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Subjects to read.

    Attributes:
        strata: how many there are of each kind.
        table: subject, stratum, day (the last on which they came that close), indicators and
            families hit in the window that ended then; by stratum, in their order, and subject.
        provenance: how it was drawn.
    """

    strata: tuple[Stratum, ...]
    table: pa.Table
    provenance: Provenance

    def summary(self) -> str:
        """How many of how many are to be read."""
        total = sum(one.subjects for one in self.strata)
        lines = [f"{self.table.num_rows:,} of {total:,} subjects just below the line, to be read."]
        lines += [f"{one.name}: {one.sampled:,} of {one.subjects:,}." for one in self.strata]
        lines.append("Nobody has been alerted: read them as alerts, and say what you would say.")
        return "\n".join(lines)

    def explain(self) -> str:
        """How it was made, and who described the method."""
        return told_by(self.provenance)

    def to_dict(self) -> dict[str, Any]:
        """Everything but the rows, as plain values."""
        strata = [asdict(one) for one in self.strata]
        return {"strata": strata, "provenance": self.provenance.to_dict()}
