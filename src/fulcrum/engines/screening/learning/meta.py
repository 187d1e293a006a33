"""Random-effects meta-analysis of a few estimates with known variances.

Heterogeneity tau2 by restricted likelihood (Viechtbauer, 2005, J. Educ. Behav. Stat. 30, 261-293)
or by moments (DerSimonian and Laird, 1986, Controlled Clinical Trials 7, 177-188). Interval of the
mean after Hartung and Knapp (2001, Stat. Med. 20, 3875-3889), never shorter than the plain one for
want of spread (Röver, Knapp and Friede, 2015, BMC Med. Res. Methodol. 15, 99). Prediction interval
with k - 2 degrees of freedom (Higgins, Thompson and Spiegelhalter, 2009, JRSS A 172, 137-159). I2
after Higgins and Thompson (2002, Stat. Med. 21, 1539-1558).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from fulcrum.engines.screening.learning.distributions import t_quantile
from fulcrum.kernel.errors import FulcrumError

HALVINGS = 400


@dataclass(frozen=True, slots=True)
class Meta:
    """A pooled estimate.

    Attributes:
        studies: how many estimates were pooled.
        mean: the pooled estimate.
        se: its standard error after Hartung and Knapp.
        low: of the interval of the mean.
        high: likewise.
        tau2: variance between the true values.
        i2: share of the variation that is between them, 0 to 1.
        q: Cochran's statistic.
        predict_low: of the interval for another true value; None below three studies.
        predict_high: likewise.
        weights: of each estimate, adding up to 1.
    """

    studies: int
    mean: float
    se: float
    low: float
    high: float
    tau2: float
    i2: float
    q: float
    predict_low: float | None
    predict_high: float | None
    weights: tuple[float, ...]


def _mean(y: Sequence[float], w: Sequence[float]) -> float:
    return sum(b * a for a, b in zip(y, w, strict=True)) / sum(w)


def _weights(v: Sequence[float], tau2: float) -> list[float]:
    return [1.0 / (one + tau2) for one in v]


def cochran_q(y: Sequence[float], v: Sequence[float]) -> float:
    """Weighted squares around the fixed-effect mean."""
    w = _weights(v, 0.0)
    middle = _mean(y, w)
    return sum(b * (a - middle) ** 2 for a, b in zip(y, w, strict=True))


def tau2_moments(y: Sequence[float], v: Sequence[float]) -> float:
    """Heterogeneity by moments (DerSimonian and Laird, 1986); never below nought."""
    w = _weights(v, 0.0)
    room = sum(w) - sum(b * b for b in w) / sum(w)
    return max(0.0, (cochran_q(y, v) - (len(y) - 1)) / room)


def restricted_score(y: Sequence[float], v: Sequence[float], tau2: float) -> float:
    """Twice the slope of the restricted log-likelihood at tau2."""
    w = _weights(v, tau2)
    middle = _mean(y, w)
    squares = sum((b * (a - middle)) ** 2 for a, b in zip(y, w, strict=True))
    return squares - sum(w) + sum(b * b for b in w) / sum(w)


def tau2_restricted(y: Sequence[float], v: Sequence[float]) -> float:
    """Heterogeneity by restricted likelihood: where its slope, falling from nought up, is level."""
    if restricted_score(y, v, 0.0) <= 0:
        return 0.0
    low, high = 0.0, max(v)
    while restricted_score(y, v, high) > 0:
        low, high = high, 2 * high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if restricted_score(y, v, middle) > 0 else (low, middle)
    return (low + high) / 2


METHODS = {"restricted": tau2_restricted, "moments": tau2_moments}


def _typical(v: Sequence[float]) -> float:
    fixed = _weights(v, 0.0)
    return (len(v) - 1) * sum(fixed) / (sum(fixed) ** 2 - sum(b * b for b in fixed))


def _spread(y: Sequence[float], w: Sequence[float], mean: float) -> float:
    return sum(b * (a - mean) ** 2 for a, b in zip(y, w, strict=True)) / (len(y) - 1)


def random_effects(
    y: Sequence[float], v: Sequence[float], method: str = "restricted", level: float = 0.95
) -> Meta:
    """Pool estimates.

    Args:
        y: the estimates, at least two.
        v: their variances, above nought.
        method: restricted or moments.
        level: coverage of the intervals, 0 to 1.

    Raises:
        FulcrumError: fewer than two estimates, a variance that is none, an unknown method.
    """
    _check(y, v, method)
    k = len(y)
    tau2 = METHODS[method](y, v)
    w = _weights(v, tau2)
    mean = _mean(y, w)
    se = sqrt(max(1.0, _spread(y, w, mean)) / sum(w))
    reach = t_quantile((1 + level) / 2, k - 1) * se
    beyond = None
    if k > 2:
        beyond = t_quantile((1 + level) / 2, k - 2) * sqrt(tau2 + se * se)
    return Meta(
        studies=k,
        mean=mean,
        se=se,
        low=mean - reach,
        high=mean + reach,
        tau2=tau2,
        i2=tau2 / (tau2 + _typical(v)),
        q=cochran_q(y, v),
        predict_low=None if beyond is None else mean - beyond,
        predict_high=None if beyond is None else mean + beyond,
        weights=tuple(one / sum(w) for one in w),
    )


def _check(y: Sequence[float], v: Sequence[float], method: str) -> None:
    if len(y) < 2 or len(y) != len(v):
        raise FulcrumError(
            "One estimate cannot be pooled.", where="y", mend="Hand over two or more, each once."
        )
    if not all(isfinite(one) for one in y) or not all(isfinite(one) and one > 0 for one in v):
        raise FulcrumError(
            "An estimate or its variance is not a number that can be used.",
            where="v",
            mend="Variances are above nought.",
        )
    if method not in METHODS:
        raise FulcrumError(
            f"There is no method {method!r}.", where="method", mend=f"Use {' or '.join(METHODS)}."
        )
