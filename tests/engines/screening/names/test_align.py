"""Aligning words, and the score of what is aligned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.names.align import EQUAL, INITIALS, Likeness, align, score


def equal(first: int, second: int, value: float = 1.0) -> Likeness:
    return Likeness(first, second, value, EQUAL)


def test_the_greatest_likeness_is_taken_first_and_every_word_once() -> None:
    kept = align([equal(0, 0, 0.9), equal(0, 1, 1.0), equal(1, 1, 0.95), equal(1, 0, 0.86)])
    assert [(one.first, one.second) for one in kept] == [(0, 1), (1, 0)]


def test_two_words_may_be_one() -> None:
    joined = Likeness(0, 0, 1.0, EQUAL, first_width=2)
    assert align([joined, equal(1, 0, 0.9)]) == (joined,)
    assert score([1, 1], [1], [joined]) == 1


def test_a_middle_name_costs_a_tenth() -> None:
    assert score([1, 1], [1, 1, 1], align([equal(0, 0), equal(1, 2)])) == pytest.approx(0.9)


def test_one_word_of_two_is_nothing() -> None:
    assert score([1, 1], [1, 1], [equal(0, 0)]) == 0
    assert score([1], [1, 1], [equal(0, 0)]) == 0


def test_one_word_is_enough_where_neither_has_more() -> None:
    assert score([1, 0.1], [1, 0.1], [equal(0, 0)]) == pytest.approx(1 / 1.1)
    assert score([0.2], [0.2], [equal(0, 0)]) == 0


def test_an_initial_stands_beside_a_word_but_not_alone() -> None:
    initial = Likeness(0, 0, 0.8, INITIALS)
    assert score([0.5, 1], [1, 1], [initial, equal(1, 1)]) > 0.85
    assert score([0.5, 1], [1, 1], [initial]) == 0


PLACES = st.integers(0, 4)
LIKENESSES = st.lists(
    st.builds(Likeness, PLACES, PLACES, st.floats(0.75, 1), st.just(EQUAL)), max_size=12
)
WEIGHTS = st.lists(st.sampled_from([1.0, 0.5, 0.3, 0.2, 0.1]), min_size=5, max_size=5)


@given(LIKENESSES, WEIGHTS, WEIGHTS)
def test_a_score_is_a_share_and_the_same_from_both_sides(
    likenesses: list[Likeness], first: list[float], second: list[float]
) -> None:
    aligned = align(likenesses)
    assert len({one.first for one in aligned}) == len(aligned) == len({o.second for o in aligned})
    value = score(first, second, aligned)
    assert 0 <= value <= 1 + 1e-12
    turned = [Likeness(one.second, one.first, one.value, one.how) for one in aligned]
    assert score(second, first, turned) == pytest.approx(value)
    assert align(reversed(likenesses)) == align(likenesses) or len(set(likenesses)) < len(
        likenesses
    )
