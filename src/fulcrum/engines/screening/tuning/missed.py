"""What reviewing a sample below the line says of all who were not alerted.

Each stratum's share stands with Wilson's interval, its sample counted for more where it is a large
part of the stratum (effective size, Korn and Graubard 1998); strata are added up by recovering
variances (Zou, Huang and Zhang 2009); see `ranking.intervals`.
"""

from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.ranking.intervals import Part, combined, effective_size, wilson
from fulcrum.engines.screening.ranking.origin import made_by, told_by
from fulcrum.engines.screening.ranking.tables import checked, rows_of
from fulcrum.engines.screening.tuning.sample import Sample, Stratum
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.estimates import Range
from fulcrum.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One stratum after review.

    Attributes:
        name: of what its subjects fell short.
        subjects: how many there are.
        reviewed: how many were read.
        productive: how many of them would have been worth an alert.
        expected: how many of all are, by the sample; None when nobody was read.
        low: of the interval (95 in 100); None likewise.
        high: likewise.
    """

    name: str
    subjects: int
    reviewed: int
    productive: int
    expected: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Missed:
    """Productive alerts that the rule misses just below it.

    Attributes:
        strata: what was found in each.
        expected: how many in all strata that were read.
        low: of the interval (95 in 100); never below what was found.
        high: likewise.
        unread: subjects of strata of which nobody was read: not evaluable, and not counted.
        provenance: how it was made.
    """

    strata: tuple[Reviewed, ...]
    expected: float
    low: float
    high: float
    unread: int
    provenance: Provenance

    def summary(self) -> str:
        """The estimate in words."""
        found = sum(one.productive for one in self.strata)
        read = sum(one.reviewed for one in self.strata)
        bounds = f"({self.low:.0f} to {self.high:.0f})"
        lines = [
            f"{found:,} of {read:,} that were read would have been worth an alert.",
            f"So about {self.expected:.0f} are missed just below the line {bounds}.",
        ]
        lines += [
            f"{one.name}: {one.productive:,} of {one.reviewed:,} read, of {one.subjects:,}: "
            f"about {one.expected:.0f} ({one.low:.0f} to {one.high:.0f})."
            for one in self.strata
            if one.expected is not None
        ]
        if self.unread:
            lines.append(f"Not evaluable: {self.unread:,} subjects of strata that nobody read.")
        return "\n".join(lines)

    def explain(self) -> str:
        """How it was made, and who described the method."""
        return told_by(self.provenance)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)


def estimate_missed(sample: Sample, judged: pa.Table) -> Missed:
    """How many productive alerts are missed, from what people said of a sample.

    Those of the sample that nobody has judged are taken to be like those that somebody has.

    Args:
        sample: as it was drawn.
        judged: subject, productive (null for undecided).

    Raises:
        FulcrumError: somebody was judged who is not in the sample.
    """
    told = {
        one["subject"]: one["productive"]
        for one in rows_of(checked(judged, ("subject", "productive"), "judged"))
        if one["productive"] is not None
    }
    stratum = {one["subject"]: one["stratum"] for one in rows_of(sample.table)}
    strange = sorted(set(told) - set(stratum))
    if strange:
        raise FulcrumError(
            "This subject is not in the sample.",
            where=strange[0],
            mend="Judge those that were drawn: others say nothing of the rest.",
        )
    found, parts = [], []
    for one in sample.strata:
        mine = [good for subject, good in told.items() if stratum[subject] == one.name]
        made, part = _reviewed(one, len(mine), sum(mine))
        found.append(made)
        parts += [] if part is None else [part]
    expected, interval = combined(parts)
    known = sum(one.productive for one in found)
    unread = sum(one.subjects for one in found if one.expected is None)
    drawn = sample.provenance
    said = made_by(METHOD, CITATION, drawn.seed, drawn=drawn, judged=sorted(told.items()))
    return Missed(tuple(found), expected, max(interval.low, known), interval.high, unread, said)


METHOD = "The share of each stratum's sample that was productive, times its subjects, added up."
CITATION = "Wilson (1927); Korn and Graubard (1998); Zou, Huang and Zhang (2009)."


def _reviewed(one: Stratum, read: int, productive: int) -> tuple[Reviewed, Part | None]:
    if not read:
        return Reviewed(one.name, one.subjects, 0, 0, None, None, None), None
    share = productive / read
    interval = Range(share, share)
    if read < one.subjects:
        size = effective_size(read, one.subjects)
        interval = wilson(share * size, size)
    part = Part(one.subjects, share, interval)
    low = max(one.subjects * interval.low, productive)
    return (
        Reviewed(
            one.name,
            one.subjects,
            read,
            productive,
            one.subjects * share,
            low,
            one.subjects * interval.high,
        ),
        part,
    )
