"""Figures of the state of implementation: heat table, map and timeline."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.commitment_words import rung_label
from fulcrum.apps.blueprint.dimensions import NAMES, said_filters
from fulcrum.apps.blueprint.implementation.matrix import Cell
from fulcrum.apps.blueprint.implementation.state import PUBLIC, State
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.state_table import StateTable
from fulcrum.apps.parties.geography import country_name
from fulcrum.apps.parties.tiles import country_tiles
from fulcrum.apps.ui.figures import Areas, Figure, FigureColumn, Heatmap, Kind, Tiles

# Neighbouring rungs drawn as one, so that five shades suffice.
STAGES = (
    ("proposed", gettext_lazy("Proposed"), (Rung.PROPOSED,)),
    ("pledged", gettext_lazy("Pledged"), (Rung.PLEDGED,)),
    ("written", gettext_lazy("In strategy or policy"), (Rung.STRATEGY, Rung.POLICY)),
    ("in_force", gettext_lazy("In force"), (Rung.IN_FORCE,)),
    ("achieved", gettext_lazy("Achieved"), (Rung.ACHIEVED, Rung.VERIFIED)),
)


def percent(share: float | None) -> str:
    """A share as people read it; a dash when there is none."""
    return FigureColumn("", "", Kind.SHARE).shown(share)


def source(state: State) -> str:
    """Where the numbers are from."""
    if state.scope == PUBLIC:
        return _("public commitments and the register of organisations, in Fulcrum")
    return _("commitments the Secretariat may read and the register of organisations, in Fulcrum")


def method(table: StateTable) -> str:
    """How the numbers come about."""
    return _(
        "An institution counts once in each cell, with the highest rung of its commitments there, "
        "from “%(rung)s” on. Shares are of the organisations known in that cell, which are those "
        "in the register when the numbers were made."
    ) % {"rung": rung_label(table.asked.least)}


def _cell_row(cell: Cell | None, least: Rung) -> dict[str, Any]:
    if cell is None:
        return {"known": 0, "reached": 0, "share": None, "staff": 0}
    return {
        "known": cell.known.organisations,
        "reached": cell.reached(least),
        "share": cell.share(least),
        "staff": cell.known.staff,
    }


def heat_finding(table: StateTable) -> str:
    """The table in a sentence."""
    words = {
        "reached": number_format(table.reached),
        "known": number_format(table.whole.known.organisations),
        "share": percent(table.whole.share(table.asked.least)),
        "rung": rung_label(table.asked.least),
    }
    return (
        _("%(reached)s of %(known)s organisations known (%(share)s) are at “%(rung)s” or beyond")
        % words
    )


def heat_figure(table: StateTable) -> Figure:
    """The share reached in each cell; its rows are what files hold."""
    asked = table.asked
    across = NAMES[asked.columns] if asked.columns else _("All")
    filters = "; ".join(said_filters(asked.filters))
    return Figure(
        key="state-of-implementation",
        title=heat_finding(table),
        chart=Heatmap("row", "column", "share", share=True),
        columns=(
            FigureColumn("row", NAMES[asked.rows]),
            FigureColumn("column", across),
            FigureColumn("reached", _("Reached"), Kind.NUMBER),
            FigureColumn("known", _("Known"), Kind.NUMBER),
            FigureColumn("share", _("Share"), Kind.SHARE),
            FigureColumn("staff", _("Staff, at least"), Kind.NUMBER),
        ),
        rows=tuple(
            {"row": line.label, "column": label} | _cell_row(one.cell, asked.least)
            for line in table.lines
            for (_value, label), one in zip(table.columns, line.cells, strict=True)
        ),
        source=source(table.state) + (f" ({filters})" if filters else ""),
        as_of=table.state.as_of,
        method=method(table),
    )


def _map_rows(state: State, least: Rung) -> list[dict[str, Any]]:
    codes = state.cube.known_by_country.keys() | state.cube.reached_by_country.keys()
    return sorted(
        (
            {
                "code": code,
                "country": country_name(code),
                "known": state.cube.known_by_country.get(code, 0),
                "reached": sum(state.cube.reached_by_country.get(code, ())[least:]),
            }
            for code in codes
            if code
        ),
        key=lambda row: (-row["reached"], row["country"]),
    )


def map_figure(state: State, least: Rung) -> Figure:
    """How many institutions of each country are at a rung or beyond."""
    rows = _map_rows(state, least)
    reached = sum(row["reached"] > 0 for row in rows)
    words = {"reached": reached, "open": len(rows) - reached, "rung": rung_label(least)}
    return Figure(
        key="map",
        title=_(
            "In %(reached)d countries institutions are at “%(rung)s” or beyond; in %(open)d others "
            "organisations are known and none is"
        )
        % words,
        chart=Tiles("code", "reached", country_tiles(), _("Institutions reached")),
        columns=(
            FigureColumn("country", _("Country")),
            FigureColumn("code", _("Code")),
            FigureColumn("reached", _("Reached"), Kind.NUMBER),
            FigureColumn("known", _("Known"), Kind.NUMBER),
        ),
        rows=tuple(rows),
        source=source(state),
        as_of=state.as_of,
        method=_(
            "All institutions, whatever is filtered above. Every country is one square, near where "
            "its largest city lies; pale: no organisation known; outlined: known, none reached."
        ),
    )


def _stages(counts: tuple[int, ...]) -> dict[str, int]:
    return {key: sum(counts[rung] for rung in rungs) for key, _label, rungs in STAGES}


def timeline_figure(state: State) -> Figure:
    """Commitments by rung at the ends of quarters."""
    rows: list[dict[str, Any]] = [{"day": day} | _stages(counts) for day, counts in state.timeline]
    count = sum(state.timeline[-1][1]) if state.timeline else 0
    further = rows[-1]["in_force"] + rows[-1]["achieved"] if rows else 0
    return Figure(
        key="timeline",
        title=_("%(count)d commitments stand, %(further)d of them in force or achieved")
        % {"count": count, "further": further},
        chart=Areas("day", tuple((key, str(label)) for key, label, _rungs in STAGES)),
        columns=(
            FigureColumn("day", _("Day"), Kind.DATE),
            *(FigureColumn(key, label, Kind.NUMBER) for key, label, _rungs in STAGES),
        ),
        rows=tuple(rows),
        source=source(state),
        as_of=state.as_of,
        method=_("All commitments, by the rung they stood at on the last day of each quarter."),
        axis_title=_("Commitments"),
    )
