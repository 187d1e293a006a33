"""The state of implementation as open data: cells, commitments, gaps, and what each column means."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.commitment_words import rung_label
from fulcrum.apps.blueprint.implementation.cube import NONE, WHOLE, Cube, Group, Known
from fulcrum.apps.blueprint.implementation.state import State
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.state_figures import heat_figure, map_figure, timeline_figure
from fulcrum.apps.blueprint.state_table import StateTable
from fulcrum.apps.ui.figures import Figure
from fulcrum.apps.ui.tabular import Sheet, write_book

# File, column, kind of value, meaning: every column of both files, in their order.
_SECTOR = gettext_lazy("Sub-sector of the institution.")
_CONTINENT = gettext_lazy("Continent it is based in.")
_LANGUAGE = gettext_lazy("Its main language; empty when it is not known.")
_RUNG = gettext_lazy("Institutions whose highest rung in this part is this one: %(rung)s.")
_CELLS = (
    ("part", "text", gettext_lazy("Goal (G1) or Action (G1.A1); empty for the whole Blueprint. Parts of a group without any institution are left out, but for the whole.")),
    ("sub_sector", "code", _SECTOR),
    ("continent", "code", _CONTINENT),
    ("language", "ISO 639", _LANGUAGE),
    ("known", "integer", gettext_lazy("Organisations of this group in the register; the same for every part.")),
    ("staff_at_least", "integer", gettext_lazy("Sum of the lower ends of their bands of staff; one person where the band is not known.")),
)  # fmt: skip
_COMMITMENTS = (
    ("commitment", "integer", gettext_lazy("The commitment's number.")),
    ("institution", "text", gettext_lazy("Whose it is.")),
    ("sub_sector", "code", _SECTOR),
    ("continent", "code", _CONTINENT),
    ("language", "ISO 639", _LANGUAGE),
    ("country", "ISO 3166-1", gettext_lazy("Country it is based in.")),
    ("title", "text", gettext_lazy("What the institution commits to, as worded on the day.")),
    ("actions", "list", gettext_lazy("The Actions it serves, separated by semicolons.")),
    ("status", "code", gettext_lazy("Its rung on the day, from proposed to verified; it follows from dated evidence by the codebook.")),
    ("disputed", "boolean", gettext_lazy("Whether a dispute was open.")),
    ("by_when", "date", gettext_lazy("When it is to be achieved, ISO 8601.")),
)  # fmt: skip
CELL_COLUMNS = (*(name for name, *_rest in _CELLS), *(rung.name.lower() for rung in Rung))
COMMITMENT_COLUMNS = tuple(name for name, *_rest in _COMMITMENTS)
DICTIONARY_COLUMNS = (
    gettext_lazy("File"),
    gettext_lazy("Column"),
    gettext_lazy("Kind"),
    gettext_lazy("Meaning"),
)


def dictionary_rows() -> Iterator[list[str]]:
    """The rows of the data dictionary: file, column, kind of value, meaning."""
    rungs = [
        (rung.name.lower(), "integer", str(_RUNG) % {"rung": rung_label(rung)}) for rung in Rung
    ]
    for name, columns in (("cells.csv", (*_CELLS, *rungs)), ("commitments.csv", _COMMITMENTS)):
        for column, kind, meaning in columns:
            yield [name, column, kind, str(meaning)]


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
