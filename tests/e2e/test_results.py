"""Results, submissions and the state of play in a real browser: no barriers, no spills, on paper."""

import io
import re
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.assessments import invent_assessments
from tests.e2e.conftest import OpenPage, Site

pytestmark = pytest.mark.e2e

LOOKS = [
    {"theme": theme, "language": language, "width": width}
    for theme, language in (("light", "en"), ("dark", "en"), ("light", "ar"))
    for width in (1280, 390)
]
OF_THE_LEAD = (
    "/blueprint/assessments/{assessment}/result",
    "/blueprint/assessments/{assessment}/result/rows/overall/all",
    "/blueprint/assessments/{assessment}/result/report.html",
    "/blueprint/assessments/{assessment}/asked",
    "/blueprint/clarifications/{thread}",
)
OF_THE_OFFICER = (
    "/blueprint/submissions",
    "/blueprint/submissions?q=nobody",
    "/blueprint/submissions/{assessment}",
    "/blueprint/clarifications/{thread}",
    "/blueprint/state-of-play",
    "/blueprint/state-of-play?rows=action&columns=sub_sector",
    "/blueprint/state-of-play?rows=language&columns=&measure=goal:G1",
    "/blueprint/state-of-play/goal/G1?sub_sector=banking",
    "/blueprint/imports",
    "/blueprint/imports/new",
    "/parties/{organisation}",
)
PAGES = {"institution_lead": OF_THE_LEAD, "secretariat_officer": OF_THE_OFFICER}
Axe = Callable[[Page], list[str]]
StepIn = Callable[..., Page]


@pytest.fixture(scope="module")
def keys(site: Site) -> dict[str, int]:
    return invent_assessments(site)


@pytest.fixture
def step_in(open_page: OpenPage, keys: dict[str, int]) -> StepIn:
    """Steps into a role of the showcase: `step_in("institution_lead", theme="dark")`."""

    def enter(role: str, **look: Any) -> Page:
        page = open_page("/account/sign-in", **look)
        page.locator(f"button[name=role][value={role}]").first.click()
        page.wait_for_url(re.compile(r"/$"))
        return page

    return enter


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("role", PAGES)
def test_pages_have_no_barrier_and_fit(
    step_in: StepIn, axe: Axe, keys: dict[str, int], look: dict[str, Any], role: str
) -> None:
    page = step_in(role, **look)
    home = page.url.rstrip("/")
    found = {}
    for path in PAGES[role]:
        answer = page.goto(home + path.format(**keys))
        assert answer is not None
        assert answer.status == 200, path
        found[path] = axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= look["width"], path
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_the_result_prints_on_about_two_pages(
    step_in: StepIn, site: Site, keys: dict[str, int]
) -> None:
    page = step_in("institution_lead")
    page.goto(f"{site.url}/blueprint/assessments/{keys['assessment']}/result")
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(paper.pages) <= 3
    first = paper.pages[0].extract_text()
    assert "Overall evaluation" in first
    assert "Go on answering" not in first


def test_a_number_leads_to_its_questions_and_to_an_action(
    step_in: StepIn, site: Site, keys: dict[str, int]
) -> None:
    page = step_in("institution_lead")
    result = f"{site.url}/blueprint/assessments/{keys['assessment']}/result"
    page.goto(result)
    page.locator("a.tile-number").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overall")
    expect(page.locator("tbody tr")).to_have_count(40)
    page.go_back()
    page.locator(".next-steps li").first.locator("a").last.click()
    expect(page).to_have_url(re.compile(r"/blueprint/releases/.+/actions/G\d\.[AI]\d"))
    page.goto(result)
    page.locator("#figure-areas summary").first.click()
    expect(page.locator("#figure-areas table")).to_be_visible()


def test_the_report_is_had_as_a_file(step_in: StepIn, site: Site, keys: dict[str, int]) -> None:
    page = step_in("institution_lead")
    page.goto(f"{site.url}/blueprint/assessments/{keys['assessment']}/result")
    for name, ending in (("Report as PDF", ".pdf"), ("as DOCX", ".docx")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(ending)


def test_question_and_answer_without_scripts(
    step_in: StepIn, site: Site, keys: dict[str, int]
) -> None:
    lead = step_in("institution_lead", scripts=False)
    lead.goto(f"{site.url}/blueprint/assessments/{keys['assessment']}/result")
    lead.get_by_role("link", name="Read and answer").click()
    lead.get_by_role("link", name="Board decisions and follow-up").click()
    lead.get_by_label("Your message").fill("That of May, in the minutes.")
    lead.get_by_role("button", name="Answer").click()
    expect(lead.get_by_text("Your message was sent.")).to_be_visible()
    officer = step_in("secretariat_officer", scripts=False)
    officer.goto(f"{site.url}/blueprint/submissions?waiting=answered")
    officer.get_by_role("link", name="Invented Bank 0").first.click()
    officer.get_by_role("link", name="Board decisions and follow-up").first.click()
    expect(officer.get_by_text("That of May, in the minutes.")).to_be_visible()
    officer.get_by_role("button", name="Settle this question").click()
    officer.get_by_role("button", name="Accept").click()
    expect(officer.get_by_text("The submission is accepted.")).to_be_visible()


def test_a_cell_leads_to_its_institutions(step_in: StepIn, site: Site) -> None:
    page = step_in("secretariat_officer")
    page.goto(f"{site.url}/blueprint/state-of-play")
    page.get_by_label("Columns").select_option("continent")
    page.get_by_role("button", name="Show", exact=True).click()
    cell = page.locator("td.range-cell").filter(has_text="institution").first
    count = re.search(r"(\d+) institution", cell.inner_text())
    assert count is not None
    cell.get_by_role("link").click()
    expect(page.locator("tbody tr")).to_have_count(int(count[1]))
    page.locator("tbody a").first.click()
    expect(page).to_have_url(re.compile(r"/blueprint/submissions/\d+$"))
