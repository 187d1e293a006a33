"""The state of implementation as open data: cells, commitments, gaps, provenance."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.implementation.cube import NONE, WHOLE, Cube, Group, Known
from fulcrum.apps.blueprint.implementation.state import State
from fulcrum.apps.blueprint.state_dictionary import (
    CELL_COLUMNS,
    COMMITMENT_COLUMNS,
    DICTIONARY_COLUMNS,
    dictionary_rows,
)
from fulcrum.apps.blueprint.state_figures import heat_figure, map_figure, timeline_figure
from fulcrum.apps.blueprint.state_table import StateTable
from fulcrum.apps.ui.figures import Figure
from fulcrum.apps.ui.tabular import Sheet, write_book


def _keys(cube: Cube) -> list[tuple[str, Group]]:
    return sorted(cube.reached.keys() | {(WHOLE, group) for group in cube.known})


def cell_rows(cube: Cube) -> Iterator[list[Any]]:
    """The rows of cells.csv."""
    for part, group in _keys(cube):
        known = cube.known.get(group, Known(0, 0))
        yield [part, *group, *known, *cube.reached.get((part, group), NONE)]


def commitment_rows(state: State) -> Iterator[list[Any]]:
    """The rows of commitments.csv."""
    for one in state.commitments:
        yield [
            "; ".join(one["actions"]) if key == "actions" else one[key]
            for key in COMMITMENT_COLUMNS
        ]


def _figure_sheet(title: str, figure: Figure) -> Sheet:
    rows = [[row.get(column.key) for column in figure.columns] for row in figure.rows]
    return Sheet(title, [str(column.label) for column in figure.columns], rows)


def _gaps(table: StateTable) -> Sheet:
    rows = [[one.label, *one.gap.known] for one in table.gaps]
    return Sheet(_("Gaps"), [_("Where"), _("Organisations known"), _("Staff, at least")], rows)


def provenance_rows(state: State) -> list[tuple[str, str]]:
    """What a state rests on, as labels and values."""
    named = {
        "framework": _("Release of the Blueprint"),
        "commitments": _("Commitments counted"),
        "events": _("Events they rest on"),
        "organisations": _("Organisations known"),
        "software": _("Software"),
        "method": _("Version of the method"),
    }
    return [(label, str(state.provenance.get(key, "–"))) for key, label in named.items()]


def _notes(table: StateTable) -> list[str]:
    figure = heat_figure(table)
    provenance = [f"{label}: {value}" for label, value in provenance_rows(table.state)]
    return [str(figure.title), figure.credit, str(figure.method), *provenance]


def state_book(table: StateTable) -> bytes:
    """The state as a workbook: the table asked for, what it is made of, and what columns mean."""
    state = table.state
    sheets = [
        _figure_sheet(_("Table"), heat_figure(table)),
        _gaps(table),
        _figure_sheet(_("Countries"), map_figure(state, table.asked.least)),
        _figure_sheet(_("Timeline"), timeline_figure(state)),
        Sheet(_("Cells"), CELL_COLUMNS, cell_rows(state.cube)),
        Sheet(_("Commitments"), COMMITMENT_COLUMNS, commitment_rows(state)),
        Sheet(_("Data dictionary"), [str(one) for one in DICTIONARY_COLUMNS], dictionary_rows()),
    ]
    return write_book(sheets, notes=_notes(table))
