"""Leaders and laggards, among institutions that agreed to be named."""

from collections.abc import Iterable
from dataclasses import dataclass

from fulcrum.apps.blueprint.ladder.terms import Rung

MOST = 10


@dataclass(frozen=True, slots=True)
class Record:
    """What an institution that agreed to be named has to show.

    Attributes:
        organisation: its key.
        name: what it is called.
        commitments: how many stand.
        in_force: how many are in force or further.
        achieved: how many are achieved.
        overdue: how many should have been achieved by now and are not.
    """

    organisation: int
    name: str
    commitments: int
    in_force: int
    achieved: int
    overdue: int


def record_of(organisation: int, name: str, rungs: Iterable[tuple[Rung, bool]]) -> Record:
    """Count an institution's commitments.

    Args:
        organisation: its key.
        name: what it is called.
        rungs: for each commitment its rung, and whether its day has passed.
    """
    found = list(rungs)
    return Record(
        organisation,
        name,
        len(found),
        sum(rung >= Rung.IN_FORCE for rung, _late in found),
        sum(rung >= Rung.ACHIEVED for rung, _late in found),
        sum(late and rung < Rung.ACHIEVED for rung, late in found),
    )


def leaders(records: Iterable[Record]) -> list[Record]:
    """Those with commitments in force and none overdue: most achieved first, then most in force."""
    found = [one for one in records if one.in_force and not one.overdue]
    return sorted(found, key=lambda one: (-one.achieved, -one.in_force, one.name))[:MOST]


def laggards(records: Iterable[Record]) -> list[Record]:
    """Those with commitments overdue, or with nothing in force: most overdue first."""
    found = [one for one in records if one.overdue or not one.in_force]
    return sorted(found, key=lambda one: (-one.overdue, one.in_force, one.name))[:MOST]
