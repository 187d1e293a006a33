"""Home, about, and where the data are."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.queries.releases import goal_sections, published_release
from fulcrum.apps.blueprint.queries.snapshots import published_snapshots, state_of
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.state_dictionary import DICTIONARY_COLUMNS, dictionary_rows
from fulcrum.apps.blueprint.state_figures import map_figure
from fulcrum.apps.blueprint.state_open import OPEN_FILES
from fulcrum.apps.open.queries.commitments import in_numbers
from fulcrum.apps.open.shell import public_page, show


@public_page
def home(request: HttpRequest, language: str) -> HttpResponse:
    """What the Blueprint is, how far it is, and what to do next."""
    release, snapshot = published_release(), published_snapshots().first()
    context: dict[str, Any] = {
        "goals": goal_sections(spec_of(release)) if release else [],
        "release": release,
        "numbers": in_numbers(),
        "snapshot": snapshot,
    }
    if snapshot is not None:
        snapshot.refresh_from_db(fields=["data", "named"])
        context["map"] = map_figure(state_of(snapshot), Rung.PLEDGED)
    return show(request, "open/home.html", context)


@public_page
def about(request: HttpRequest, language: str) -> HttpResponse:
    """What this site is, how statuses come about, and that nobody is followed here."""
    return show(request, "open/about.html", {})


@public_page
def data(request: HttpRequest, language: str) -> HttpResponse:
    """Open data: files of each published snapshot, and what columns mean."""
    context = {
        "snapshots": list(published_snapshots()[:50]),
        "files": OPEN_FILES,
        "dictionary": list(dictionary_rows()),
        "heads": DICTIONARY_COLUMNS,
    }
    return show(request, "open/data.html", context)
