"""Golden figures are Newcombe's, Stat. Med. 17 (1998) 857 and 873, or worked out by hand."""

from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.ranking.intervals import (
    combined,
    effective_size,
    mcnemar,
    part,
    ratio_interval,
    wilson,
)


@pytest.mark.parametrize(
    ("count", "size", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_what_newcombe_prints(count: int, size: int, low: float, high: float) -> None:
    found = wilson(count, size)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_without_anything_seen_a_share_may_be_anything() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)
    assert wilson(7, 7).high == 1


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_a_difference_of_two_shares_is_newcombes_method_10(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    middle, found = combined([part(1, *first), part(-1, *second)])
    assert middle == pytest.approx(first[0] / first[1] - second[0] / second[1])
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_weights_stretch_a_sum() -> None:
    middle, found = combined([part(100, 5, 50)])
    single = wilson(5, 50)
    assert middle == 10
    assert (found.low, found.high) == pytest.approx((100 * single.low, 100 * single.high))


def test_a_ratio_by_hand() -> None:
    # 10 of 100 against 5 of 100: log 2, variance 0.1 - 0.01 + 0.2 - 0.01.
    found = ratio_interval(10, 100, 5, 100)
    assert found is not None
    half = 1.959964 * sqrt(0.28)
    assert (found.low, found.high) == pytest.approx((exp(log(2) - half), exp(log(2) + half)))
    assert ratio_interval(0, 100, 5, 100) is None


def test_mcnemar_by_hand() -> None:
    assert mcnemar(1, 9) == pytest.approx(2 * (1 + 10) / 1024)
    assert mcnemar(9, 1) == mcnemar(1, 9)
    assert mcnemar(0, 0) == mcnemar(5, 5) == 1


def test_a_sample_of_all_leaves_nothing_open() -> None:
    assert effective_size(10, 10) == float("inf")
    assert effective_size(10, 19) == 20


@given(size=st.integers(1, 500), part_=st.floats(0, 1))
def test_wilson_holds_the_share_and_stays_within_0_and_1(size: int, part_: float) -> None:
    count = round(size * part_)
    found = wilson(count, size)
    assert 0 <= found.low <= count / size <= found.high <= 1
