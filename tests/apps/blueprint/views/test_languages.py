"""Every text of these pages passes through gettext; what is left is data."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.blueprint.models import Assessment, Clarification, Release, ReleaseState
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Role
from tests.apps.blueprint.making import draft, finished, institution, make_release
from tests.pseudo import pseudo_language, untranslated

WHOLE = {"G-1": 2, "G-2": 2, "T-1": 4, "T-2": 0}
# The release's own texts, names of the test's institutions, and what CLDR says in English.
DATA = ["Own Bank", "Peer", "Release r1", "Title of", "Question", "Governance", "Training"]
DATA += ["Goal", "title", "Action", "level", "step", "Kenya", "English"]
# A sentence around a name in an element of its own is found in two halves.
HALVES = ["Šéļƒ-àššéššɱéñţ öƒ", "Ŕéšûļţ öƒ"]


@pytest.fixture
def mine(own: Organisation, release: Release) -> Assessment:
    for level in range(5):
        finished(institution(f"Peer {level}"), release, dict.fromkeys(WHOLE, level))
    before = finished(own, release, WHOLE)
    found = finished(own, release, {"G-1": 3, "T-1": 4, "T-2": "x"}, previous=before)
    Clarification.objects.create(assessment=found, item_id="G-1")
    return found


def left(client: Client, *addresses: str) -> dict[str, list[str]]:
    """What was not translated, by address."""
    with pseudo_language() as code:
        client.cookies["language"] = code
        pages = {address: client.get(address).content.decode() for address in addresses}
    found = {address: untranslated(page, data=[*DATA, *HALVES]) for address, page in pages.items()}
    return {address: texts for address, texts in found.items() if texts}


def test_pages_of_the_secretariat(mine: Assessment, client_as: Callable[..., Client]) -> None:
    thread = Clarification.objects.get()
    assert (
        left(
            client_as(Role.SECRETARIAT_OFFICER),
            reverse("submissions"),
            reverse("submission", args=[mine.pk]),
            reverse("clarification", args=[thread.pk]),
            reverse("state_of_play"),
            reverse("state_of_play") + "?rows=action&columns=continent",
            reverse("state_of_play_rows", args=["goal", "G1"]),
            reverse("assessment_imports"),
            reverse("assessment_import_new"),
        )
        == {}
    )


def test_pages_of_the_institution(
    mine: Assessment, own: Organisation, client_as: Callable[..., Client]
) -> None:
    assert (
        left(
            client_as(Role.INSTITUTION_LEAD, tenant=own.tenant),
            reverse("assessment_result", args=[mine.pk]),
            reverse("result_rows", args=[mine.pk, "area", "gov"]),
            reverse("result_report", args=[mine.pk, "html"]),
            reverse("assessment_questions", args=[mine.pk]),
        )
        == {}
    )


def test_pages_of_the_framework(release: Release, client_as: Callable[..., Client]) -> None:
    make_release("r2", ReleaseState.DRAFT, notes="N.", title="Release r2")
    assert (
        left(
            client_as(Role.SECRETARIAT_OFFICER),
            reverse("framework"),
            reverse("action", args=["G2.I1"]),
            reverse("releases"),
            reverse("release", args=["r1"]),
            reverse("release", args=["r2"]),
            reverse("release_framework", args=["r2"]),
        )
        == {}
    )


def test_pages_of_filling_in(
    own: Organisation, release: Release, client_as: Callable[..., Client]
) -> None:
    lead = client_as(Role.INSTITUTION_LEAD, tenant=own.tenant)
    assert left(lead, reverse("assessments")) == {}
    now = draft(own, release, {"G-1": 2, "T-1": "None"})
    now.previous = finished(own, release, {"G-1": 1, "G-2": "None"})
    now.save()
    lead.post(reverse("question", args=[now.pk, "G-2"]), {"choice": "1", "version": "0"})
    for name in ("sign-off", "submit", "keep-private"):
        assert left(lead, reverse("assessment_decide", args=[now.pk, name])) == {}
    assert (
        left(
            lead,
            reverse("assessments"),
            reverse("assessment", args=[now.pk]),
            reverse("question", args=[now.pk, "G-1"]),
            reverse("question", args=[now.pk, "G-2"]),
            reverse("assessment_summary", args=[now.pk]),
        )
        == {}
    )
