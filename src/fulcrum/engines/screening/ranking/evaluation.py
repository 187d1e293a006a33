"""How far scores can be trusted, as it is shown."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bin:
    """Alerts with scores close to one another.

    Attributes:
        promised: the mean of their scores.
        alerts: how many.
        productive: how many of them were.
        low: of the interval of the share that was productive (Wilson, 95 in 100).
        high: likewise.
    """

    promised: float
    alerts: int
    productive: int
    low: float
    high: float

    @property
    def kept(self) -> bool:
        """Whether what was promised lies within the interval."""
        return self.low <= self.promised <= self.high


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How scores did on alerts whose subjects they had not been learned from.

    Attributes:
        alerts: how many judged alerts.
        productive: how many of them were.
        precision: average precision of the scores.
        precision_folds: the least and the greatest of the folds.
        precision_points: average precision of the pack's own points on the same alerts.
        brier: mean squared error of the scores.
        brier_base: of saying the overall share of every alert.
        bins: the reliability table, the lowest scores first.
    """

    alerts: int
    productive: int
    precision: float
    precision_folds: tuple[float, float]
    precision_points: float
    brier: float
    brier_base: float
    bins: tuple[Bin, ...]

    def summary(self) -> str:
        """What the scores are worth, in words and a table."""
        low, high = self.precision_folds
        kept = sum(1 for one in self.bins if one.kept)
        better = "better than" if self.precision > self.precision_points else "no better than"
        lines = [
            f"Tried on {self.alerts:,} judged alerts, {self.productive:,} productive.",
            "Each was scored by what other subjects' alerts taught.",
            f"Average precision {self.precision:.3f}, by fold {low:.3f} to {high:.3f}.",
            f"Chance gives {self.productive / self.alerts:.3f}.",
            f"It orders {better} the pack's points, which give {self.precision_points:.3f}.",
            f"Brier score {self.brier:.4f}; {self.brier_base:.4f} by the overall share alone.",
            f"{kept} of {len(self.bins)} groups were as productive as promised:",
            "promised  alerts  productive  share  interval",
        ]
        lines += [
            f"{one.promised:8.3f}  {one.alerts:6,}  {one.productive:10,}  "
            f"{one.productive / one.alerts:5.3f}  {one.low:.3f} to {one.high:.3f}"
            for one in self.bins
        ]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)
