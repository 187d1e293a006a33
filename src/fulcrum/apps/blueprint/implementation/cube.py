"""Who is known and how far they have come, by Goal, Action, sub-sector, continent and language.

An institution counts once in each part of the Blueprint, with the highest rung of its commitments
there. It has one sub-sector, one continent and one main language, so every table that is shown is
a sum over the same groups, and tables always agree with one another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from fulcrum.apps.blueprint.ladder.terms import Rung

RUNGS = len(Rung)
WHOLE = ""  # the part that is the whole Blueprint
Counts = tuple[int, ...]
Key = TypeVar("Key")
NONE: Counts = (0,) * RUNGS


class Group(NamedTuple):
    """What institutions are counted by; a language that is not known is empty."""

    sub_sector: str
    continent: str
    language: str


class Known(NamedTuple):
    """Organisations of a group, and how many people work there at least."""

    organisations: int
    staff: int


# The lower end of each band of staff (European Commission's definition, plus one above); the
# least that can be said of a size that is not known.
STAFF_AT_LEAST: Mapping[str, int] = {
    "": 1,
    "micro": 1,
    "small": 10,
    "medium": 50,
    "large": 250,
    "very_large": 5000,
}


@dataclass(frozen=True, slots=True)
class Held:
    """A commitment that stands: whose, of what group, where, for which Actions, how far."""

    organisation: int
    group: Group
    country: str
    actions: tuple[str, ...]
    rung: Rung


@dataclass(frozen=True, slots=True)
class Cube:
    """Everything that is counted at an instant.

    Attributes:
        known: organisations known, by group.
        reached: institutions by highest rung, by part and group; a part is WHOLE, a Goal or an
            Action.
        known_by_country: organisations known, by country.
        reached_by_country: institutions by highest rung, by country.
    """

    known: Mapping[Group, Known]
    reached: Mapping[tuple[str, Group], Counts]
    known_by_country: Mapping[str, int] = field(default_factory=dict)
    reached_by_country: Mapping[str, Counts] = field(default_factory=dict)


def goal_of(action: str) -> str:
    """The Goal an Action's id belongs to, as the Blueprint numbers them: G1.A2 is of G1."""
    return action.partition(".")[0]


def parts_of(actions: Iterable[str]) -> set[str]:
    """The parts Actions belong to: the whole, their Goals, themselves."""
    parts = {WHOLE}
    for action in actions:
        parts |= {action, goal_of(action)}
    return parts


def _tally(found: Iterable[tuple[Key, Rung]]) -> dict[Key, Counts]:
    counts: dict[Key, list[int]] = {}
    for key, rung in found:
        counts.setdefault(key, [0] * RUNGS)[rung] += 1
    return {key: tuple(numbers) for key, numbers in counts.items()}


def build_cube(
    held: Iterable[Held], known: Mapping[Group, Known], known_by_country: Mapping[str, int]
) -> Cube:
    """Count institutions once in each part, with their highest rung there.

    Args:
        held: commitments that stand; withdrawn ones left out.
        known: organisations known, by group.
        known_by_country: the same by country.
    """
    best: dict[tuple[str, int], Rung] = {}
    homes: dict[int, tuple[Group, str]] = {}
    for one in held:
        homes[one.organisation] = (one.group, one.country)
        for part in parts_of(one.actions):
            key = (part, one.organisation)
            if one.rung > best.get(key, -1):
                best[key] = one.rung
    reached = _tally(((part, homes[who][0]), rung) for (part, who), rung in best.items())
    countries = _tally((homes[who][1], rung) for (part, who), rung in best.items() if part == WHOLE)
    return Cube(known, reached, known_by_country, countries)
