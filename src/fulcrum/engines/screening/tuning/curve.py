"""A threshold curve as it is shown: what each value of a parameter would give."""

from dataclasses import asdict, dataclass
from typing import Any

from fulcrum.engines.screening.ranking.origin import told_by
from fulcrum.engines.screening.tuning.segments import ALL
from fulcrum.kernel.estimates import Range
from fulcrum.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Point:
    """What one value gives in one segment.

    Attributes:
        value: of the parameter.
        segment: the bank's own peer group, or all.
        hits: of the indicator.
        subjects: different ones among them.
        alerts: by the combination rule, with every other indicator as it is.
        judged: judged alerts of the base that there would still be.
        productive: of them, productive ones.
        missed: productive ones that there would no longer be.
        unjudged: alerts that nobody has judged: precision says nothing of them.
        precision: interval of productive among judged (Wilson, 95 in 100); None without any.
        recall: interval of productive ones kept, among those known; None without any.
    """

    value: float
    segment: str
    hits: int
    subjects: int
    alerts: int
    judged: int
    productive: int
    missed: int
    unjudged: int
    precision: Range | None
    recall: Range | None

    @property
    def precision_share(self) -> float | None:
        """Productive among the judged alerts that there would still be."""
        return self.productive / self.judged if self.judged else None

    @property
    def recall_share(self) -> float | None:
        """Productive ones kept, among those known."""
        known = self.productive + self.missed
        return self.productive / known if known else None

    def summary(self) -> str:
        """A line of the table."""
        told = (_told(self.precision_share, self.precision), _told(self.recall_share, self.recall))
        return (
            f"{self.value:>10g}  {self.hits:7,}  {self.subjects:8,}  {self.alerts:6,}  "
            f"{self.unjudged:8,}  {told[0]:>19}  {told[1]:>19}"
        )


def _told(share: float | None, interval: Range | None) -> str:
    if share is None or interval is None:
        return "-"
    return f"{share:.2f} ({interval.low:.2f}-{interval.high:.2f})"


@dataclass(frozen=True, slots=True)
class Curve:
    """What each value of a parameter gives.

    Attributes:
        indicator: the indicator.
        parameter: what was varied.
        unit: of its values.
        current: its value in the base.
        points: by segment and value.
        provenance: how it was made.
    """

    indicator: str
    parameter: str
    unit: str
    current: float
    points: tuple[Point, ...]
    provenance: Provenance

    def of(self, segment: str = ALL) -> tuple[Point, ...]:
        """The curve of one segment."""
        return tuple(one for one in self.points if one.segment == segment)

    def summary(self) -> str:
        """A table for each segment."""
        lines = [
            f"{self.indicator} {self.parameter} ({self.unit}), now {self.current:g}.",
            "Precision and recall are of alerts that were judged; what was never shown is unknown.",
        ]
        for segment in dict.fromkeys(one.segment for one in self.points):
            lines += ["", segment, HEAD]
            lines += [one.summary() for one in self.of(segment)]
        return "\n".join(lines)

    def explain(self) -> str:
        """How it was made, and who described the method."""
        return told_by(self.provenance)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)


HEAD = "     value     hits  subjects  alerts  unjudged            precision               recall"
