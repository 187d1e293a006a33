"""The diagnostic in a real browser: anybody tries it, a lead goes from exposure to risk map."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.assessments import invent_assessments
from tests.e2e.conftest import OpenPage, Site, StepIn

pytestmark = pytest.mark.e2e
LOOKS = [
    {"theme": "light", "language": "en", "width": 1280},
    {"theme": "dark", "language": "en", "width": 390},
    {"theme": "light", "language": "ar", "width": 390},
]
_CLEAR = """
from fulcrum.apps.blueprint.models import Diagnostic
Diagnostic.objects.filter(tenant__name="Savannah Trust Bank").delete()
"""
_MAKE = """
from datetime import date
from decimal import Decimal
from fulcrum.apps.blueprint.actions import diagnostics, judgements
from fulcrum.apps.blueprint.actions.judgements import (Judgement)
from fulcrum.apps.blueprint.diagnosis.exposures import ExposureInput
from fulcrum.apps.blueprint.diagnosis.terms import EventKind
from fulcrum.apps.blueprint.models import Risk
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor
by = system_actor("test")
own = Organisation.objects.get(tenant__name="Savannah Trust Bank")
made = diagnostics.start_diagnostic(own, by=by, title="The book", as_of_date=date(2026, 3, 1), currency="USD")
for area, what, sector, country, good, amount in (
    ("clients", "Cotton traders", "01", "UZ", "Cotton", 21000000),
    ("clients", "Spinning mills", "13", "IN", "Textiles", 64000000),
    ("suppliers", "Uniforms", "14", "BD", "Garments", 650000),
):
    diagnostics.add_exposure(made, ExposureInput(area, what, sector, country, good, Decimal(amount)), by=by)
risk = Risk.objects.get(diagnostic=made, good="Cotton")
judgements.judge_risk(risk, Judgement("linked", True, "Through traders."), by=by)
judgements.judge_risk(risk, Judgement("scale", 5, "Forced labour."), by=by)
judgements.record_event(risk, EventKind.KNOWN, date(2026, 2, 1), "A report names them.", by=by)
"""


@pytest.fixture(autouse=True)
def without_others(site: Site) -> Iterator[None]:
    invent_assessments(site)
    site.manage("shell", "--no-imports", "-c", _CLEAR)
    yield
    site.manage("shell", "--no-imports", "-c", _CLEAR)


def test_a_lead_sees_the_risks_of_an_exposure_on_the_map(step_in: StepIn, site: Site) -> None:
    site.manage("shell", "--no-imports", "-c", _MAKE)
    lead = step_in("institution_lead")
    lead.locator(".shell-wide a", has_text="Diagnostics").first.click()
    lead.locator("tbody a").first.click()
    here = lead.url
    lead.goto(f"{here}/map")
    expect(lead.locator("svg a").first).to_be_visible()
    risk = lead.locator("svg a").first.get_attribute("href") or lead.locator(
        "svg a"
    ).first.get_attribute("xlink:href")
    assert risk
    lead.goto(here.partition("/blueprint")[0] + risk)
    expect(lead.get_by_role("heading", level=1)).to_be_visible()
    report = lead.request.get(f"{here}/report.pdf")
    assert report.body().startswith(b"%PDF")


def test_anybody_tries_it_and_nothing_is_kept(open_page: OpenPage) -> None:
    page = open_page("/try/")
    page.context.clear_cookies()
    page.reload()
    page.locator("main button.btn-primary").first.click()
    expect(page.locator("main form").first).to_be_visible()
    assert [one["name"] for one in page.context.cookies()] == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_have_no_barrier_and_fit(
    step_in: StepIn, axe: Callable[[Page], list[str]], look: dict[str, Any], site: Site
) -> None:
    site.manage("shell", "--no-imports", "-c", _MAKE)
    lead = step_in("institution_lead", **look)
    home, found = lead.url.rstrip("/"), {}
    lead.goto(f"{home}/blueprint/diagnostics")
    own = lead.locator("tbody a").first.get_attribute("href")
    lead.goto(f"{home}{own}/risks")
    risk = lead.locator("tbody a").first.get_attribute("href")
    for path in (
        "/blueprint/diagnostics",
        "/blueprint/diagnostics/start",
        *(f"{own}{more}" for more in ("", "/areas/clients", "/exposures", "/check", "/map", "/risks", "/files/new", "/report.html")),
        f"{risk}",
        *(f"{risk}/questions/{name}" for name in ("linked", "scale", "likelihood", "known")),
        "/blueprint/sources",
        "/try/",
    ):  # fmt: skip
        answer = lead.goto(f"{home}{path}")
        assert answer is not None
        assert answer.status == 200, path
        found[path] = axe(lead)
        assert lead.evaluate("document.documentElement.scrollWidth") <= look["width"], path
    assert {path: problems for path, problems in found.items() if problems} == {}
