"""Cases: opened alone or from an alert, numbered within the organisation, changed, closed, reopened."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.screening.actions import case_closing, cases
from fulcrum.apps.screening.actions.cases import CaseInput, add_alert, change_case
from fulcrum.apps.screening.enums import AlertState, CaseState, DecisionKind, ReportState, Verdict
from fulcrum.apps.screening.models import Alert, Case, CaseAlert
from fulcrum.kernel.actors import Actor, ActorKind, Role, system_actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.screening.case_making import begin, decided, home, in_days, make_report, person
from tests.apps.screening.making import make_alert, make_run


@pytest.fixture
def analyst(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.CRIME_ANALYST)


@pytest.fixture
def colleague(actor_as: Callable[..., Actor], analyst: Actor) -> Actor:
    tenant = home(analyst)
    return actor_as(Role.CRIME_ANALYST, tenant=tenant, label="Bea West")


@pytest.fixture
def case(analyst: Actor) -> Case:
    return begin(analyst)


def test_numbers_run_within_each_organisation(
    analyst: Actor, colleague: Actor, actor_as: Callable[..., Actor]
) -> None:
    stranger = actor_as(Role.CRIME_ANALYST)
    made = [begin(by) for by in (analyst, colleague, stranger, analyst)]
    assert [one.number for one in made] == [1, 2, 1, 3]
    assert list(Case.objects.visible_to(stranger)) == [made[2]]


def test_a_number_taken_in_the_same_moment_is_left_to_the_other(
    case: Case, analyst: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter([1, 1, 2])  # as read before somebody else's case was seen
    monkeypatch.setattr(cases, "next_number", lambda _tenant_id: next(said))
    assert begin(analyst).number == 2
    monkeypatch.setattr(cases, "next_number", lambda _tenant_id: 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        begin(analyst)


def test_the_database_keeps_a_number_once(case: Case) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(tenant=case.tenant, number=1, title="T", due_on=in_days(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="burnt")


def test_others_open_none(actor_as: Callable[..., Actor], analyst: Actor) -> None:
    token = actor_as(Role.CRIME_ANALYST, kind=ActorKind.TOKEN)
    for other in (actor_as(Role.INSTITUTION_LEAD), actor_as(Role.SECRETARIAT_OFFICER), token):
        with pytest.raises(RefusedError):
            begin(other)
    with pytest.raises(RefusedError, match="organisation you act for"):
        begin(system_actor("test"))
    with pytest.raises(FulcrumError, match="title"):
        begin(analyst, " ")


def test_the_lead_works_on_cases_here(
    analyst: Actor, colleague: Actor, actor_as: Callable[..., Actor]
) -> None:
    tenant = home(analyst)
    assert begin(analyst, lead=person(colleague)).lead_id == colleague.user_id
    for other in (actor_as(Role.CRIME_ANALYST), actor_as(Role.INSTITUTION_LEAD, tenant=tenant)):
        with pytest.raises(FulcrumError, match="does not work on cases"):
            begin(analyst, lead=person(other))


def test_an_alert_goes_into_one_case(analyst: Actor) -> None:
    alert = make_alert(analyst)
    first = begin(analyst, alert=alert)
    alert.refresh_from_db()
    assert (alert.state, first.is_invented) == (AlertState.CASE, True)
    assert first.alerts.get().alert == alert
    second = begin(analyst)
    with pytest.raises(ConflictError, match="in a case already"):
        add_alert(second, alert, by=analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseAlert.objects.create(case=second, alert=alert)
    other = make_alert(analyst, "A-2", run=alert.run)
    add_alert(second, other, by=analyst)
    assert Alert.objects.get(pk=other.pk).state == AlertState.CASE
    told = Entry.objects.filter(verb="add_alert_to_case", target_type="screening.alert")
    assert [entry.new["case"] for entry in told.order_by("sequence")] == [1, 2]


def test_a_case_for_an_alert_that_cannot_be_had_is_not_opened(
    analyst: Actor, actor_as: Callable[..., Actor]
) -> None:
    closed = make_alert(analyst, state=AlertState.CLOSED, verdict=Verdict.UNPRODUCTIVE)
    with pytest.raises(ConflictError, match="closed"):
        begin(analyst, alert=closed)
    stranger = actor_as(Role.CRIME_ANALYST)
    foreign = make_alert(stranger)
    for go in (
        lambda: begin(analyst, alert=foreign),
        lambda: add_alert(begin(analyst), foreign, by=analyst),
        lambda: add_alert(begin(stranger), make_alert(analyst, "A-3", run=closed.run), by=analyst),
    ):
        with pytest.raises(RefusedError):
            go()
    assert not CaseAlert.objects.exists()
    with pytest.raises(RefusedError, match="different organisations"):
        add_alert(begin(analyst), foreign, by=system_actor("test"))


def test_a_change_says_what_changed_but_no_free_text(
    case: Case, analyst: Actor, colleague: Actor
) -> None:
    lead = person(colleague)
    given = CaseInput("Quillon Canarybird", in_days(20), "Quillon's wages", lead)
    change_case(case, given, by=analyst)
    entry = Entry.objects.get(verb="change_case")
    assert entry.new == {
        "due_on": in_days(20).isoformat(),
        "lead_id": colleague.user_id,
        "changed": ["due_on", "lead_id", "summary", "title"],
    }
    assert entry.old == {"due_on": in_days(10).isoformat(), "lead_id": None}
    change_case(case, given, by=analyst)
    assert Entry.objects.filter(verb="change_case").count() == 1
    with pytest.raises(FulcrumError, match="title"):
        change_case(case, CaseInput(" ", in_days(1)), by=analyst)


def test_others_change_nothing(case: Case, actor_as: Callable[..., Actor]) -> None:
    tenant = case.tenant
    lead = actor_as(Role.INSTITUTION_LEAD, tenant=tenant)
    steps: list[Any] = [
        lambda by: change_case(case, CaseInput("T", in_days(1)), by=by),
        lambda by: case_closing.close_case(case, "O", by=by),
        lambda by: case_closing.reopen_case(case, by=by),
    ]
    for step in steps:
        for other in (actor_as(Role.CRIME_ANALYST), lead):
            with pytest.raises(RefusedError):
                step(other)


def test_closed_with_what_came_of_it_and_opened_again(
    case: Case, analyst: Actor, colleague: Actor
) -> None:
    with pytest.raises(ConflictError, match="is open"):
        case_closing.reopen_case(case, by=analyst)
    with pytest.raises(FulcrumError, match="what came of it"):
        case_closing.close_case(case, " ", by=analyst)
    decided(case, analyst, DecisionKind.NO_REPORT)
    with pytest.raises(ConflictError, match="second person"):
        case_closing.close_case(case, "Nothing.", by=analyst)
    case.decisions.update(agreed=True)
    closed = case_closing.close_case(case, " A student's rent. ", by=analyst)
    assert (closed.state, closed.outcome) == (CaseState.CLOSED, "A student's rent.")
    assert closed.closed_at is not None
    with pytest.raises(ConflictError, match="closed and is kept"):
        change_case(case, CaseInput("T", in_days(1)), by=analyst)
    with pytest.raises(ConflictError):
        add_alert(case, make_alert(analyst, run=make_run(analyst)), by=analyst)
    opened = case_closing.reopen_case(case, by=colleague)
    assert (opened.state, opened.closed_at) == (CaseState.OPEN, None)
    make_report(case, state=ReportState.FILED)
    case_closing.close_case(case, "Filed.", by=analyst)
    assert case_closing.reopen_case(case, by=colleague).state == CaseState.REPORTED
