"""Screening in a real browser: run, queue, alert, case with a possible victim, no barrier."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, StepIn
from tests.e2e.people import invent_people

pytestmark = pytest.mark.e2e
ANALYST = "crime_analyst"
LOOKS = [
    {"theme": "light", "language": "en", "width": 1280},
    {"theme": "dark", "language": "en", "width": 390},
    {"theme": "light", "language": "ar", "width": 1280},
    {"theme": "dark", "language": "ar", "width": 360},
]
# Two analysts at the invented bank.
_PEOPLE = """
from fulcrum.apps.accounts.actions.invented import add_invented_member
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.kernel.actors import Role, system_actor
bank = Tenant.objects.get(name="Savannah Trust Bank")
for name in ("ana", "second"):
    email = f"{name}@e2e.example"
    if not Membership.objects.filter(user__email=email, role=Role.CRIME_ANALYST).exists():
        add_invented_member(bank, name=name.title(), email=email, role=Role.CRIME_ANALYST,
                            by=system_actor("test"))
"""
# Data of the bank at which the first analyst works, as `fulcrum screen ingest` leaves it.
_DATA = """
from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.screening.folders import data_folder
from tests.apps.screening.bank import make_data
member = Membership.objects.get(user__email="ana@e2e.example", role="crime_analyst")
folder = data_folder(member.tenant_id, "spring")
if not folder.exists():
    make_data(folder)
"""
_WORK = """
from fulcrum.apps.jobs.actions import run_job
from fulcrum.apps.jobs.models import Job
for job in Job.objects.filter(task="screening.run", state="waiting"):
    run_job(job)
"""
# A colleague agrees with what is waiting for a second person.
_AGREE = """
from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.screening.actions.alerts import check_verdict
from fulcrum.apps.screening.models import Reading
from tests.conftest import actor_of_membership
member = Membership.objects.get(user__email="second@e2e.example", role="crime_analyst")
for reading in Reading.objects.filter(checked_at=None):
    check_verdict(reading, agrees=True, remark="", by=actor_of_membership(member))
"""
_CLEAR = """
from fulcrum.apps.screening.models import Alert, Case, CaseAlert, Report, Run
CaseAlert.objects.all().delete(); Report.objects.all().delete(); Case.objects.all().delete()
Alert.objects.all().delete(); Run.objects.all().delete()
"""


def shell(site: Site, code: str) -> None:
    site.manage("shell", "--no-imports", "-c", code)


@pytest.fixture(autouse=True)
def data(site: Site) -> None:
    invent_people(site)
    shell(site, _PEOPLE + _CLEAR + _DATA)


def start_run(page: Page, site: Site, title: str = "Spring") -> None:
    page.goto(f"{site.url}/screening/runs")
    page.locator("main").get_by_role(
        "link", name=re.compile("Start a run|Start the first")
    ).first.click()
    page.get_by_label("Data").select_option("spring")
    page.get_by_label("Run", exact=True).fill(title)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_text("The run has begun")).to_be_visible()
    shell(site, _WORK)
    page.reload()
    expect(page.get_by_text("read what it found")).to_be_visible()


def test_from_a_run_to_a_case_that_protects(step_in: StepIn, site: Site) -> None:
    page = step_in(ANALYST)
    start_run(page, site)
    page.get_by_role("link", name="Go to the queue").click()
    page.locator("table tbody a").first.click()
    expect(page.get_by_role("heading", name="Indicators that were hit")).to_be_visible()
    page.get_by_text("Parameters, sources, and what else it may be").first.click()
    expect(page.get_by_text("It may also be").first).to_be_visible()
    page.get_by_role("link", name="See the transactions").click()
    expect(page.get_by_role("heading", name=re.compile("movements came in"))).to_be_visible()
    page.get_by_role("link", name="Alert", exact=True).click()
    page.get_by_role("link", name="Open a case").click()
    page.get_by_role("button", name="Put it into the case").click()
    page.get_by_role("link", name="Name a party").first.click()
    page.get_by_label("Name", exact=True).fill("Person A")
    page.get_by_label("Person", exact=True).check()
    page.get_by_label("Possible victim").check()
    page.get_by_label("Why this role").fill("Money never stays; somebody else collects it.")
    page.locator(".form-end button").click()
    expect(page.get_by_text("Possible victim").first).to_be_visible()
    expect(page.get_by_text(re.compile("never the subject of a report")).first).to_be_visible()
    page.goto(page.url.split("#")[0].rstrip("/") + "/decide")
    expect(page.get_by_text("Make safe contact")).to_be_visible()
    assert page.get_by_text("End the relationship").count() == 0
    assert page.get_by_text("Restrict an account").count() == 0


def test_two_people_close_an_alert(step_in: StepIn, site: Site) -> None:
    page = step_in(ANALYST)
    start_run(page, site)
    page.goto(f"{site.url}/screening/alerts")
    page.locator("table tbody a").first.click()
    page.get_by_role("link", name="Say what it shows").click()
    page.get_by_label("Explained otherwise").check()
    page.get_by_label("Why").fill("A courier who works at night.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Waits for a second person.")).to_be_visible()
    shell(site, _AGREE)
    page.reload()
    expect(page.get_by_text("agrees", exact=True)).to_be_visible()
    expect(page.locator(".record-state")).to_contain_text("Closed")


def test_many_alerts_are_given_to_a_colleague_without_scripts(
    open_page: Callable[..., Page], step_in: StepIn, site: Site
) -> None:
    start_run(step_in(ANALYST), site)
    page = open_page("/account/sign-in", scripts=False)
    page.locator(f"button[name=role][value={ANALYST}]").first.click()
    page.goto(f"{site.url}/screening/alerts")
    page.locator("input[name=alert]").first.check()
    page.get_by_label("Give the chosen ones to").select_option(index=1)
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("1 alert changed hands")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look['theme']}-{look['language']}")
def test_no_barrier_on_any_page(
    step_in: StepIn, site: Site, axe: Callable[[Page], list[str]], look: dict[str, object]
) -> None:
    start_run(step_in(ANALYST), site)
    page = step_in(ANALYST, **look)
    page.goto(f"{site.url}/screening/alerts")
    alert = page.locator("table tbody a").first.get_attribute("href") or ""
    page.goto(f"{site.url}/screening/runs")
    run = page.locator("table tbody a").first.get_attribute("href") or ""
    places = [
        "/",
        "/screening/alerts",
        alert,
        f"{alert}/rows",
        f"{alert}/verdict",
        f"{alert}/snooze",
    ]
    places += [
        "/screening/runs",
        "/screening/runs/new",
        run,
        "/screening/cases",
        "/screening/cases/new",
    ]
    for place in places:
        page.goto(site.url + place)
        assert axe(page) == [], place
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, place
