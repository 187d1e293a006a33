"""The state of implementation as a table: the same on the page, in figures, reports and files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.dimensions import labels, shown
from fulcrum.apps.blueprint.implementation import matrix as tables
from fulcrum.apps.blueprint.implementation.matrix import GROUPS, PARTS, Asked, Cell, Gap, Place
from fulcrum.apps.blueprint.implementation.state import State
from fulcrum.apps.blueprint.spec import ReleaseSpec

Named = tuple[str, str]
RowsUrl = Callable[[str, Mapping[str, str]], str]  # part, values by group


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is shown.

    Attributes:
        cell: what it counts; None where no organisation is known.
        change: by how many institutions it grew since the day compared with; None for no such day.
        url: the commitments behind it; "" for none.
    """

    cell: Cell | None
    change: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its value, its label, and a cell for each column."""

    value: str
    label: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class NamedGap:
    """A gap with the labels of its row and column, and where its organisations are listed."""

    gap: Gap
    label: str
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StateTable:
    """The state as asked for.

    Attributes:
        state: what it is a table of.
        asked: rows, columns, rung and filters.
        columns: values and labels across; one without a value when there are no columns.
        lines: the rows.
        gaps: where nobody has been reached, those with the most staff first.
        whole: everybody within the filters as one cell.
        whole_before: the same on the day compared with; None for no such day.
    """

    state: State
    asked: Asked
    columns: list[Named]
    lines: list[Line]
    gaps: list[NamedGap]
    whole: Cell
    whole_before: Cell | None

    @property
    def reached(self) -> int:
        """Institutions within the filters that stand at the rung or beyond."""
        return self.whole.reached(self.asked.least)

    @property
    def reached_before(self) -> int | None:
        """The same on the day compared with."""
        return None if self.whole_before is None else self.whole_before.reached(self.asked.least)


def groups_of(asked: Asked, place: Place) -> dict[str, str]:
    """The values by group that a place stands for, filters included."""
    pairs = zip((asked.rows, asked.columns), place, strict=True)
    return dict(asked.filters) | {name: value for name, value in pairs if name in GROUPS}


def part_of(asked: Asked, place: Place) -> str:
    """The part of the Blueprint a place stands for."""
    split = [v for name, v in zip((asked.rows, asked.columns), place, strict=True) if name in PARTS]
    return split[0] if split else asked.part


def _changes(state: State, asked: Asked, now: Mapping[Place, Cell]) -> dict[Place, int] | None:
    if state.cube_before is None:
        return None
    then = tables.matrix(state.cube_before, asked, state.parts.get(asked.split, ()))
    return dict(tables.changes(now, then, asked.least))


def _gap_label(asked: Asked, gap: Gap, names: tuple[dict[str, str], dict[str, str]]) -> str:
    said = [names[0].get(gap.row, gap.row)]
    if asked.columns:
        said.append(names[1].get(gap.column, gap.column))
    return " · ".join(said)


def table_of(
    state: State, asked: Asked, spec: ReleaseSpec | None, rows_url: RowsUrl | None = None
) -> StateTable:
    """Count, and put rows and columns in order.

    Args:
        state: live or frozen.
        asked: what is shown.
        spec: the release whose titles are shown.
        rows_url: the address of the commitments behind a cell.
    """
    cells = tables.matrix(state.cube, asked, state.parts.get(asked.split, ()))
    changes = _changes(state, asked, cells)
    names = (labels(asked.rows, spec), labels(asked.columns, spec) if asked.columns else {})
    across = {column for _row, column in cells}
    columns = shown(across, names[1]) if asked.columns else [("", _("All"))]

    def cell_of(place: Place) -> Shown:
        cell = cells.get(place)
        change = None if changes is None else changes.get(place, 0)
        if cell is None or rows_url is None or not cell.reached(asked.least):
            return Shown(cell, change)
        return Shown(cell, change, rows_url(part_of(asked, place), groups_of(asked, place)))

    lines = [
        Line(value, label, tuple(cell_of((value, column)) for column, _name in columns))
        for value, label in shown({row for row, _column in cells}, names[0])
    ]
    found = tables.gaps(cells, asked.least)
    gaps = [
        NamedGap(gap, _gap_label(asked, gap, names), groups_of(asked, (gap.row, gap.column)))
        for gap in found
    ]
    before = tables.whole(state.cube_before, asked) if state.cube_before is not None else None
    return StateTable(state, asked, columns, lines, gaps, tables.whole(state.cube, asked), before)
