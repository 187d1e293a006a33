"""The order of risks, and what would change it.

Risks are ranked by severity, then likelihood, then the amount exposed, then by their key, so that
the order is whole and stays the same however they come (UN Guiding Principle 24: begin with the
most severe, or where delay would make harm irremediable).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from fulcrum.apps.blueprint.diagnosis.severity import HIGHEST, LEVELS, NAMES, Judgements

Cell = tuple[int, int]
MOST = 10**18  # in cents; no amount of an institution comes near


@dataclass(frozen=True, slots=True)
class Standing:
    """What the place of a risk depends on."""

    severity: int
    likelihood: int
    amount: Decimal
    key: str

    @property
    def order(self) -> tuple[int, int, Decimal, str]:
        """Sorts from the gravest to the least."""
        return (-self.severity, -self.likelihood, -self.amount, self.key)


def ranks(standings: Iterable[Standing]) -> dict[str, int]:
    """The rank of every key, from 1."""
    ordered = sorted(standings, key=lambda one: one.order)
    return {one.key: place for place, one in enumerate(ordered, start=1)}


def place_of(standing: Standing) -> str:
    """A text that sorts as `order` does, for the database."""
    cents = MOST - min(MOST, max(0, int(standing.amount * 100)))
    grave, likely = HIGHEST - standing.severity, HIGHEST - standing.likelihood
    return f"{grave}{likely}{cents:019d}{standing.key}"


@dataclass(frozen=True, slots=True)
class Others:
    """The other risks of one cell: how many, and how many would stand before ours within it."""

    count: int
    ahead: int


Census = Mapping[Cell, Others]


def census_of(standing: Standing, others: Iterable[Standing]) -> dict[Cell, Others]:
    """The other risks by severity and likelihood."""
    found: dict[Cell, Others] = {}
    mine = standing.order[2:]
    for one in others:
        cell = (one.severity, one.likelihood)
        before = found.get(cell, Others(0, 0))
        found[cell] = Others(before.count + 1, before.ahead + (one.order[2:] < mine))
    return found


def rank_in(census: Census, severity: int, likelihood: int) -> int:
    """The rank that a risk would have with this severity and likelihood."""
    cell = (severity, likelihood)
    above = sum(others.count for other, others in census.items() if other > cell)
    return above + census.get(cell, Others(0, 0)).ahead + 1


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What one judgement does to the rank.

    Attributes:
        name: scale, scope, irremediability or likelihood.
        level: as it was judged.
        rank: the rank with it.
        by_level: the rank with each level in its place, 1 to 5.
    """

    name: str
    level: int
    rank: int
    by_level: tuple[int, ...]

    def _first(self, levels: Iterable[int]) -> int | None:
        return next((level for level in levels if self.by_level[level - 1] != self.rank), None)

    @property
    def raising(self) -> int | None:
        """The nearest higher level that would change the rank."""
        return self._first(range(self.level + 1, HIGHEST + 1))

    @property
    def lowering(self) -> int | None:
        """The nearest lower level that would change the rank."""
        return self._first(range(self.level - 1, 0, -1))

    @property
    def matters(self) -> bool:
        """Whether any other level would change the rank."""
        return self.raising is not None or self.lowering is not None


def sensitivities(judgements: Judgements, census: Census) -> tuple[Sensitivity, ...]:
    """For each judgement the rank at each level, the other three as they are."""
    rank = rank_in(census, judgements.severity, judgements.likelihood)
    found = []
    for name in NAMES:
        other = (replace(judgements, **{name: level}) for level in LEVELS)
        by_level = tuple(rank_in(census, one.severity, one.likelihood) for one in other)
        found.append(Sensitivity(name, getattr(judgements, name), rank, by_level))
    return tuple(found)
