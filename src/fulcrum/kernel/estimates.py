"""A value known only between two bounds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """A closed interval; a point when both ends meet.

    Attributes:
        low: the least value consistent with what is known.
        high: the greatest.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse ends in the wrong order (and NaN)."""
        if not self.low <= self.high:
            raise ValueError(f"a range runs from low to high, not {self.low} to {self.high}")

    @property
    def is_point(self) -> bool:
        """Whether nothing is uncertain."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """Half-way between the ends."""
        return (self.low + self.high) / 2

    @property
    def width(self) -> float:
        """How much is uncertain."""
        return self.high - self.low

    def shifted_by(self, other: "Range") -> "Range":
        """Every difference possible between a value here and a value of `other`."""
        return Range(self.low - other.high, self.high - other.low)
