"""Intervals for a share, and what a share is when many like it are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from fulcrum.engines.screening.learning.distributions import beta_quantile, normal_quantile


def wilson(hits: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """The score interval of a share (Wilson, 1927, JASA 22, 209-212).

    Args:
        hits: how many.
        of: out of how many; 0 gives 0 to 1.
        level: coverage, 0 to 1.
    """
    if of == 0:
        return 0.0, 1.0
    z = normal_quantile((1 + level) / 2)
    share, squared = hits / of, z * z
    middle = (share + squared / (2 * of)) / (1 + squared / of)
    reach = z * sqrt(share * (1 - share) / of + squared / (4 * of * of)) / (1 + squared / of)
    low = 0.0 if hits == 0 else max(0.0, middle - reach)
    high = 1.0 if hits == of else min(1.0, middle + reach)
    return low, high


@dataclass(frozen=True, slots=True)
class Prior:
    """What shares like these are: a beta distribution.

    Attributes:
        mean: 0 to 1.
        strength: how many decisions it weighs as much as.
    """

    mean: float
    strength: float


def fitted_prior(hits: Sequence[int], of: Sequence[int]) -> Prior:
    """The beta distribution that shares come from, by moments (Kleinman, 1973, JASA 68, 46-54).

    The intraclass correlation is where the weighted sum of squares meets its expectation. The
    mean has half a success and half a failure added, and the prior weighs at least one decision
    and at most all together: both are ours, so that few, equal or very unlike shares give an
    answer too.

    Args:
        hits: how many, for each.
        of: out of how many, for each; those out of none are left out.
    """
    known = [(k, n) for k, n in zip(hits, of, strict=True) if n > 0]
    total = sum(n for _, n in known)
    if total == 0:
        return Prior(0.5, 1.0)
    mean = (sum(k for k, _ in known) + 0.5) / (total + 1)
    spare = len(known) - 1
    room = total - sum(n * n for _, n in known) / total - spare
    if room <= 0:
        return Prior(mean, 1.0)
    spread = sum(n * (k / n - mean) ** 2 for k, n in known) / (mean * (1 - mean))
    alike = min(max((spread - spare) / room, 1 / (1 + total)), 0.5)
    return Prior(mean, (1 - alike) / alike)


def shrunk(hits: int, of: int, prior: Prior, level: float = 0.95) -> tuple[float, float, float]:
    """A share drawn towards what shares like it are: mean, low and high of the posterior.

    The interval has equal tails; where the posterior is so skewed that they would leave its mean
    out, it is stretched to the mean.
    """
    a = hits + prior.mean * prior.strength
    b = of - hits + (1 - prior.mean) * prior.strength
    tail, mean = (1 - level) / 2, a / (a + b)
    return mean, min(mean, beta_quantile(tail, a, b)), max(mean, beta_quantile(1 - tail, a, b))
