"""Suppress small cells so that none can be worked out from the others.

A group is hidden when it, those counted in it, or those not counted in it are fewer than the bound
but not none. Hidden groups could be got back by taking the groups shown from the total; so further
groups, the smallest first, are hidden until at least two are and what they hold together is no small
cell either. Where that cannot be reached the total is hidden too. What can be published of hidden
groups is their sum. (Secondary suppression in one dimension: Cox, J. Am. Stat. Assoc. 75 (1980) 377.)
"""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """One group.

    Attributes:
        size: how many are in it.
        count: how many of them are counted.
    """

    size: int
    count: int

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.size + other.size, self.count + other.count)

    def is_small(self, smallest: int = SMALLEST) -> bool:
        """Whether it tells of fewer than `smallest`, but of some."""
        return any(0 < n < smallest for n in (self.size, self.count, self.size - self.count))


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What may be shown of some groups.

    Attributes:
        shown: the groups that may be shown, by name.
        hidden: the names of the others.
        total: of all groups; None when it would give a hidden group away.
    """

    shown: Mapping[str, Cell]
    hidden: tuple[str, ...]
    total: Cell | None

    @property
    def together(self) -> Cell | None:
        """The hidden groups together; None when there are none, or it may not be shown."""
        if self.total is None or not self.hidden:
            return None
        seen = sum_of(self.shown)
        return Cell(self.total.size - seen.size, self.total.count - seen.count)


def sum_of(cells: Mapping[str, Cell]) -> Cell:
    """Groups together."""
    return sum(cells.values(), Cell(0, 0))


def suppress(cells: Mapping[str, Cell], smallest: int = SMALLEST) -> Suppressed:
    """Decide what may be shown of groups whose total is known.

    Args:
        cells: the groups; those without anybody say nothing and are left out.
        smallest: counts below it, but above nought, are small.
    """
    filled = {name: cells[name] for name in sorted(cells) if cells[name].size}
    hidden = {name: one for name, one in filled.items() if one.is_small(smallest)}
    rest = sorted(set(filled) - set(hidden), key=lambda name: (filled[name].size, name))
    while hidden and rest and not _safe(hidden, smallest):
        name = rest.pop(0)
        hidden[name] = filled[name]
    shown = {name: filled[name] for name in filled if name not in hidden}
    total = sum_of(filled) if not hidden or _safe(hidden, smallest) else None
    return Suppressed(shown, tuple(sorted(hidden)), total)


def _safe(hidden: Mapping[str, Cell], smallest: int) -> bool:
    return len(hidden) > 1 and not sum_of(hidden).is_small(smallest)
