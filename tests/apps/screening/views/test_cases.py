"""The list of cases, and the page of one, as analysts use them."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.screening import case_words
from fulcrum.apps.screening.actions import case_parts
from fulcrum.apps.screening.actions.case_closing import close_case
from fulcrum.apps.screening.actions.case_parts import TaskInput
from fulcrum.apps.screening.actions.cases import add_alert
from fulcrum.apps.screening.case_listing import CASES
from fulcrum.apps.screening.enums import AlertState, DecisionKind, ReportState
from fulcrum.apps.screening.models import Case, CaseNote
from fulcrum.kernel.actors import Actor, Role
from tests.apps.screening.case_making import (
    VICTIM,
    begin,
    decided,
    home,
    in_days,
    make_report,
    name_party,
    person,
)
from tests.apps.screening.making import make_alert
from tests.conftest import Canary, actor_of_membership

PAGES = ("case", "case_edit", "case_close", "case_party_new", "case_note_new", "case_task_new",
         "case_file_new", "case_decide")  # fmt: skip


@pytest.fixture
def client(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.CRIME_ANALYST)


@pytest.fixture
def analyst(client: Client) -> Actor:
    return actor_of_membership(client.membership)  # type: ignore[attr-defined] # client_as sets it


@pytest.fixture
def colleague(actor_as: Callable[..., Actor], analyst: Actor) -> Actor:
    tenant = home(analyst)
    return actor_as(Role.CRIME_ANALYST, tenant=tenant)


@pytest.fixture
def case(analyst: Actor) -> Case:
    return begin(analyst)


def shown(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content
    return unescape(answer.content.decode())


def get(client: Client, name: str, *args: Any, **query: str) -> str:
    return shown(client.get(reverse(name, args=args), query))


def test_an_empty_list_offers_the_first_step(client: Client) -> None:
    page = get(client, "cases")
    assert "No case yet" in page
    assert CASES.empty.action_url == reverse("case_new")


def test_the_list_narrows(client: Client, analyst: Actor, colleague: Actor) -> None:
    me = person(analyst)
    begin(analyst, "Rooms by the week", lead=me)
    begin(analyst, "Wages <b>kept</b>", due_on=in_days(-2))
    close_case(begin(analyst, "Old rent", due_on=in_days(-9)), "Nothing.", by=analyst)
    page = client.get(reverse("cases")).content.decode()
    assert "Wages &lt;b&gt;kept&lt;/b&gt;" in page
    for query, found in (
        ({"state": "closed"}, "Old rent"),
        ({"lead": "mine"}, "Rooms by the week"),
        ({"due": "late"}, "Wages <b>kept</b>"),
        ({"q": "rent"}, "Old rent"),
        ({"q": "2"}, "Wages <b>kept</b>"),
        ({"lead": "nobody", "state": "open"}, "Wages <b>kept</b>"),
    ):
        page = get(client, "cases", **query)
        titles = [one for one in ("Rooms by", "Wages <b>", "Old rent") if one in page]
        assert titles == [found[: len(titles[0])]], query
    assert "Nothing matches" in get(client, "cases", q="9999999999")
    rows = b"".join(client.get(reverse("cases"), {"format": "csv"})).decode()
    assert rows.count("Rooms by the week") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_list_and_page_ask_few_queries_however_long_they_are(
    client: Client,
    analyst: Actor,
    colleague: Actor,
    django_assert_num_queries: Any,
    count: int,
) -> None:
    for number in range(count):
        one = begin(analyst, lead=person(analyst))
        for row in range(count):
            fill(one, analyst, colleague, f"A-{number}-{row}")
    get(client, "cases")
    with django_assert_num_queries(4):
        get(client, "cases")
    with django_assert_num_queries(11):
        get(client, "case", one.pk)


def fill(case: Case, by: Actor, second: Actor, subject: str) -> None:
    """A row of every kind."""
    add_alert(case, make_alert(by, subject), by=by)
    party = name_party(case, by)
    name_party(case, by, VICTIM, "Cleo East")
    decided(case, by, DecisionKind.EXIT, party, second=second)
    case_parts.add_task(case, TaskInput("Ask", in_days(1), person(second)), by=by)
    case_parts.add_note(case, "Wages.", by=by)
    make_report(case)


def test_opened_on_its_own(client: Client, analyst: Actor) -> None:
    place = reverse("case_new")
    assert f'value="{in_days(30).isoformat()}"' in shown(client.get(place))
    sent = {"title": "Flats", "due_on": in_days(5).isoformat(), "lead": "", "summary": "Six rents"}
    page = shown(client.post(place, sent | {"due_on": "2020-01-01"}), 422)
    assert "This day has passed." in page
    assert "Six rents" in page
    stranger = "999999"
    assert client.post(place, sent | {"lead": stranger}).status_code == 422
    page = shown(client.post(place, sent | {"lead": str(analyst.user_id)}, follow=True))
    assert "The case is open." in page
    assert "Say who is involved" in page
    assert Case.objects.get().lead_id == analyst.user_id
    assert client.post(place, sent | {"title": " "}).status_code == 422


def test_opened_from_an_alert_with_nothing_typed(client: Client, analyst: Actor) -> None:
    alert = make_alert(analyst, "A-77", points=7.5)
    place = reverse("case_from_alert", args=[alert.pk])
    assert "A-77" in shown(client.get(place))
    page = shown(client.post(place, follow=True))
    made = Case.objects.get()
    assert made.title == "Alert of 2 March 2026"
    assert made.due_on == in_days(30)
    for said in ("The alert is in the case.", "A-77", "7.5 points", "I01 Night cash", "invented",
                 reverse("alert", args=[alert.pk])):  # fmt: skip
        assert said in page
    alert.refresh_from_db()
    assert alert.state == AlertState.CASE
    assert "invented" in get(client, "cases")
    again = client.post(place, follow=True)
    assert again.redirect_chain == [(reverse("case", args=[made.pk]), 302)]
    assert "in a case already" in shown(again)


def test_an_alert_joins_a_case_that_is_open(client: Client, analyst: Actor, case: Case) -> None:
    alert = make_alert(analyst)
    closed = begin(analyst, "Old rent")
    close_case(closed, "Nothing.", by=analyst)
    foreign_pk = "999999"
    place = reverse("case_from_alert", args=[alert.pk])
    page = shown(client.get(place))
    assert "1 Rooms by the week" in page
    assert "Old rent" not in page
    for wrong in (closed.pk, foreign_pk):
        assert client.post(place, {"case": wrong}).status_code == 422
    sent = {"case": case.pk, "due_on": "2020-01-01"}  # the day of a new case does not matter
    shown(client.post(place, sent, follow=True))
    assert case.alerts.get().alert == alert
    assert Case.objects.count() == 2


def test_a_closed_alert_goes_into_no_case(client: Client, analyst: Actor) -> None:
    alert = make_alert(analyst, state=AlertState.CLOSED, verdict="unproductive")
    place = reverse("case_from_alert", args=[alert.pk])
    assert "This alert is closed." in shown(client.post(place, {"title": "Kept"}), 422)
    assert not Case.objects.exists()


def test_foreign_cases_and_alerts_do_not_exist(
    client_as: Callable[..., Client], case: Case, analyst: Actor
) -> None:
    stranger = client_as(Role.CRIME_ANALYST)
    for name in PAGES:
        assert stranger.get(reverse(name, args=[case.pk])).status_code == 404
    for name in ("case_reopen", "case_close", "case_edit"):
        assert stranger.post(reverse(name, args=[case.pk])).status_code == 404
    alert = make_alert(analyst)
    assert stranger.post(reverse("case_from_alert", args=[alert.pk])).status_code == 404
    assert "Rooms by the week" not in get(stranger, "cases")


def test_other_roles_are_refused(client_as: Callable[..., Client], case: Case) -> None:
    others = (
        client_as(Role.SECRETARIAT_OFFICER),
        client_as(Role.INSTITUTION_LEAD, tenant=case.tenant),
    )
    for other in others:
        assert other.get(reverse("cases")).status_code == 403
        assert other.get(reverse("case_new")).status_code == 403
        for name in PAGES:
            assert other.get(reverse(name, args=[case.pk])).status_code == 403


def test_change_close_and_open_again(client: Client, case: Case) -> None:
    place = reverse("case_edit", args=[case.pk])
    form = shown(client.get(place))
    assert 'value="Rooms by the week"' in form
    sent = {"title": "Flats", "due_on": in_days(10).isoformat(), "lead": "", "summary": "More"}
    Case.objects.update(due_on=in_days(-3))  # a day that passed may stay
    kept = sent | {"due_on": in_days(-3).isoformat()}
    assert "The case was changed." in shown(client.post(place, kept, follow=True))
    page = get(client, "case", case.pk)
    assert "late" in page
    assert client.post(place, sent | {"due_on": in_days(-2).isoformat()}).status_code == 422
    ends = reverse("case_close", args=[case.pk])
    assert client.post(ends, {"outcome": ""}).status_code == 422
    page = shown(client.post(ends, {"outcome": "A student's rent."}, follow=True))
    assert "The case is closed." in page
    assert "A student's rent." in page
    assert "Next:" not in page
    assert reverse("case_note_new", args=[case.pk]) not in page
    assert "closed and is kept" in shown(client.post(place, sent), 422)
    assert "closed and is kept" in shown(client.post(ends, {"outcome": "Again"}), 422)
    again = reverse("case_reopen", args=[case.pk])
    assert client.get(again).status_code == 405
    assert "The case is open again." in shown(client.post(again, follow=True))
    assert "This case is open." in shown(client.post(again, follow=True))


def test_a_possible_victim_changes_the_page(client: Client, analyst: Actor, case: Case) -> None:
    assert "Safe contact" not in get(client, "case", case.pk)
    name_party(case, analyst, VICTIM, "Cleo East")
    page = get(client, "case", case.pk)
    for said in (
        "guidance", "Code word", "“You decide”", "Never tip off", "Expect an employer",
        "No message carries a name", "Their own words", "A basic account", "FIN-2009-R003",
        "Referral to a support organisation", "Nothing about them leaves your bank", "Source:",
        "Think of safe contact and the inclusion pathway first.",
    ):  # fmt: skip
        assert said in page
    assert "victim" not in page.replace("may be a victim", "").replace("ossible victim", "")
    decided(case, analyst, DecisionKind.SAFE_CONTACT)
    assert "Decide whether to report." in get(client, "case", case.pk)


def test_what_to_do_next(client: Client, analyst: Actor, colleague: Actor, case: Case) -> None:
    def step() -> str:
        return get(client, "case", case.pk).partition("Next:</strong>")[2].partition("</p>")[0]

    assert "Say who is involved" in step()
    party = name_party(case, analyst)
    assert "Decide whether to report." in step()
    Case.objects.update(due_on=in_days(-1))
    assert "The day to decide has passed." in step()
    decided(case, colleague, DecisionKind.EXIT, party)
    assert "waits for you" in step()
    case.decisions.all().delete()
    decided(case, analyst, DecisionKind.EXIT, party)
    assert "A colleague has to check your decision." in step()
    case.decisions.update(agreed=True)
    decided(case, analyst, DecisionKind.REPORT, second=colleague)
    assert "Write the report." in step()
    report = make_report(case)
    assert "approved and filed" in step()
    report.state = ReportState.FILED
    report.save()
    Case.objects.update(state="reported")
    task = case_parts.add_task(case, TaskInput("Ask", in_days(1)), by=analyst)
    assert "Finish the tasks" in step()
    case_parts.finish_task(task, by=analyst)
    assert "Say what came of it." in step()
    case.parties.update(role=VICTIM)
    assert "in force for somebody who may be a victim" in step()


def test_reports_are_linked_where_they_can_be_written(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_report(case, reference="R-2026-1")
    page = get(client, "case", case.pk)
    assert "R-2026-1" in page

    def address(name: str, *args: Any) -> str:
        return f"/{name}/{args[0]}"

    monkeypatch.setattr(case_words, "page_address", address)
    page = get(client, "case", case.pk)
    assert f'href="/report_new/{case.pk}"' in page
    assert 'href="/report/' in page
    monkeypatch.setattr(case_words, "page_address", lambda _name, *_args: "")
    assert "Write a report" not in get(client, "case", case.pk)


def test_an_address_this_installation_lacks_is_empty() -> None:
    assert case_words.page_address("nothing_of_that_name", 1) == ""
    assert case_words.page_address("cases") == reverse("cases")


def test_the_timeline_says_decisions_and_roles(
    client: Client, analyst: Actor, colleague: Actor, case: Case
) -> None:
    name_party(case, analyst, VICTIM, "Cleo East")
    decided(case, analyst, DecisionKind.REPORT, second=colleague)
    told = get(client, "case", case.pk).partition("Who did what")[2]
    for said in ("opened a case", "named a party: Possible victim", "decided: Report",
                 "checked a decision: Report (agreed)"):  # fmt: skip
        assert said in told
    assert "Cleo" not in told


def test_a_long_case_and_hostile_text(client: Client, analyst: Actor, case: Case) -> None:
    CaseNote.objects.bulk_create(CaseNote(case=case, text=f"Note {n}.") for n in range(60))
    page = get(client, "case", case.pk)
    assert "Note 59." in page
    assert "Note 3." not in page
    assert "Show older notes" in page
    assert "Note 3." in get(client, "case", case.pk, notes="all")
    name_party(case, analyst, name="<script>alert(1)</script>\u202e")
    answer = client.get(reverse("case", args=[case.pk]))
    assert b"<script>alert" not in answer.content


def test_titles_and_addresses_name_nobody(
    client: Client, analyst: Actor, case: Case, canary: Canary
) -> None:
    Case.objects.update(title=canary.name)
    party = name_party(case, analyst, name=canary.name)
    made = decided(case, analyst, DecisionKind.REPORT)
    places = [reverse(name, args=[case.pk]) for name in PAGES]
    places += [
        reverse("cases"),
        reverse("case_party_edit", args=[party.pk]),
        reverse("case_party_decide", args=[party.pk]),
        reverse("case_decision_check", args=[made.pk]),
    ]
    for place in places:
        canary.check_response(client.get(place))
