import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from fulcrum.engines.screening.learning.distributions import (
    beta_cdf,
    beta_quantile,
    normal_quantile,
    t_quantile,
)

shapes = some.floats(0.2, 400)
shares = some.floats(0.001, 0.999)


@given(shares, shapes, shapes)
def test_the_beta_distribution_is_scipys(x: float, a: float, b: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(stats.beta.cdf(x, a, b), rel=1e-9, abs=1e-12)


@given(some.floats(0.01, 0.99), some.floats(0.5, 300), some.floats(0.5, 300))
def test_its_quantile_turns_it_around(p: float, a: float, b: float) -> None:
    assert beta_cdf(beta_quantile(p, a, b), a, b) == pytest.approx(p, abs=1e-9)


@pytest.mark.parametrize("df", [1, 2, 3, 12, 40])
@pytest.mark.parametrize("p", [0.025, 0.5, 0.9, 0.975, 0.995])
def test_students_t_is_scipys(p: float, df: int) -> None:
    assert t_quantile(p, df) == pytest.approx(stats.t.ppf(p, df), rel=1e-9, abs=1e-12)


def test_the_ends_are_the_ends() -> None:
    assert (beta_cdf(0, 2, 3), beta_cdf(1, 2, 3)) == (0, 1)
    assert (beta_quantile(0, 2, 3), beta_quantile(1, 2, 3)) == (0, 1)
    assert normal_quantile(0.975) == pytest.approx(1.959964, abs=1e-6)
