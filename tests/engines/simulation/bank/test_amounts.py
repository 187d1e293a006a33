from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import chosen, repeated, stream

COUNT = 20_000


@pytest.mark.parametrize(
    "draw",
    [amounts.prices, amounts.sums, amounts.notes, amounts.banked],
    ids=lambda one: one.__name__,
)
def test_amounts_are_positive_whole_cents_about_their_median(draw: Callable[..., Any]) -> None:
    cents = draw(stream(1, 0, "test"), COUNT, 200.0, 0.5)
    assert cents.dtype == np.int64
    assert cents.min() > 0
    assert 18_000 < np.median(cents) < 22_000


def test_people_send_round_sums_and_machines_give_notes() -> None:
    draws = stream(1, 0, "test")
    assert (amounts.notes(draws, COUNT, 50, 0.8) % 1_000 == 0).all()
    whole = (amounts.sums(draws, COUNT, 40, 1.0) % 100 == 0).mean()
    assert 0.75 < whole < 0.9
    ending = amounts.prices(draws, COUNT, 20, 0.8) % 100
    assert 0.15 < (ending == 99).mean() < 0.3


def test_a_share_is_never_more_than_the_whole() -> None:
    draws = stream(1, 0, "test")
    cents = draws.integers(1_000, 300_000, COUNT)
    part = amounts.shares(draws, cents, 0.7, 0.95)
    assert (part <= cents).all()
    assert 0.5 < (part / cents).mean() < 0.95


def test_choices_follow_their_weights() -> None:
    draws = stream(1, 0, "test")
    found = np.bincount(chosen(draws, np.array([1, 0, 3]), COUNT), minlength=3) / COUNT
    assert found == pytest.approx([0.25, 0, 0.75], abs=0.02)
    assert np.bincount(repeated(draws, np.array([0.0, 900.0])), minlength=2)[0] == 0
