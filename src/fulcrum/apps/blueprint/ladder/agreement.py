"""How far two coders agree: the share, and Cohen's kappa, which takes chance away.

J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
Measurement 20 (1960), 37-46.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over pairs of codings.

    Attributes:
        count: pairs.
        share: how many of them agree, 0 to 1; None without pairs.
        kappa: Cohen's kappa, -1 to 1; None when chance alone would explain everything.
    """

    count: int
    share: float | None
    kappa: float | None


def agreement_of(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Agreement of first and second codings of the same things."""
    total = len(pairs)
    if not total:
        return Agreement(0, None, None)
    observed = sum(first == second for first, second in pairs) / total
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    chance = sum(firsts[code] * seconds[code] for code in firsts) / total**2
    kappa = None if chance == 1 else (observed - chance) / (1 - chance)
    return Agreement(total, observed, kappa)
