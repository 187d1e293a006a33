"""What pages ask about cases."""

from collections.abc import Callable
from typing import Any

import pytest

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.screening.actions.case_closing import close_case
from fulcrum.apps.screening.actions.case_parts import TaskInput, add_task, finish_task
from fulcrum.apps.screening.enums import DecisionKind, PartyRole
from fulcrum.apps.screening.models import Case, CaseNote
from fulcrum.apps.screening.queries import cases as queries
from fulcrum.apps.screening.queries.cases import CaseWaits
from fulcrum.kernel.actors import Actor, Role, system_actor
from tests.apps.screening.case_making import (
    VICTIM,
    begin,
    decided,
    home,
    in_days,
    name_party,
    person,
)


@pytest.fixture
def analyst(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.CRIME_ANALYST)


@pytest.fixture
def colleague(actor_as: Callable[..., Actor], analyst: Actor) -> Actor:
    return actor_as(Role.CRIME_ANALYST, tenant=home(analyst))


def test_what_waits_for_somebody(
    analyst: Actor, colleague: Actor, django_assert_num_queries: Any
) -> None:
    me = person(analyst)
    late, soon, later = (
        begin(analyst, lead=me, due_on=in_days(days)) for days in (-1, queries.SOON_DAYS, 8)
    )
    begin(analyst, lead=person(colleague), due_on=in_days(-1))
    add_task(late, TaskInput("T", in_days(-3), me), by=analyst)
    add_task(later, TaskInput("T", in_days(7), me), by=analyst)
    add_task(later, TaskInput("T", in_days(8), me), by=analyst)
    add_task(later, TaskInput("T", in_days(0)), by=analyst)
    finish_task(add_task(later, TaskInput("T", in_days(0), me), by=analyst), by=analyst)
    decided(soon, colleague, DecisionKind.REPORT)
    decided(soon, colleague, DecisionKind.MONITOR)
    decided(soon, analyst, DecisionKind.EXIT)
    decided(soon, analyst, DecisionKind.EXIT, second=colleague)
    with django_assert_num_queries(1):
        assert queries.waiting_for(analyst) == CaseWaits(due=1, late=1, tasks=2, decisions=1)
    assert queries.waiting_for(colleague) == CaseWaits(due=0, late=1, tasks=0, decisions=1)
    close_case(late, "Nothing.", by=analyst)
    assert queries.waiting_for(analyst) == CaseWaits(due=1, late=0, tasks=1, decisions=1)


def test_nothing_waits_for_a_stranger_or_the_system(
    analyst: Actor, actor_as: Callable[..., Actor]
) -> None:
    decided(begin(analyst, due_on=in_days(-1)), analyst, DecisionKind.EXIT)
    for other in (actor_as(Role.CRIME_ANALYST), system_actor("test")):
        assert queries.waiting_for(other) == CaseWaits(0, 0, 0, 0)


def test_the_list_knows_which_are_mine(analyst: Actor, colleague: Actor) -> None:
    mine, nobodys = begin(analyst, lead=person(analyst)), begin(analyst)

    def led(actor: Actor) -> set[int]:
        return {one.pk for one in queries.listed(actor) if vars(one)["is_mine"]}

    assert led(analyst) == {mine.pk}
    assert led(colleague) == set()
    assert led(system_actor("test")) == set()
    assert queries.listed(colleague).count() == 2
    close_case(mine, "Nothing.", by=analyst)
    assert list(queries.unfinished(analyst)) == [nobodys]


def test_analysts_are_those_who_work_here_now(
    analyst: Actor, colleague: Actor, actor_as: Callable[..., Actor]
) -> None:
    tenant = home(analyst)
    actor_as(Role.INSTITUTION_LEAD, tenant=tenant)
    actor_as(Role.CRIME_ANALYST)
    Membership.objects.create(user=person(colleague), tenant=tenant, role=Role.INSTITUTION_LEAD)
    assert set(queries.analysts(tenant.pk)) == {person(analyst), person(colleague)}
    User.objects.filter(name=person(colleague).name).update(is_active=False)
    assert list(queries.analysts(tenant.pk)) == [person(analyst)]


def test_the_parts_know_what_a_possible_victim_means(analyst: Actor, colleague: Actor) -> None:
    case = begin(analyst)
    party = name_party(case, analyst)
    decided(case, analyst, DecisionKind.EXIT, party, second=colleague)
    parts = queries.parts_of(case)
    assert (parts.has_possible_victim, parts.harmful, parts.is_cared_for) == (False, [], False)
    case.parties.update(role=VICTIM, is_subject=False)
    decided(case, analyst, DecisionKind.SAFE_CONTACT, party)
    waiting = decided(case, analyst, DecisionKind.NO_REPORT)
    parts = queries.parts_of(case)
    assert parts.has_possible_victim
    assert parts.is_cared_for
    assert [one.kind for one in parts.harmful] == [DecisionKind.EXIT]
    assert parts.waiting == [waiting]
    assert [one.kind for one in parts.standing] == [DecisionKind.SAFE_CONTACT, DecisionKind.EXIT]
    assert queries.roles_of(case) == {VICTIM: 1}
    assert PartyRole.CONTROLLER not in queries.roles_of(case)


def test_the_page_begins_with_the_newest_notes(analyst: Actor) -> None:
    case: Case = begin(analyst)
    count = queries.NOTES_SHOWN + 1
    CaseNote.objects.bulk_create(CaseNote(case=case, text=str(n)) for n in range(count))
    parts = queries.parts_of(case)
    assert (len(parts.notes), parts.has_more_notes) == (queries.NOTES_SHOWN, True)
    assert parts.notes[0].text == str(count - 1)
    parts = queries.parts_of(case, all_notes=True)
    assert (len(parts.notes), parts.has_more_notes) == (count, False)
