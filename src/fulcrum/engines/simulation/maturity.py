"""How ready institutions are, and how that turns into answers.

Answers follow the graded response model of item response theory (Samejima 1969): an institution
has a latent maturity, a question a difficulty, and the level answered is the number of thresholds
that maturity less difficulty, blurred by chance, passes. All numbers are our own choice; they give
answers that correlate within an institution and spread over all five levels.
"""

from collections.abc import Sequence
from random import Random

from fulcrum.engines.simulation.draws import stream

CITATION = (
    "Samejima, F. (1969). Estimation of latent ability using a response pattern of graded scores. "
    "Psychometrika Monograph 17."
)
THRESHOLDS = (-1.35, -0.3, 0.75, 1.8)
# Standard deviations, on the scale of maturity.
BETWEEN_INSTITUTIONS = 0.75
BETWEEN_ITEMS = 0.55
WITHIN_ANSWERS = 0.55
GROWTH_A_YEAR = (0.4, 0.2)

SUB_SECTOR_EFFECTS = {
    "banking": 0.35,
    "investment": 0.05,
    "insurance": -0.1,
    "development_finance": 0.45,
    "public_authority": 0.0,
    "technology_and_data": -0.15,
    "inclusive_finance": -0.2,
    "professional_services": -0.05,
}
SIZE_EFFECTS = {"micro": -0.6, "small": -0.4, "medium": -0.1, "large": 0.2, "very_large": 0.5}


def institution_maturity(seed: int, key: str, sub_sector: str, size_band: str) -> float:
    """An institution's latent maturity at its first assessment; 0 is the middle, 1 is much."""
    own = stream(seed, "maturity", key).gauss(0, BETWEEN_INSTITUTIONS)
    return SUB_SECTOR_EFFECTS[sub_sector] + SIZE_EFFECTS[size_band] + own


def growth(seed: int, key: str, years: float) -> float:
    """What an institution's maturity gained over some years; now and then a loss."""
    mean, spread = GROWTH_A_YEAR
    return stream(seed, "growth", key).gauss(mean, spread) * years


def item_difficulty(seed: int, item_id: str) -> float:
    """How much maturity a question asks for."""
    return stream(seed, "difficulty", item_id).gauss(0, BETWEEN_ITEMS)


def level_of(distance: float, thresholds: Sequence[float] = THRESHOLDS) -> int:
    """The level, 0 to 4: how many thresholds are passed.

    Args:
        distance: maturity less difficulty, blurred.
        thresholds: in rising order.
    """
    return sum(distance > threshold for threshold in thresholds)


def answered_level(maturity: float, difficulty: float, draws: Random) -> int:
    """The level an institution answers to one question."""
    return level_of(maturity - difficulty + draws.gauss(0, WITHIN_ANSWERS))
