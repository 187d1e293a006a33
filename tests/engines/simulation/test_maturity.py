from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.simulation import maturity
from fulcrum.engines.simulation.draws import stream
from fulcrum.engines.simulation.kinds import KINDS, SIZE_BANDS


def test_a_level_is_the_number_of_thresholds_passed() -> None:
    levels = [maturity.level_of(distance, (-1, 0, 1, 2)) for distance in (-2, -0.5, 0.5, 1.5, 3)]
    assert levels == [0, 1, 2, 3, 4]


@given(st.floats(-9, 9), st.floats(0, 9))
def test_more_maturity_never_lowers_a_level(distance: float, more: float) -> None:
    assert 0 <= maturity.level_of(distance) <= maturity.level_of(distance + more) <= 4


def test_every_kind_and_size_has_an_effect() -> None:
    assert {kind.sub_sector for kind in KINDS} == set(maturity.SUB_SECTOR_EFFECTS)
    assert set(SIZE_BANDS) == set(maturity.SIZE_EFFECTS)


def test_size_shows_in_maturity() -> None:
    def average(size: str) -> float:
        return mean(maturity.institution_maturity(1, f"k{n}", "banking", size) for n in range(400))

    assert average("very_large") - average("micro") == pytest.approx(1.1, abs=0.15)


def test_growth_is_none_without_time_and_mostly_a_gain() -> None:
    assert maturity.growth(1, "k", 0) == 0
    gains = [maturity.growth(1, f"k{number}", 1) for number in range(300)]
    assert mean(gains) == pytest.approx(0.4, abs=0.05)
    assert min(gains) < 0


def test_a_harder_question_is_answered_lower() -> None:
    def average(difficulty: float) -> float:
        draws = stream(1, difficulty)
        return mean(maturity.answered_level(0.5, difficulty, draws) for _ in range(500))

    assert average(-1) > average(0) > average(1)
    assert maturity.item_difficulty(1, "GOV-01") != maturity.item_difficulty(1, "GOV-02")
