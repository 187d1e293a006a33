"""How to score: frozen, and checked once when it is made."""

from dataclasses import dataclass
from datetime import date

from fulcrum.engines.screening.ranking.tables import refuse_outside


@dataclass(frozen=True, slots=True, kw_only=True)
class RankSpec:
    """How to score.

    Attributes:
        learn: whether to learn from dispositions when there are enough.
        least_judged: judged alerts without which nothing is learned.
        least_each: of the productive ones, and of the others.
        least_subjects: different subjects among each of the two.
        folds: parts for trying what was learned on what it was not learned from.
        seed: of the split into parts.
        as_of: the day the alerts are seen on; None for the day of the last hit.

    Raises:
        FulcrumError: a number lies outside its bounds.
    """

    learn: bool = True
    least_judged: int = 200
    least_each: int = 30
    least_subjects: int = 10
    folds: int = 5
    seed: int = 7
    as_of: date | None = None

    def __post_init__(self) -> None:
        """Refuse what learns from too little to try it honestly."""
        refuse_outside("least_judged", self.least_judged, 50, 1_000_000)
        refuse_outside("least_each", self.least_each, 10, 1_000_000)
        refuse_outside("folds", self.folds, 3, 20)
        refuse_outside("least_subjects", self.least_subjects, 2 * self.folds, 1_000_000)
        refuse_outside("seed", self.seed, 0, 2**32 - 1)
