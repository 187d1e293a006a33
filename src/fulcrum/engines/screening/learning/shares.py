"""One bank's share of productive alerts of one line, as far as it is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from fulcrum.engines.screening.learning.payloads import Told
from fulcrum.engines.screening.learning.suppression import Shown
from fulcrum.engines.screening.learning.tallies import Kind, Line


@dataclass(frozen=True, slots=True)
class Known:
    """A bank's counts of one line, each between two bounds that meet where it is told.

    Attributes:
        productive: least and most.
        unproductive: least and most.
        bounded: whether the bounds can be trusted: what is withheld of a scenario may be larger.
    """

    productive: tuple[int, int]
    unproductive: tuple[int, int]
    bounded: bool

    @property
    def is_told(self) -> bool:
        """Whether neither count is withheld."""
        return self.productive[0] == self.productive[1] and (
            self.unproductive[0] == self.unproductive[1]
        )

    @property
    def lowest(self) -> tuple[int, int]:
        """The counts that make the share as small as it can be."""
        return self.productive[0], self.unproductive[1]

    @property
    def highest(self) -> tuple[int, int]:
        """The counts that make it as large as it can be."""
        return self.productive[1], self.unproductive[0]

    def plus(self, other: "Known") -> "Known":
        """With what the same bank told of other quarters."""
        productive = _add(self.productive, other.productive)
        unproductive = _add(self.unproductive, other.unproductive)
        return Known(productive, unproductive, self.bounded and other.bounded)


def _add(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _bounds(cell: int | None, least: int) -> tuple[int, int]:
    return (0, least - 1) if cell is None else (cell, cell)


def _known(one: Shown, least: int) -> Known:
    withheld = one.productive is None or one.not_productive is None
    bounded = one.line.kind is Kind.INDICATOR or not withheld
    return Known(_bounds(one.productive, least), _bounds(one.not_productive, least), bounded)


def known_of(told: Iterable[Told]) -> dict[Line, Known]:
    """What one bank told, its quarters added up."""
    found: dict[Line, Known] = {}
    for one in told:
        for shown in one.lines:
            mine = _known(shown, one.least)
            found[shown.line] = found[shown.line].plus(mine) if shown.line in found else mine
    return found


def logit(counts: tuple[int, int]) -> tuple[float, float]:
    """The log odds of a share and their variance (Woolf, 1955).

    Half an alert is added to both counts where one is nought (Haldane, 1956).

    Args:
        counts: productive and not.
    """
    hits, misses = counts if all(counts) else (counts[0] + 0.5, counts[1] + 0.5)
    return log(hits / misses), 1 / hits + 1 / misses


def share_of(log_odds: float) -> float:
    """The share that has these log odds, 0 to 1."""
    return 1 / (1 + exp(-log_odds)) if log_odds >= 0 else exp(log_odds) / (1 + exp(log_odds))
