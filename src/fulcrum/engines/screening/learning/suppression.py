"""Small cells are withheld, and whatever would give them away.

1. A count below `least` is withheld, nought included: "withheld" then says no more than "0 to
   least - 1".
2. A total is withheld as soon as one of its parts is. What is published of a line therefore never
   adds up to something withheld.
3. Some counts bound the sum of others: an alert of a scenario has an indicator of each of its
   parts, and every alert has at least one indicator. Where the published side of such a bound
   would force any withheld count above nought, the bounding count is withheld too.

So whatever is withheld may, as far as the published counts and bounds say, be anything from nought
to least - 1: there is nothing to derive. Somebody who also reckons with rule 3 itself may learn
that a count is above nought; never which one it is. Repeated publication could give differences
away, so a quarter is told once (`effectiveness`).

Primary and secondary suppression after Hundepool et al., Statistical Disclosure Control (2012);
the rules are chosen so that they need no search for a best pattern.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fulcrum.engines.screening.learning.tallies import Counts, Line

Cell = int | None
COLUMNS = ("productive", "not_productive", "undetermined")


@dataclass(frozen=True, slots=True)
class Cover:
    """A bound that readers may know: in every column, times × whole ≤ the sum over the parts.

    Attributes:
        whole: for instance a scenario.
        parts: the indicators of one part of it, in every version that was in force.
        times: how many of the parts each alert of the whole has at least.
    """

    whole: Line
    parts: tuple[Line, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as it may be seen; None is withheld.

    Attributes:
        line: the indicator or scenario, in its version.
        productive: count of alerts.
        not_productive: likewise.
        undetermined: likewise.
        total: the sum of the three.
    """

    line: Line
    productive: int | None
    not_productive: int | None
    undetermined: int | None
    total: int | None

    @property
    def cells(self) -> tuple[int | None, ...]:
        """The four counts in order."""
        return (self.productive, self.not_productive, self.undetermined, self.total)


Column = dict[Line, int | None]


def _forced(column: Column, cover: Cover, least: int) -> bool:
    """Whether a bound would force a withheld count above nought."""
    whole = column.get(cover.whole)
    if whole is None:
        return False
    parts = [column[part] for part in set(cover.parts) if part in column]
    withheld = sum(1 for count in parts if count is None)
    published = sum(count for count in parts if count is not None)
    return withheld > 0 and cover.times * whole - published > (least - 1) * (withheld - 1)


def _column(counts: Mapping[Line, int], covers: Sequence[Cover], least: int) -> Column:
    """One column with its small counts withheld, and what would give them away."""
    column: Column = {line: count if count >= least else None for line, count in counts.items()}
    while True:
        # To withhold one whole may leave another's part withheld, so look until nothing changes.
        wholes = {cover.whole for cover in covers if _forced(column, cover, least)}
        if not wholes:
            return column
        column.update(dict.fromkeys(wholes))


def suppress(
    counts: Mapping[Line, Counts], covers: Sequence[Cover] = (), least: int = 10
) -> tuple[Shown, ...]:
    """Counts as they may be seen.

    Args:
        counts: of every line that could be evaluated, noughts included: a line that is missing
            because nothing was found would tell a nought.
        covers: the bounds that readers may know.
        least: the smallest count that may be seen.
    """
    columns = {
        name: _column({line: getattr(one, name) for line, one in counts.items()}, covers, least)
        for name in COLUMNS
    }
    return tuple(
        _shown(line, *(columns[name][line] for name in COLUMNS)) for line in sorted(counts)
    )


def _shown(line: Line, productive: Cell, unproductive: Cell, open_: Cell) -> Shown:
    told = [one for one in (productive, unproductive, open_) if one is not None]
    total = sum(told) if len(told) == len(COLUMNS) else None
    return Shown(line, productive, unproductive, open_, total)
