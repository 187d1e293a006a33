"""From a risk to a verified promise: a lead maps it, uses leverage, plans, commits, shows evidence, is
disputed and replies; the Secretariat freezes the state and publishes it; anybody reads it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.assessments import invent_assessments
from tests.e2e.conftest import OpenPage, Site, StepIn
from tests.e2e.test_commitments import press
from tests.e2e.test_implementation import freeze, taken

pytestmark = pytest.mark.e2e
LOOKS = [
    {"theme": "light", "width": 1280, "language": "en"},
    {"theme": "dark", "width": 390, "language": "en"},
    {"theme": "light", "width": 1280, "language": "ar"},
    {"theme": "dark", "width": 360, "language": "ar"},
]
LEAD, OFFICER = "institution_lead", "secretariat_officer"
_CLEAR = """
from fulcrum.apps.blueprint.models import Commitment, Diagnostic, Plan
Plan.objects.all().delete()
Commitment.objects.all().delete()
Diagnostic.objects.filter(tenant__name="Savannah Trust Bank").delete()
"""
# The catalogue ships with the product; one practice of the sector is published beside it.
_CATALOGUE = """
from datetime import date
from fulcrum.apps.blueprint.actions.practices import (PracticeInput, contribute_practice, decide_practice)
from fulcrum.apps.blueprint.leverage.terms import LeverageKind, Shown
from fulcrum.apps.blueprint.models import Practice
from fulcrum.kernel.actors import system_actor
by = system_actor("test")
if not Practice.objects.filter(title="Fees paid back").exists():
    given = PracticeInput("Fees paid back", "A bank", "Terms of loans", LeverageKind.COMMERCIAL,
        Shown.DOCUMENTED, "A report", source_date=date(2025, 1, 1), sectors=("13",), countries=("IN",))
    made = contribute_practice(given, by=by)
    decide_practice(made, "propose", by=by)
    decide_practice(made, "publish", by=by)
"""
# A second officer agrees with the first.
_SECOND = """
from fulcrum.apps.blueprint.actions.codings import (CodingInput, code_evidence)
from fulcrum.apps.blueprint.ladder.terms import Kind, Strength
from fulcrum.apps.blueprint.models import CommitmentEvidence
from fulcrum.kernel.actors import system_actor
code_evidence(CommitmentEvidence.objects.get(), CodingInput(Kind.POLICY, Strength.FAIR), by=system_actor("second"))
"""


@pytest.fixture(autouse=True)
def clean(site: Site) -> Iterator[None]:
    invent_assessments(site)
    site.manage("shell", "--no-imports", "-c", _CLEAR + _CATALOGUE)
    yield
    site.manage("shell", "--no-imports", "-c", _CLEAR)


def map_a_risk(lead: Page, home: str) -> None:
    """A diagnostic with one exposure, and its risk judged as linked; ends on the risk's page."""
    lead.goto(f"{home}/blueprint/diagnostics/start")
    lead.get_by_label("Name").fill("Lending book")
    press(lead, "Begin")
    diagnostic = re.search(r"/blueprint/diagnostics/\d+", lead.url)
    assert diagnostic
    lead.goto(f"{home}{diagnostic[0]}/areas/clients")
    lead.get_by_label("What is it?").fill("Loans to spinning mills")
    lead.get_by_label("Sector (ISIC)").select_option("13")
    lead.get_by_label("Country").select_option("IN")
    lead.get_by_label("Product").fill("Textiles")
    press(lead, "Add it")
    lead.goto(f"{home}{diagnostic[0]}/risks")
    lead.locator("tbody a").first.click()
    risk = lead.url
    lead.goto(f"{risk}/questions/linked")
    lead.locator("input[name=choice][value=yes]").check()
    lead.locator("[name=reason]").fill("Through our loans.")
    lead.locator("main form button[type=submit], main form button").first.click()
    lead.goto(risk)
    expect(lead.get_by_text("Directly linked").first).to_be_visible()


def plan_with_leverage(lead: Page) -> None:
    """From what could be done to a plan under way; ends on the plan's page."""
    lead.get_by_role("link", name="What could we do?").click()
    expect(lead.get_by_text("of the same country").first).to_be_visible()
    lead.get_by_role("link", name=re.compile("^Plan with it.*Fees paid back")).click()
    lead.get_by_label("Plan", exact=True).fill("Fees back at the mills")
    lead.get_by_label("Objective").fill("No worker owes a recruitment fee.")
    lead.get_by_label("Actions it serves").select_option(["G3.A1"])
    lead.get_by_label("By when").fill("2029-12-31")
    press(lead, "Save")
    press(lead, "Add a milestone")
    lead.get_by_label("Milestone").fill("Terms in every loan")
    lead.get_by_label("By when").fill("2029-06-30")
    press(lead, "Save")
    press(lead, "Start the plan")
    press(lead, "Save")
    expect(lead.get_by_text("It is under way.")).to_be_visible()


def commit_and_show(lead: Page) -> None:
    """The plan becomes a public commitment with a piece of evidence."""
    press(lead, "Commit to it")
    expect(lead.get_by_label("Commitment", exact=True)).to_have_value("Fees back at the mills")
    lead.get_by_label("Who may read it").select_option("public")
    press(lead, "Save")
    press(lead, "Pledge")
    press(lead, "Pledge it")
    press(lead, "Add evidence")
    lead.get_by_label("Title of the document").fill("Lending policy")
    lead.get_by_label("Whose document it is").fill("Savannah Trust Bank")
    lead.get_by_label("Date it bears").fill("2026-01-15")
    lead.get_by_label("What it shows").select_option("policy")
    lead.get_by_label("Address (https)").fill("https://savannah.example/lending")
    press(lead, "Add it")
    expect(lead.get_by_text("waits for review").first).to_be_visible()


def code(officer: Page, address: str) -> None:
    """An officer's coding."""
    officer.goto(address)
    officer.get_by_role("link", name=re.compile("^Review")).first.click()
    officer.get_by_label(re.compile("^Policy: ")).check()
    officer.get_by_label(re.compile("^Fair: ")).check()
    press(officer, "Keep my coding")


def dispute_and_reply(lead: Page, officer: Page, address: str) -> None:
    """The officer disputes the commitment, the institution replies, the dispute is dismissed."""
    officer.goto(address)
    press(officer, "Dispute it")
    officer.get_by_label("Your reasons").fill("The board never saw it.")
    press(officer, "Open the dispute")
    lead.goto(officer.url)
    lead.get_by_label("Your message").fill("Here are the minutes.")
    press(lead, "Send")
    officer.reload()
    officer.get_by_label(re.compile("^Dismissed")).check()
    officer.get_by_label("Reasons").fill("The minutes are there.")
    press(officer, "Decide it")


def test_from_a_risk_to_a_public_snapshot(step_in: StepIn, open_page: OpenPage, site: Site) -> None:
    lead, officer = step_in(LEAD), step_in(OFFICER)
    home = lead.url.rstrip("/")
    map_a_risk(lead, home)
    plan_with_leverage(lead)
    commit_and_show(lead)
    address = lead.url.partition("#")[0]
    code(officer, address)
    site.manage("shell", "--no-imports", "-c", _SECOND)
    dispute_and_reply(lead, officer, address)
    lead.goto(address)
    expect(lead.locator(".status-sentence")).to_contain_text("In policy since 15 January 2026")
    number = freeze(officer, home)
    press(officer, "Publish")
    press(officer, "Publish it")
    for label, first in (("PDF", b"%PDF-"), ("DOCX", b"PK"), ("XLSX", b"PK")):
        assert taken(officer, label)[1].startswith(first)
    read_by_anybody(open_page, number)


def read_by_anybody(open_page: OpenPage, number: int) -> None:
    """Without an account: the commitment, its evidence, and the snapshot."""
    page = open_page("/en/blueprint/G3.A1")
    page.context.clear_cookies()
    page.get_by_role("link", name="Fees back at the mills").click()
    expect(page.locator(".status-sentence")).to_contain_text("In policy since 15 January 2026")
    page.get_by_role("link", name="State of implementation").first.click()
    expect(page.get_by_text(f"Snapshot no. {number}")).to_be_visible()
    assert page.context.cookies() == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_have_no_barrier_and_fit(
    step_in: StepIn, axe: Callable[[Page], list[str]], look: dict[str, Any], site: Site
) -> None:
    site.manage("shell", "--no-imports", "-c", _MAKE)
    lead = step_in(LEAD, **look)
    home, found = lead.url.rstrip("/"), {}
    lead.goto(f"{home}/blueprint/plans")
    plan = lead.locator("tbody a").first.get_attribute("href")
    lead.goto(f"{home}{plan}")
    practice = lead.locator("a[href*='/practices/']").first.get_attribute("href")
    assert practice
    risk = lead.locator("a[href*='/risks/']").first.get_attribute("href")
    key, language = practice.rsplit("/", 1)[-1], look["language"]
    for path in (
        "/blueprint/practices", "/blueprint/practices/new", practice, f"{risk}/leverage",
        "/blueprint/plans", plan, f"{plan}/exit", f"{plan}/add/milestone", f"{plan}/report.html",
        *(f"/{language}{more}" for more in (
            "/", "/blueprint", "/blueprint/G1", "/blueprint/G3.A1", "/commitments", "/leverage",
            f"/leverage/{key}", "/leverage?q=nothing-like-this", "/implementation", "/data", "/about")),
    ):  # fmt: skip
        answer = lead.goto(f"{home}{path}")
        assert answer is not None
        assert answer.status == 200, path
        found[path] = axe(lead)
        assert lead.evaluate("document.documentElement.scrollWidth") <= look["width"], path
    assert {path: problems for path, problems in found.items() if problems} == {}


_MAKE = """
from datetime import date
from decimal import Decimal
from fulcrum.apps.blueprint.actions import diagnostics, plans
from fulcrum.apps.blueprint.diagnosis.exposures import ExposureInput
from fulcrum.apps.blueprint.models import Practice, Risk
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor
by = system_actor("test")
own = Organisation.objects.get(tenant__name="Savannah Trust Bank")
made = diagnostics.start_diagnostic(own, by=by, title="D", as_of_date=date(2026, 3, 1), currency="USD")
diagnostics.add_exposure(made, ExposureInput("clients", "Mills", "13", "IN", "Textiles", Decimal(5)), by=by)
risk = Risk.objects.get(diagnostic=made)
plan = plans.start_plan(own, plans.PlanInput("A plan", "O", date(2027, 1, 1)), by=by, risk=risk)
plans.add_milestone(plan, "M", date(2026, 1, 1), by=by)
plans.add_escalation(plan, "Silence", "Board", by=by)
plans.add_practice(plan, Practice.objects.get(title="Fees paid back"), by=by)
"""
