"""Parties: roles with reasons, and that whoever may be a victim is never the subject of a report."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.screening.actions import case_parties as actions
from fulcrum.apps.screening.actions.case_parties import PartyInput
from fulcrum.apps.screening.enums import DecisionKind, PartyRole, ReportState
from fulcrum.apps.screening.models import Case, CaseParty
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import FulcrumError, RefusedError
from tests.apps.screening.case_making import VICTIM, begin, decided, home, make_report, name_party

GIVEN = PartyInput("Ada North", PartyRole.UNCLEAR, "Wages of three people arrive here.")


@pytest.fixture
def analyst(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.CRIME_ANALYST)


@pytest.fixture
def colleague(actor_as: Callable[..., Actor], analyst: Actor) -> Actor:
    return actor_as(Role.CRIME_ANALYST, tenant=home(analyst))


@pytest.fixture
def case(analyst: Actor) -> Case:
    return begin(analyst)


def test_a_party_has_a_role_and_a_reason(case: Case, analyst: Actor) -> None:
    made = actions.add_party(case, GIVEN, by=analyst)
    assert (made.role, made.added_by_name) == (PartyRole.UNCLEAR, analyst.label)
    for bare in (
        replace(GIVEN, basis=" "),
        replace(GIVEN, name=""),
        replace(GIVEN, role="guilty"),
        replace(GIVEN, kind="ghost"),
    ):
        with pytest.raises(FulcrumError):
            actions.add_party(case, bare, by=analyst)


def test_others_name_nobody(case: Case, analyst: Actor, actor_as: Callable[..., Actor]) -> None:
    party = actions.add_party(case, GIVEN, by=analyst)
    tenant = case.tenant
    lead = actor_as(Role.INSTITUTION_LEAD, tenant=tenant)
    for other in (actor_as(Role.CRIME_ANALYST), lead):
        with pytest.raises(RefusedError):
            actions.add_party(case, GIVEN, by=other)
        with pytest.raises(RefusedError):
            actions.change_party(party, GIVEN, by=other)


def test_the_log_knows_parties_by_number_alone(case: Case, analyst: Actor) -> None:
    given = replace(GIVEN, name="Quillon Canarybird", basis="Quillon's wages")
    party = actions.add_party(case, given, by=analyst)
    actions.change_party(
        party, replace(given, role=VICTIM, basis="Canarybird keeps none"), by=analyst
    )
    for entry in Entry.objects.all():
        said = f"{entry.target_label} {entry.old} {entry.new}".lower()
        assert "quillon" not in said
        assert "canarybird" not in said
    assert Entry.objects.get(verb="change_party").new == {
        "party": party.pk, "role": VICTIM, "role_before": PartyRole.UNCLEAR, "subject": False,
    }  # fmt: skip


def test_another_role_needs_another_reason_and_the_old_one_stays(
    case: Case, analyst: Actor
) -> None:
    party = actions.add_party(case, GIVEN, by=analyst)
    turned = replace(GIVEN, role=PartyRole.CONTROLLER)
    with pytest.raises(FulcrumError, match="another role"):
        actions.change_party(party, turned, by=analyst)
    actions.change_party(party, replace(turned, basis="Holds the cards of others."), by=analyst)
    note = case.notes.get()
    assert note.text == (
        "Ada North: Possible controller instead of Unclear. Why: Holds the cards of others. "
        "Before that: Wages of three people arrive here."
    )
    better = replace(turned, basis="Holds the cards of four others.", name="Ada M. North")
    actions.change_party(party, better, by=analyst)
    assert case.notes.count() == 1


def test_a_possible_victim_is_never_added_or_made_a_subject(case: Case, analyst: Actor) -> None:
    victim = replace(GIVEN, role=VICTIM)
    with pytest.raises(RefusedError, match="never the subject"):
        actions.add_party(case, replace(victim, is_subject=True), by=analyst)
    party = actions.add_party(case, victim, by=analyst)
    with pytest.raises(RefusedError, match="never the subject"):
        actions.change_party(party, replace(victim, is_subject=True), by=analyst)
    other = actions.add_party(case, GIVEN, by=analyst)
    both = replace(victim, is_subject=True, basis="Keeps nothing of her wages.")
    with pytest.raises(RefusedError, match="never the subject"):
        actions.change_party(other, both, by=analyst)
    assert not CaseParty.objects.filter(is_subject=True).exists()


@pytest.mark.parametrize("keeps_the_mark", [True, False])
def test_a_subject_seen_as_a_possible_victim_is_a_subject_no_more(
    case: Case, analyst: Actor, colleague: Actor, *, keeps_the_mark: bool
) -> None:
    party = name_party(case, analyst, is_subject=True)
    decided(case, analyst, DecisionKind.EXIT, party, second=colleague)
    decided(case, analyst, DecisionKind.MONITOR, party)
    make_report(case)
    make_report(case, state=ReportState.FILED)
    given = replace(GIVEN, role=VICTIM, basis="Keeps nothing.", is_subject=keeps_the_mark)
    change = actions.change_party(party, given, by=analyst)
    party.refresh_from_db()
    assert (party.role, party.is_subject) == (VICTIM, False)
    assert (change.unmarked, change.harmful_count, change.report_count) == (True, 1, 1)
    back = replace(given, role=PartyRole.UNCLEAR, basis="Paid for it.", is_subject=False)
    change = actions.change_party(party, back, by=analyst)
    assert (change.unmarked, change.harmful_count, change.report_count) == (False, 0, 0)


def raw_rows(case: Case) -> CaseParty:
    return CaseParty(case=case, name="N", basis="B", role=VICTIM, is_subject=True)


def save_again(case: Case) -> None:
    party = CaseParty.objects.create(case=case, name="N", basis="B", is_subject=True)
    party.role = VICTIM
    party.save()


def update_rows(case: Case, first: dict[str, Any], then: dict[str, Any]) -> None:
    CaseParty.objects.create(case=case, name="N", basis="B", **first)
    CaseParty.objects.filter(case=case).update(**then)


PATHS: dict[str, Callable[[Case], object]] = {
    "save": lambda case: raw_rows(case).save(),
    "save again": save_again,
    "create": lambda case: CaseParty.objects.create(
        case=case, name="N", basis="B", role=VICTIM, is_subject=True
    ),
    "bulk_create": lambda case: CaseParty.objects.bulk_create([raw_rows(case)]),
    "update of the mark": lambda case: update_rows(case, {"role": VICTIM}, {"is_subject": True}),
    "update of the role": lambda case: update_rows(case, {"is_subject": True}, {"role": VICTIM}),
    "unknown role": lambda case: update_rows(case, {}, {"role": "guilty"}),
}


@pytest.mark.parametrize("path", PATHS)
def test_the_database_itself_refuses(case: Case, path: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PATHS[path](case)
    assert not CaseParty.objects.filter(role=VICTIM, is_subject=True).exists()


def test_bulk_update_is_refused_too(case: Case) -> None:
    party = CaseParty.objects.create(case=case, name="N", basis="B", role=VICTIM)
    party.is_subject = True
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseParty.objects.bulk_update([party], ["is_subject"])


def test_a_case_has_room_for_many_parties_not_for_all(
    case: Case, analyst: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_PARTIES", 1)
    actions.add_party(case, GIVEN, by=analyst)
    with pytest.raises(FulcrumError, match="no more than 1"):
        actions.add_party(case, GIVEN, by=analyst)
