"""Tables of the state of implementation, and the gaps in them: sums over the cube."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fulcrum.apps.blueprint.implementation.cube import (
    NONE,
    WHOLE,
    Counts,
    Cube,
    Group,
    Known,
)
from fulcrum.apps.blueprint.ladder.terms import Rung

GROUPS = ("sub_sector", "continent", "language")
PARTS = ("goal", "action")
Place = tuple[str, str]  # the values of row and column


@dataclass(frozen=True, slots=True)
class Asked:
    """What a table shows.

    Attributes:
        rows: a part or a group, that stands down the table.
        columns: another one, that stands across; "" for a single column.
        least: an institution counts as reached from this rung on.
        filters: values by group, that narrow the institutions.
        part: the Goal or Action looked at when neither rows nor columns split the Blueprint.
    """

    rows: str = "sub_sector"
    columns: str = "goal"
    least: Rung = Rung.PLEDGED
    filters: Mapping[str, str] = field(default_factory=dict)
    part: str = WHOLE

    @property
    def split(self) -> str:
        """Which of rows and columns splits the Blueprint into parts, if one does."""
        return next((name for name in (self.rows, self.columns) if name in PARTS), "")

    def passes(self, group: Group) -> bool:
        """Whether a group is within the filters."""
        return all(getattr(group, name) == value for name, value in self.filters.items())


@dataclass(frozen=True, slots=True)
class Cell:
    """Institutions of one row and column.

    Attributes:
        known: organisations known there, and how many people work there at least.
        by_rung: institutions by the highest rung they have reached there.
    """

    known: Known
    by_rung: Counts

    def reached(self, least: Rung) -> int:
        """How many stand at a rung or beyond."""
        return sum(self.by_rung[least:])

    def share(self, least: Rung) -> float | None:
        """Those as a share of the organisations known; None when none is known."""
        return (
            min(1.0, self.reached(least) / self.known.organisations)
            if self.known.organisations
            else None
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell where organisations are known and nobody has been reached."""

    row: str
    column: str
    known: Known


def _added(one: Counts, other: Counts) -> Counts:
    return tuple(map(sum, zip(one, other, strict=True)))


def _splits(part: str, kind: str) -> bool:
    """Whether a part is one of a kind: Goals have no dot in their id, Actions do."""
    return part != WHOLE and (("." in part) == (kind == "action"))


def _place(asked: Asked, part: str, group: Group) -> Place:
    values = {**group._asdict(), "goal": part, "action": part, "": ""}
    return values[asked.rows], values[asked.columns]


def _wanted(asked: Asked, part: str) -> bool:
    return _splits(part, asked.split) if asked.split else part == asked.part


def matrix(cube: Cube, asked: Asked, parts: tuple[str, ...] = ()) -> dict[Place, Cell]:
    """Every cell in which an organisation is known or an institution reached.

    Args:
        cube: what is counted.
        asked: rows, columns, filters.
        parts: all Goals (or Actions) there are, so that those nobody serves are cells too.
    """
    known: dict[Place, Known] = {}
    shown = parts if asked.split else (asked.part,)
    for group, size in cube.known.items():
        if asked.passes(group):
            for part in shown:
                place = _place(asked, part, group)
                count, staff = known.get(place, (0, 0))
                known[place] = Known(count + size.organisations, staff + size.staff)
    counts: dict[Place, Counts] = {}
    for (part, group), found in cube.reached.items():
        if _wanted(asked, part) and asked.passes(group):
            place = _place(asked, part, group)
            counts[place] = _added(counts.get(place, NONE), found)
    places = known.keys() | counts.keys()
    return {one: Cell(known.get(one, Known(0, 0)), counts.get(one, NONE)) for one in places}


def whole(cube: Cube, asked: Asked) -> Cell:
    """All institutions within the filters as one cell."""
    cells = matrix(cube, Asked("", "", asked.least, asked.filters, WHOLE))
    return cells.get(("", ""), Cell(Known(0, 0), NONE))


def gaps(cells: Mapping[Place, Cell], least: Rung) -> list[Gap]:
    """Where nobody has been reached, those with the most staff first."""
    found = [
        Gap(*place, cell.known)
        for place, cell in cells.items()
        if cell.known.organisations and not cell.reached(least)
    ]
    return sorted(
        found, key=lambda gap: (-gap.known.staff, -gap.known.organisations, gap.row, gap.column)
    )


def changes(
    now: Mapping[Place, Cell], then: Mapping[Place, Cell], least: Rung
) -> Iterator[tuple[Place, int]]:
    """By how many institutions each cell grew or shrank; cells that did not change left out."""
    for place in sorted(now.keys() | then.keys()):
        counts = [cells[place].reached(least) if place in cells else 0 for cells in (now, then)]
        if counts[0] != counts[1]:
            yield place, counts[0] - counts[1]
