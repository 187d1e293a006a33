"""Decisions: with reasons, by two people where it weighs, never against a possible victim."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.screening.actions import decisions as actions
from fulcrum.apps.screening.actions.case_closing import close_case
from fulcrum.apps.screening.actions.case_parties import PartyInput, change_party
from fulcrum.apps.screening.actions.decisions import DecisionInput, check_decision, decide
from fulcrum.apps.screening.enums import HARMFUL, DecisionKind, PartyRole
from fulcrum.apps.screening.models import Case, CaseDecision
from fulcrum.kernel.actors import Actor, Role, system_actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.screening.case_making import VICTIM, begin, decided, home, name_party

TWO = {DecisionKind.RESTRICT, DecisionKind.EXIT, DecisionKind.REPORT, DecisionKind.NO_REPORT}


@pytest.fixture
def analyst(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.CRIME_ANALYST)


@pytest.fixture
def colleague(actor_as: Callable[..., Actor], analyst: Actor) -> Actor:
    return actor_as(Role.CRIME_ANALYST, tenant=home(analyst))


@pytest.fixture
def case(analyst: Actor) -> Case:
    return begin(analyst)


@pytest.mark.parametrize("kind", DecisionKind.values)
def test_what_weighs_needs_a_second_person(case: Case, analyst: Actor, kind: str) -> None:
    made = decided(case, analyst, kind)
    assert made.needs_second == (kind in TWO)
    assert made.agreed is None
    entry = Entry.objects.get(verb="decide")
    assert entry.new == {"decision": made.pk, "kind": kind, "party": None}


def test_a_decision_has_a_reason_and_a_known_kind(
    case: Case, analyst: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = DecisionInput(DecisionKind.MONITOR, "Wages.")
    for bare in (replace(given, reason=" "), replace(given, kind="burn")):
        with pytest.raises(FulcrumError):
            decide(case, bare, by=analyst)
    elsewhere = name_party(begin(analyst), analyst)
    with pytest.raises(RefusedError, match="another case"):
        decide(case, replace(given, about=elsewhere), by=analyst)
    monkeypatch.setattr(actions, "MOST_DECISIONS", 0)
    with pytest.raises(FulcrumError, match="no more than 0"):
        decide(case, given, by=analyst)


def test_a_second_person_agrees_or_does_not(case: Case, analyst: Actor, colleague: Actor) -> None:
    made = decided(case, analyst, DecisionKind.REPORT)
    for one in (analyst, system_actor("test")):
        with pytest.raises(RefusedError, match="not the one who decided"):
            check_decision(made, agrees=True, remark="", by=one)
    with pytest.raises(FulcrumError, match="differently"):
        check_decision(made, agrees=False, remark=" ", by=colleague)
    kept = check_decision(made, agrees=False, remark="Ask the branch first.", by=colleague)
    assert (kept.agreed, kept.checked_by_id) == (False, colleague.user_id)
    assert case.notes.get().text == "On “Report”: Ask the branch first."
    with pytest.raises(ConflictError, match="does not wait"):
        check_decision(made, agrees=True, remark="", by=colleague)
    alone = decided(case, analyst, DecisionKind.MONITOR)
    with pytest.raises(ConflictError, match="does not wait"):
        check_decision(alone, agrees=True, remark="", by=colleague)
    entry = Entry.objects.get(verb="check_decision")
    assert entry.new == {"decision": made.pk, "kind": "report", "agreed": False}


def test_the_database_refuses_one_person_twice(case: Case, analyst: Actor) -> None:
    made = decided(case, analyst, DecisionKind.EXIT)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseDecision.objects.filter(pk=made.pk).update(checked_by=analyst.user_id, agreed=True)
    made.checked_by_id = analyst.user_id
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


@pytest.mark.parametrize("kind", [*HARMFUL, DecisionKind.REPORT])
def test_nothing_harmful_is_decided_about_a_possible_victim(
    case: Case, analyst: Actor, kind: str
) -> None:
    victim = name_party(case, analyst, VICTIM, "Cleo East")
    name_party(case, analyst)
    with pytest.raises(RefusedError, match="may be a victim"):
        decided(case, analyst, kind, victim)
    assert not case.decisions.exists()
    for care in (DecisionKind.SAFE_CONTACT, DecisionKind.INCLUSION, DecisionKind.MONITOR):
        decided(case, analyst, care, victim)


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_case_with_a_possible_victim_is_never_restricted_or_ended_as_a_whole(
    case: Case, analyst: Actor, kind: str
) -> None:
    for name in ("Cleo East", "Dora South"):
        name_party(case, analyst, VICTIM, name)
        with pytest.raises(RefusedError, match="may be a victim"):
            decided(case, analyst, kind)
    other = name_party(case, analyst)
    with pytest.raises(RefusedError, match="may be a victim"):
        decided(case, analyst, kind)
    decided(case, analyst, kind, other)


def test_the_role_of_today_counts_when_the_second_person_agrees(
    case: Case, analyst: Actor, colleague: Actor
) -> None:
    party = name_party(case, analyst, name="Cleo East")
    about, whole = (
        decided(case, analyst, DecisionKind.EXIT, party),
        decided(case, analyst, DecisionKind.RESTRICT),
    )
    change_party(party, PartyInput("Cleo East", VICTIM, "Keeps nothing."), by=analyst)
    for made in (about, whole):
        with pytest.raises(RefusedError, match="may be a victim"):
            check_decision(made, agrees=True, remark="", by=colleague)
        check_decision(made, agrees=False, remark="May be a victim.", by=colleague)
    stale = party  # still says controller: the database is asked, not the object
    assert stale.role == PartyRole.CONTROLLER
    with pytest.raises(RefusedError):
        decided(case, analyst, DecisionKind.EXIT, stale)


def test_others_decide_nothing(
    case: Case, analyst: Actor, colleague: Actor, actor_as: Callable[..., Actor]
) -> None:
    made = decided(case, analyst, DecisionKind.REPORT)
    tenant = case.tenant
    lead = actor_as(Role.INSTITUTION_LEAD, tenant=tenant)
    for other in (actor_as(Role.CRIME_ANALYST), lead):
        with pytest.raises(RefusedError):
            decided(case, other, DecisionKind.MONITOR)
        with pytest.raises(RefusedError):
            check_decision(made, agrees=True, remark="", by=other)
    check_decision(made, agrees=True, remark="", by=colleague)
    close_case(case, "Reported.", by=analyst)
    with pytest.raises(ConflictError, match="closed"):
        decided(case, analyst, DecisionKind.MONITOR)
