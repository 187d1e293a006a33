"""The state of implementation in a real browser: read, freeze, publish, take out, no barrier."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.assessments import invent_assessments
from tests.e2e.conftest import Site, StepIn

pytestmark = pytest.mark.e2e
LOOKS = [
    {"theme": "light", "language": "en", "width": 1280},
    {"theme": "dark", "language": "en", "width": 390},
    {"theme": "light", "language": "ar", "width": 1280},
    {"theme": "dark", "language": "ar", "width": 390},
]
# Five institutions, of which two have pledged.
_FILL = """
from datetime import date
from fulcrum.apps.blueprint.actions.commitments import (CommitmentInput, pledge_commitment, propose_commitment)
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor
by = system_actor("test")
for organisation in Organisation.objects.live().filter(tenant=None).order_by("pk")[:2]:
    given = CommitmentInput("Train", ["G1.A1"], date(2029, 1, 1), "Certificates", audience="public")
    pledge_commitment(propose_commitment(organisation, given, by=by), by=by)
"""
_CLEAR = """
from fulcrum.apps.blueprint.models import Commitment
Commitment.objects.all().delete()
"""
LEAD, OFFICER = "institution_lead", "secretariat_officer"


@pytest.fixture(autouse=True)
def pledges(site: Site) -> Iterator[None]:
    invent_assessments(site)
    site.manage("shell", "--no-imports", "-c", _CLEAR + _FILL)
    yield
    site.manage("shell", "--no-imports", "-c", _CLEAR)


def main_link(page: Page, name: str) -> Any:
    return page.locator("main").get_by_role("link", name=name, exact=True).first


def freeze(page: Page, home: str) -> int:
    """From the state to a frozen snapshot; its number."""
    page.goto(f"{home}/blueprint/implementation")
    main_link(page, "Freeze this day").click()
    page.get_by_label("Title").fill("The year's state")
    page.get_by_role("button", name="Freeze it").click()
    expect(page.get_by_text(re.compile("Frozen as number"))).to_be_visible()
    return int(page.url.rstrip("/").rsplit("/", 1)[-1])


def taken(page: Page, name: str) -> tuple[str, bytes]:
    """A file: its name and what is in it."""
    with page.expect_download() as waited:
        main_link(page, name).click()
    return waited.value.suggested_filename, waited.value.path().read_bytes()


def test_an_officer_freezes_publishes_and_takes_it_out_in_four_formats(
    step_in: StepIn,
) -> None:
    page = step_in(OFFICER)
    number = freeze(page, page.url.rstrip("/"))
    expect(page.get_by_text("unchanged")).to_be_visible()
    main_link(page, "Publish").click()
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("It is on the public site.")).to_be_visible()
    begins = {"PDF": (".pdf", b"%PDF-"), "DOCX": (".docx", b"PK"), "XLSX": (".xlsx", b"PK")}
    for label, (ending, first) in begins.items():
        name, held = taken(page, label)
        assert name == f"state-of-implementation-no-{number}{ending}"
        assert held.startswith(first)
    name, held = taken(page, "commitments.csv")
    assert held.count(b"\n") == 3
    main_link(page, "HTML").click()
    expect(page.get_by_text("2 of", exact=False).first).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_pages_have_no_barrier_and_fit(
    step_in: StepIn, axe: Callable[[Page], list[str]], look: dict[str, Any]
) -> None:
    lead, officer = step_in(LEAD, **look), step_in(OFFICER, **look)
    home, found = officer.url.rstrip("/"), {}
    number = freeze(step_in(OFFICER), home)
    own = f"/blueprint/snapshots/{number}"
    for page, paths in (
        (lead, ["/blueprint/naming"]),
        (officer, ["/blueprint/implementation?before=2020-01-01",
                   "/blueprint/implementation?rows=action&columns=continent&language=unknown",
                   "/blueprint/implementation/2026-01-01/public/G1/pledged",
                   "/blueprint/snapshots", "/blueprint/snapshots/new", own,
                   f"{own}/publish", f"{own}/withdraw"]),
    ):  # fmt: skip
        for path in paths:
            answer = page.goto(f"{home}{path}")
            assert answer is not None
            assert answer.status == 200, path
            found[path] = axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= look["width"], path
    assert {path: problems for path, problems in found.items() if problems} == {}
