"""Intervals for counts and shares; closed forms, so that nothing is left to chance.

Sources: Wilson, J. Am. Stat. Assoc. 22 (1927) 209 for one share; Zou, Huang and Zhang, Comput.
Stat. Data Anal. 53 (2009) 1080 for sums of shares (for a difference of two it is method 10 of
Newcombe, Stat. Med. 17 (1998) 873); Katz et al., Biometrics 34 (1978) 469 for a ratio; McNemar,
Psychometrika 12 (1947) 153, in its exact form, for paired counts; Korn and Graubard, Surv. Methodol.
24 (1998) 193 for the effective size of a sample.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, exp, log, sqrt
from statistics import NormalDist

from fulcrum.kernel.estimates import Range

CONFIDENCE = 0.95


def quantile_of(confidence: float) -> float:
    """The normal quantile of a two-sided interval: 1.96 for 0.95."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def wilson(count: float, size: float, confidence: float = CONFIDENCE) -> Range:
    """The interval of a share; everything from 0 to 1 when nothing was seen.

    Args:
        count: how often it happened; need not be whole.
        size: out of how many.
        confidence: 0 to 1.
    """
    if size <= 0:
        return Range(0.0, 1.0)
    z2 = quantile_of(confidence) ** 2
    share = count / size
    middle = share + z2 / (2 * size)
    half = sqrt(z2) * sqrt(share * (1 - share) / size + z2 / (4 * size * size))
    low, high = (middle - half) / (1 + z2 / size), (middle + half) / (1 + z2 / size)
    return Range(max(0.0, low) if count else 0.0, min(1.0, high) if count < size else 1.0)


@dataclass(frozen=True, slots=True)
class Part:
    """One independent share in a sum.

    Attributes:
        weight: what it is multiplied by; may be negative.
        share: as observed.
        interval: of the share.
    """

    weight: float
    share: float
    interval: Range


def part(weight: float, count: int, size: int, confidence: float = CONFIDENCE) -> Part:
    """A share of counts with Wilson's interval; one half, from 0 to 1, when nothing was seen."""
    return Part(weight, count / size if size else 0.5, wilson(count, size, confidence))


def combined(parts: Sequence[Part]) -> tuple[float, Range]:
    """The weighted sum of independent shares, and its interval by recovering their variances."""
    middle = sum(one.weight * one.share for one in parts)
    down = up = 0.0
    for one in parts:
        below = one.weight * (one.share - one.interval.low)
        above = one.weight * (one.interval.high - one.share)
        down += below**2 if one.weight >= 0 else above**2
        up += above**2 if one.weight >= 0 else below**2
    return middle, Range(middle - sqrt(down), middle + sqrt(up))


def effective_size(sampled: int, of: int) -> float:
    """The size a sample without replacement is worth; infinite when everything was looked at."""
    if sampled >= of:
        return float("inf")
    return sampled * (of - 1) / (of - sampled)


def ratio_interval(
    count: int, size: int, other_count: int, other_size: int, confidence: float = CONFIDENCE
) -> Range | None:
    """The interval of the ratio of two shares; None when a count is nought."""
    if not count or not other_count:
        return None
    middle = log((count / size) / (other_count / other_size))
    spread = sqrt(1 / count - 1 / size + 1 / other_count - 1 / other_size)
    half = quantile_of(confidence) * spread
    return Range(exp(middle - half), exp(middle + half))


def mcnemar(only_first: int, only_second: int) -> float:
    """The two-sided exact p that pairs which differ fall as unevenly by chance alone."""
    pairs = only_first + only_second
    if not pairs:
        return 1.0
    tail = sum(comb(pairs, few) for few in range(min(only_first, only_second) + 1))
    return min(1.0, tail / float(2 ** (pairs - 1)))
