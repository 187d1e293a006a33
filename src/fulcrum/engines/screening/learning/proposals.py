"""Proposals for weights, from what was pooled; a person decides on each.

An indicator whose alerts are more often productive than others' deserves more weight, one whose
are less often, less. The factor is the odds ratio against the middle indicator, taken at the end
of the interval that lies nearer to it, so that a weight moves only as far as the data carry it.
The rule is ours.
"""

from dataclasses import dataclass
from math import exp, log
from statistics import median

from fulcrum.engines.screening.learning.pool import Pool, Pooled
from fulcrum.engines.screening.learning.tallies import Kind, Line

LEAST_LINES = 3
FURTHEST = 2.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of an indicator's weight.

    Attributes:
        line: the indicator, in its version.
        factor: what to multiply its weight by, 0.5 to 2; 1 leaves it.
        reason: in a sentence.
    """

    line: Line
    factor: float
    reason: str


def _logit(share: float) -> float:
    return log(share / (1 - share))


def propose_weights(pool: Pool) -> tuple[Proposal, ...]:
    """A proposal for each indicator whose withheld counts are bounded; none below three of them.

    Args:
        pool: what was pooled.
    """
    lines = [one for one in pool.lines if one.line.kind is Kind.INDICATOR and one.share is not None]
    if len(lines) < LEAST_LINES:
        return ()
    middle = median(_logit(one.share) for one in lines if one.share is not None)
    return tuple(_proposal(one, middle) for one in lines)


def _proposal(one: Pooled, middle: float) -> Proposal:
    if one.lowest is None or one.highest is None or not 0 < one.lowest <= one.highest < 1:
        return Proposal(one.line, 1.0, "What banks withhold leaves it open.")
    low, high = _logit(one.lowest) - middle, _logit(one.highest) - middle
    if low <= 0 <= high:
        return Proposal(one.line, 1.0, "Its interval holds the middle indicator's precision.")
    gap = low if low > 0 else high
    factor = min(max(exp(gap), 1 / FURTHEST), FURTHEST)
    word = "more" if gap > 0 else "less"
    return Proposal(
        one.line,
        round(factor, 3),
        f"Its alerts are {word} often productive than the middle indicator's: "
        f"{one.lowest:.0%} to {one.highest:.0%} over {one.banks} banks.",
    )
