"""What a page of the state of implementation reads: live, of a snapshot, or on the public site."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from fulcrum.apps.blueprint.dimensions import NAMES, NOT_KNOWN
from fulcrum.apps.blueprint.implementation.named import laggards, leaders
from fulcrum.apps.blueprint.state_figures import heat_figure, map_figure, timeline_figure
from fulcrum.apps.blueprint.state_table import StateTable

GAPS_SHOWN = 20


def said_groups(groups: Mapping[str, str]) -> dict[str, str]:
    """Values by group as addresses hold them."""
    return {name: value or NOT_KNOWN for name, value in groups.items()}


def _organisations_url(groups: Mapping[str, str]) -> str:
    asked = {name: value for name, value in groups.items() if value}
    return reverse("organisations") + (f"?{urlencode(asked)}" if asked else "")


def page_of(table: StateTable, *, links_register: bool = False) -> dict[str, Any]:
    """Everything that `blueprint/_state.html` shows.

    Args:
        table: what was asked for.
        links_register: whether gaps lead to the register's list, which only the signed-in see.
    """
    state, asked = table.state, table.asked
    gaps = [
        (one, _organisations_url(one.groups) if links_register else "")
        for one in table.gaps[:GAPS_SHOWN]
    ]
    before = table.reached_before
    return {
        "table": table,
        "state": state,
        "heat": heat_figure(table),
        "map": map_figure(state, asked.least),
        "timeline": timeline_figure(state),
        "row_name": NAMES[asked.rows],
        "gaps": gaps,
        "more_gaps": max(0, len(table.gaps) - GAPS_SHOWN),
        "gap_count": len(table.gaps),
        "change": None if before is None else table.reached - before,
        "leaders": leaders(state.named),
        "laggards": laggards(state.named),
        "named_count": len(state.named),
    }
