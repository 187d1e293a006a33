"""Commitments in a real browser: from proposal to a decided dispute, and no barrier on any page."""

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
LEAD, OFFICER = "institution_lead", "secretariat_officer"
POLICY = "https://savannah.example/policy"
_CLEAR = """
from fulcrum.apps.blueprint.models import Commitment
Commitment.objects.all().delete()
"""
# A second officer agrees with the first.
_SECOND = """
from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.blueprint.actions.codings import (CodingInput, code_evidence)
from fulcrum.apps.blueprint.ladder.terms import Kind, Strength
from fulcrum.apps.blueprint.models import CommitmentEvidence
from fulcrum.kernel.actors import system_actor
coding = CodingInput(Kind.POLICY, Strength.FAIR)
code_evidence(CommitmentEvidence.objects.get(), coding, by=system_actor("second coder"))
"""


@pytest.fixture(autouse=True)
def without_others(site: Site) -> Iterator[None]:
    invent_assessments(site)
    site.manage("shell", "--no-imports", "-c", _CLEAR)
    yield
    site.manage("shell", "--no-imports", "-c", _CLEAR)


def press(page: Page, name: str) -> None:
    """The button or link of this name."""
    page.locator("main").get_by_role("button", name=name, exact=True).or_(
        page.locator("main").get_by_role("link", name=name, exact=True)
    ).first.click()


def propose_and_show(lead: Page) -> None:
    """The institution proposes, pledges and shows a policy."""
    lead.locator(".shell-wide a", has_text="Commitments").first.click()
    press(lead, "Propose the first")
    lead.get_by_label("Commitment", exact=True).fill("Train every analyst")
    lead.get_by_label("Actions it serves").select_option(["G1.A1", "G4.A2"])
    lead.get_by_label("By when").fill("2029-12-31")
    lead.get_by_label("How it will be known").fill("Share of analysts with the certificate")
    press(lead, "Save")
    expect(lead.get_by_text("nobody has pledged it")).to_be_visible()
    press(lead, "Pledge")
    press(lead, "Pledge it")
    expect(lead.get_by_text("The commitment is pledged.")).to_be_visible()
    press(lead, "Add evidence")
    lead.get_by_label("Title of the document").fill("Training policy")
    lead.get_by_label("Whose document it is").fill("Savannah Trust Bank")
    lead.get_by_label("Date it bears").fill("2026-01-15")
    lead.get_by_label("What it shows").select_option("policy")
    lead.get_by_label("Address (https)").fill(POLICY)
    press(lead, "Add it")
    expect(lead.get_by_text("waits for review").first).to_be_visible()


def review(officer: Page) -> None:
    """The Secretariat codes it from its Today page."""
    officer.get_by_role("link", name=re.compile("1 piece of evidence to review")).click()
    officer.get_by_role("link", name="Training policy").click()
    officer.get_by_label(re.compile("^Policy: ")).check()
    officer.get_by_label(re.compile("^Fair: ")).check()
    press(officer, "Keep my coding")
    expect(officer.get_by_text("coded by you")).to_be_visible()


def test_from_proposal_to_a_decided_dispute(step_in: StepIn, site: Site) -> None:
    lead, officer = step_in(LEAD), step_in(OFFICER)
    propose_and_show(lead)
    address = lead.url.partition("#")[0]
    officer.reload()
    review(officer)
    site.manage("shell", "--no-imports", "-c", _SECOND)
    lead.goto(address)
    expect(lead.locator(".status-sentence")).to_contain_text("In policy since 15 January 2026")
    officer.goto(address)
    press(officer, "Dispute it")
    officer.get_by_label("Your reasons").fill("The board never saw it.")
    press(officer, "Open the dispute")
    lead.goto(address.partition("/blueprint")[0] + "/")
    lead.get_by_role("link", name=re.compile("A commitment is disputed")).click()
    lead.get_by_label("Your message").fill("Here are the minutes.")
    press(lead, "Send")
    officer.reload()
    officer.get_by_label(re.compile("^Dismissed")).check()
    officer.get_by_label("Reasons").fill("The minutes are there.")
    press(officer, "Decide it")
    lead.goto(address)
    expect(lead.locator(".status-sentence")).to_contain_text("In policy since 15 January 2026")
    expect(lead.locator(".rung.is-current")).to_have_text("In policy")


@pytest.mark.parametrize("look", LOOKS)
def test_pages_have_no_barrier_and_fit(
    step_in: StepIn, axe: Callable[[Page], list[str]], look: dict[str, Any], site: Site
) -> None:
    site.manage("shell", "--no-imports", "-c", _MAKE)
    lead, officer = step_in(LEAD, **look), step_in(OFFICER, **look)
    home, found = lead.url.rstrip("/"), {}
    officer.goto(f"{home}/blueprint/commitments")
    own = officer.locator("tbody a").first.get_attribute("href")
    officer.goto(f"{home}{own}")
    dispute = officer.locator("a[href^='/blueprint/disputes/']").first.get_attribute("href")
    piece = officer.locator("a[href$='/review']").first.get_attribute("href")
    assert piece
    for page, paths in (
        (lead, ["/blueprint/commitments", "/blueprint/commitments/new", own, f"{own}/edit",
                f"{own}/withdraw/confirm", f"{own}/evidence/new", dispute,
                piece.replace("review", "withdraw"), f"{own}?as_of=2026-02-01"]),
        (officer, ["/blueprint/commitments/reviews", piece, f"{own}/disputes/new", dispute,
                   "/blueprint/commitments/codebook", "/blueprint/commitments?q=nobody"]),
    ):  # fmt: skip
        for path in paths:
            answer = page.goto(f"{home}{path}")
            assert answer is not None
            assert answer.status in {200, 404}, path
            found[path] = axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= look["width"], path
    assert {path: problems for path, problems in found.items() if problems} == {}


_MAKE = """
from datetime import date
from fulcrum.apps.blueprint.actions.commitment_evidence import EvidenceInput, add_evidence_link
from fulcrum.apps.blueprint.actions.commitments import CommitmentInput, pledge_commitment, propose_commitment
from fulcrum.apps.blueprint.actions.disputes import open_dispute
from fulcrum.apps.blueprint.ladder.terms import Kind
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor
by = system_actor("test")
own = Organisation.objects.get(tenant__name="Savannah Trust Bank")
given = CommitmentInput("Train every analyst", ["G1.A1"], date(2026, 1, 1), "Certificates")
made = pledge_commitment(propose_commitment(own, given, by=by), by=by)
said = EvidenceInput("Training policy", "Savannah Trust Bank", date(2026, 1, 15), Kind.POLICY, "https://savannah.example/policy")
piece = add_evidence_link(made, said, by=by)
open_dispute(made, "Never seen.", by=by, evidence=piece)
"""
