"""Filling an assessment in on a running site: by keyboard alone, in every look, losing nothing."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.e2e.assessments import invent_assessments
from tests.e2e.conftest import OpenPage, Site
from tests.e2e.keyboard import Keyboard

pytestmark = pytest.mark.e2e
LOOKS = [
    {"theme": theme, "language": language, "width": width}
    for theme, language in (("light", "en"), ("dark", "en"), ("light", "ar"))
    for width in (1280, 390)
]
StepIn = Callable[..., Page]
# A draft of its own for each test, with the colleague of the lead who works on it too.
_BEGIN = """
import json, pathlib
from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.blueprint.actions.assessments import AnswerInput, answer_item, start_assessment
from fulcrum.apps.blueprint.models import Answer, Assessment
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor
by = system_actor("test")
own = Organisation.objects.get(tenant__name="Savannah Trust Bank")
Assessment.objects.filter(organisation=own, state__in=["draft", "signed_off"]).delete()
draft = start_assessment(own, by=by)
items = list(spec_of(draft.release).items)
answer_item(draft, items[0], AnswerInput(1, note="As it was"), by=by)
pathlib.Path(r"%s").write_text(json.dumps({"draft": draft.pk, "items": items}))
"""


# The site is shared with other tests, which count on the imported assessments alone.
_CLEAR = """
from fulcrum.apps.blueprint.models import Assessment
Assessment.objects.filter(tenant__name="Savannah Trust Bank", is_imported=False).delete()
"""


@pytest.fixture(scope="module", autouse=True)
def invented(site: Site) -> Iterator[None]:
    invent_assessments(site)
    yield
    site.manage("shell", "--no-imports", "-c", _CLEAR)


@pytest.fixture
def draft(site: Site, tmp_path: Path) -> Callable[[int], str]:
    """A fresh draft of the bank: `draft(0)` is the path of its first question."""
    told = tmp_path / "draft.json"
    site.manage("shell", "--no-imports", "-c", _BEGIN % told)
    made = json.loads(told.read_text("utf-8"))

    def path(number: int) -> str:
        return f"/blueprint/assessments/{made['draft']}/questions/{made['items'][number]}"

    return path


@pytest.fixture
def step_in(open_page: OpenPage) -> StepIn:
    """Steps into a role of the showcase: `step_in("institution_lead", theme="dark")`."""

    def enter(role: str = "institution_lead", **look: Any) -> Page:
        page = open_page("/account/sign-in", **look)
        page.locator(f"button[name=role][value={role}]").first.click()
        page.wait_for_url(re.compile(r"/$"))
        return page

    return enter


def saved(page: Page) -> None:
    expect(page.locator(".saved-line[data-saved]")).to_contain_text(re.compile(r"\d"))


@pytest.mark.parametrize("look", LOOKS)
def test_pages_have_no_barrier_and_fit(
    step_in: StepIn,
    axe: Callable[[Page], list[str]],
    site: Site,
    draft: Callable[[int], str],
    look: dict[str, Any],
) -> None:
    page = step_in(**look)
    overview = draft(0).partition("/questions")[0]
    found = {}
    paths = ["/blueprint/", "/blueprint/actions/G2.A1", "/blueprint/releases"]
    paths += ["/blueprint/releases/2019.1", "/blueprint/assessments", overview]
    paths += [f"{overview}/summary", f"{overview}/sign-off/confirm", draft(1), draft(0)]
    for path in paths:
        answer = page.goto(site.url + path)
        assert answer is not None
        assert answer.status == 200, path
        found[path] = axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= look["width"], path
    for summary in page.locator("main details > summary").all():
        summary.click()
    page.locator("input[name=choice][value=na]").check()
    expect(page.locator("#saved-line")).not_to_be_empty()
    found["with everything open"] = axe(page)
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_by_keyboard_alone(step_in: StepIn, site: Site, draft: Callable[[int], str]) -> None:
    page = step_in()
    keys = Keyboard(page)
    page.goto(site.url + draft(1))
    levels = page.locator("fieldset.levels")
    keys.choose(levels, 3)
    saved(page)
    expect(page.locator("#next-step")).to_contain_text("practical next step")
    keys.type("Note (optional)", "Written by keyboard")
    keys.button("Save and continue")
    expect(page).to_have_url(site.url + draft(2))
    keys.choose(levels, 5)
    expect(page.locator("#saved-line")).to_contain_text("say why this does not apply")
    keys.type("Why it does not apply (optional)", "We have no such business")
    keys.button("Save and go back")
    expect(page).to_have_url(site.url + draft(1))
    expect(page.get_by_label("Note (optional)")).to_have_value("Written by keyboard")
    expect(levels.get_by_role("radio").nth(3)).to_be_checked()
    keys.press(page.locator("summary", has_text="Add a remark"), leads=False)
    keys.type("Your message", "Please look at the note")
    keys.button("Add the remark")
    expect(page.get_by_text("Only your colleagues see it.")).to_be_visible()
    keys.button("Save, then the next open one")
    expect(page).to_have_url(site.url + draft(3))
    keys.button("Save and continue later")
    expect(page.get_by_text("3 of 40 questions answered")).to_be_visible()
    keys.link("All answers")
    expect(page.get_by_text("We have no such business")).to_be_visible()
    keys.link("Sign off")
    keys.button("Sign off")
    keys.link("Keep it private")
    expect(page.get_by_text("not even the Secretariat")).to_be_visible()
    keys.button("Keep it private")
    expect(page).to_have_url(re.compile(r"/result$"))


def test_typing_is_saved_without_leaving_the_field(
    step_in: StepIn, site: Site, draft: Callable[[int], str]
) -> None:
    page = step_in()
    page.goto(site.url + draft(0))
    note = page.get_by_label("Note (optional)")
    note.click()
    page.keyboard.press("End")
    page.keyboard.type(", and as it is now")
    saved(page)
    expect(note).to_be_focused()
    page.reload()
    expect(note).to_have_value("As it was, and as it is now")


def test_leaving_before_it_is_saved_is_asked_about(
    step_in: StepIn, site: Site, draft: Callable[[int], str]
) -> None:
    page = step_in()
    page.goto(site.url + draft(0))
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    # Somewhere on the way saving fails, and the line under what was typed says so.
    page.route("**/questions/*", lambda route: route.fulfill(status=429))
    note = page.get_by_label("Note (optional)")
    note.fill("Not saved yet")
    expect(page.locator("#saved-line")).to_contain_text("Not saved. Check your connection")
    page.evaluate("location.assign('/')")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(note).to_have_value("Not saved yet")
    page.unroute("**/questions/*")
    note.press("End")
    page.keyboard.type("!")
    saved(page)
    page.goto(f"{site.url}/blueprint/")
    assert asked == ["beforeunload"]


def test_two_people_lose_nothing(step_in: StepIn, site: Site, draft: Callable[[int], str]) -> None:
    lead, colleague = step_in("institution_lead"), step_in("institution_colleague")
    for page in (lead, colleague):
        page.goto(site.url + draft(1))
    lead.locator("input[name=choice][value='3']").check()
    saved(lead)
    colleague.locator("input[name=choice][value='1']").check()
    alert = colleague.locator("#conflict")
    expect(alert).to_contain_text("A colleague changed this answer meanwhile")
    expect(alert).to_contain_text("Level 3")
    expect(colleague.locator("input[name=choice][value='1']")).to_be_checked()
    alert.get_by_role("button", name="Save mine instead").click()
    lead.goto(site.url + draft(1))
    expect(lead.locator("input[name=choice][value='1']")).to_be_checked()


def test_without_scripts(step_in: StepIn, site: Site, draft: Callable[[int], str]) -> None:
    page = step_in(scripts=False)
    page.goto(site.url + draft(1))
    page.locator("input[name=choice][value=na]").check()
    page.get_by_role("button", name="Save and continue", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("say why this does not apply")
    page.get_by_label("Why it does not apply (optional)").fill("No such business")
    page.get_by_role("button", name="Save and continue", exact=True).click()
    expect(page).to_have_url(site.url + draft(2))
    page.locator("summary", has_text="Add a link").click()
    form = page.locator("form[action$='/link']")
    form.get_by_label("What it shows").fill("Our policy")
    form.get_by_label("Address (https)").fill("http://example.org/policy")
    form.get_by_role("button").click()
    expect(page.locator(".error-summary")).to_contain_text("begins with https://")
    expect(form.get_by_label("What it shows")).to_have_value("Our policy")
    form.get_by_label("Address (https)").fill("https://example.org/policy")
    form.get_by_role("button").click()
    expect(page.get_by_role("link", name="Our policy")).to_be_visible()
