"""Quantiles of the beta and Student's t distributions, in the standard library.

The incomplete beta function by Lentz' continued fraction (Press, Teukolsky, Vetterling and
Flannery, Numerical Recipes, 3rd edition, 2007, section 6.4); quantiles by bisection.
"""

from collections.abc import Callable
from math import copysign, exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

TINY = 1e-300
STEPS = 2000


def _ratio(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function; converges for x < (a+1)/(a+b+2)."""
    c, d = 1.0, 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    found = d
    for m in range(1, STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / _away(1.0 + term * d)
            c = _away(1.0 + term / c)
            found *= c * d
        if abs(c * d - 1.0) < 1e-16:
            break
    return found


def _away(value: float) -> float:
    """A value, kept from zero."""
    return value if abs(value) > TINY else TINY


def beta_cdf(x: float, a: float, b: float) -> float:
    """The probability that a beta variable is at most x.

    Args:
        x: 0 to 1.
        a: first shape, above 0.
        b: second shape, above 0.
    """
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _ratio(x, a, b) / a
    return 1.0 - front * _ratio(1.0 - x, b, a) / b


def _bisected(below: Callable[[float], bool], low: float, high: float) -> float:
    """Where `below` turns from true to false, as close as numbers are."""
    for _ in range(STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def beta_quantile(p: float, a: float, b: float) -> float:
    """The value below which a beta variable lies with probability p (0 to 1)."""
    if p <= 0.0 or p >= 1.0:
        return 0.0 if p <= 0.0 else 1.0
    return _bisected(lambda x: beta_cdf(x, a, b) < p, 0.0, 1.0)


def t_quantile(p: float, df: float) -> float:
    """The value below which Student's t lies with probability p (0 to 1, both excluded).

    Args:
        p: the probability.
        df: degrees of freedom, above 0.
    """
    if p == 0.5:
        return 0.0
    x = beta_quantile(2.0 * min(p, 1.0 - p), df / 2.0, 0.5)
    return copysign(sqrt(df * (1.0 - x) / x), p - 0.5)


def normal_quantile(p: float) -> float:
    """The value below which a standard normal variable lies with probability p."""
    return NormalDist().inv_cdf(p)
