"""Against the 13 trials of BCG (Colditz et al., 1994), which every textbook of the field pools."""

from fractions import Fraction
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.optimize import minimize_scalar

from fulcrum.engines.screening.learning.meta import Meta, random_effects, tau2_restricted
from fulcrum.kernel.errors import FulcrumError

# Vaccinated with and without tuberculosis, then not vaccinated with and without.
BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
)  # fmt: skip
Y = [log(a / (a + b) / (c / (c + d))) for a, b, c, d in BCG]
V = [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in BCG]
estimates = some.lists(
    some.tuples(some.floats(-3, 3), some.floats(0.01, 4)), min_size=2, max_size=12
)


def rounded(found: Meta) -> tuple[float, ...]:
    told = (found.tau2, found.mean, found.se, found.low, found.high, 100 * found.i2, found.q)
    return tuple(round(one, 4) for one in told)


def likelihood(tau2: float, y: list[float], v: list[float]) -> float:
    """Minus the restricted log-likelihood, written out anew."""
    total, effects = np.array(v) + tau2, np.array(y)
    w = 1 / total
    mean = (w * effects).sum() / w.sum()
    return float((np.log(total).sum() + np.log(w.sum()) + (w * (effects - mean) ** 2).sum()) / 2)


def test_bcg_as_published() -> None:
    # As the R package metafor prints for rma(..., method="REML", test="knha") (Viechtbauer, 2010).
    assert rounded(random_effects(Y, V)) == (
        0.3132, -0.7145, 0.1808, -1.1084, -0.3206, 92.2214, 152.233,
    )  # fmt: skip
    found = random_effects(Y, V, "moments")
    assert (round(found.tau2, 4), round(found.mean, 4)) == (0.3088, -0.7141)


def test_bcg_to_six_places() -> None:
    found = random_effects(Y, V)
    assert found.tau2 == pytest.approx(0.3132432581, abs=1e-9)
    assert found.mean == pytest.approx(-0.7145323422, abs=1e-9)
    assert found.se == pytest.approx(0.1807917441, abs=1e-9)
    assert (found.low, found.high) == pytest.approx((-1.1084437, -0.3206210), abs=1e-6)
    # Eleven degrees of freedom: t = 2.2009852 times the root of tau2 + se2 on both sides.
    reach = 2.2009851600829 * (0.3132432581 + 0.1807917441**2) ** 0.5
    assert found.predict_low == pytest.approx(-0.7145323422 - reach, abs=1e-6)
    assert found.predict_high == pytest.approx(-0.7145323422 + reach, abs=1e-6)


def test_bcg_is_where_the_likelihood_is_highest() -> None:
    top = minimize_scalar(
        likelihood, bounds=(0, 2), method="bounded", args=(Y, V), options={"xatol": 1e-12}
    )
    assert tau2_restricted(Y, V) == pytest.approx(top.x, abs=1e-6)


def test_a_case_reckoned_by_hand() -> None:
    # y = 0, 1, 3 with equal variances 1/2: the mean is 4/3, Q = 2 × (16 + 1 + 25)/9 = 28/3,
    # moments: (28/3 - 2) / (6 - 12/6) = 11/6; equal variances: restricted is the same, 7/3 - 1/2.
    y, v = [0.0, 1.0, 3.0], [0.5, 0.5, 0.5]
    for method in ("moments", "restricted"):
        found = random_effects(y, v, method)
        assert found.q == pytest.approx(float(Fraction(28, 3)), abs=1e-12)
        assert found.tau2 == pytest.approx(float(Fraction(11, 6)), abs=1e-9)
        assert found.mean == pytest.approx(4 / 3, abs=1e-12)
        # se2 = 7/3 / 3; t(0.975, 2) = 4.3026527; i2 = (11/6) / (11/6 + 1/2)
        assert found.high - found.mean == pytest.approx(4.3026527297 * (7 / 9) ** 0.5, abs=1e-6)
        assert found.i2 == pytest.approx(11 / 14, abs=1e-9)
        # t(0.975, 1) = 12.7062047
        assert found.predict_high == pytest.approx(
            4 / 3 + 12.7062047362 * (11 / 6 + 7 / 9) ** 0.5, abs=1e-6
        )


def test_alike_estimates_do_not_make_the_interval_vanish() -> None:
    found = random_effects([0.5, 0.5, 0.5, 0.5], [0.1] * 4)
    assert (found.tau2, found.i2) == (0, 0)
    assert found.se == pytest.approx(0.025**0.5)
    assert found.low < 0.5 < found.high


def test_two_estimates_predict_nothing() -> None:
    found = random_effects([0.0, 1.0], [0.1, 0.2])
    assert (found.predict_low, found.predict_high) == (None, None)


@given(estimates, some.sampled_from(["moments", "restricted"]))
def test_what_holds_for_any_estimates(pairs: list[tuple[float, float]], method: str) -> None:
    y, v = [one for one, _ in pairs], [one for _, one in pairs]
    found = random_effects(y, v, method)
    assert found.tau2 >= 0
    assert 0 <= found.i2 < 1
    assert min(y) - 1e-9 <= found.mean <= max(y) + 1e-9
    assert found.low <= found.mean <= found.high
    assert sum(found.weights) == pytest.approx(1)
    if found.predict_low is not None:
        assert found.predict_low <= found.low + 1e-9
    moved = random_effects([one + 1 for one in y], v, method)
    assert moved.tau2 == pytest.approx(found.tau2, abs=1e-7)
    assert moved.mean == pytest.approx(found.mean + 1, abs=1e-7)


@given(estimates)
def test_restricted_likelihood_is_nowhere_near_higher(pairs: list[tuple[float, float]]) -> None:
    y, v = [one for one, _ in pairs], [one for _, one in pairs]
    top = tau2_restricted(y, v)
    here = likelihood(top, y, v)
    for near in (top * 0.999, top * 1.001 + 1e-4):
        assert here <= likelihood(near, y, v) + 1e-9


@pytest.mark.parametrize(
    ("y", "v", "method"),
    [
        ([1.0], [1.0], "moments"),
        ([1.0, 2.0], [1.0], "moments"),
        ([1.0, 2.0], [1.0, 0.0], "moments"),
        ([1.0, float("nan")], [1.0, 1.0], "moments"),
        ([1.0, 2.0], [1.0, float("inf")], "moments"),
        ([1.0, 2.0], [1.0, 1.0], "bayes"),
    ],
)
def test_what_cannot_be_pooled_is_told(y: list[float], v: list[float], method: str) -> None:
    with pytest.raises(FulcrumError) as told:
        random_effects(y, v, method)
    assert told.value.mend
