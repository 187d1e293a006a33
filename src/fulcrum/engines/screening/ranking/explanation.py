"""Why an alert has its score, feature by feature."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature added to one alert's points.

    Attributes:
        feature: its name.
        meaning: what it counts.
        value: of this alert.
        points: that it added; never negative.
    """

    feature: str
    meaning: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an alert has its score.

    Attributes:
        alert: the alert.
        score: 0 to 1.
        meaning: what the score says.
        base: points that every alert starts with.
        contributions: the largest first; together with the base they are the points.
    """

    alert: str
    score: float
    meaning: str
    base: float
    contributions: tuple[Contribution, ...]

    def summary(self) -> str:
        """The score, what it says, and what added to it."""
        lines = [f"{self.alert}: {self.score:.2f}. {self.meaning}"]
        lines += [f"{self.base:+.2f} to begin with"] if self.base else []
        lines += [
            f"{one.points:+.2f} {one.meaning}: {one.value:g}"
            for one in self.contributions
            if one.points
        ]
        return "\n".join(lines)
