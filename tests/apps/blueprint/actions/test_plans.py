"""Plans: what they hold, who may change them, and the commitment that comes of one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions import plans as actions
from fulcrum.apps.blueprint.actions.plans import PlanInput
from fulcrum.apps.blueprint.actions.practices import contribute_practice
from fulcrum.apps.blueprint.leverage.exit_test import Verdict
from fulcrum.apps.blueprint.leverage.terms import PlanState
from fulcrum.apps.blueprint.models import Milestone, Plan, Release
from fulcrum.apps.blueprint.queries import plans as queries
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.blueprint.actions.test_practices import GIVEN as PRACTICE

GIVEN = PlanInput("Fees back", "Nobody owes a fee.", date(2027, 1, 1), "Terms", ("G1.A1",), "Head")


@pytest.fixture
def plan(own: Organisation, release: Release, lead: Actor) -> Plan:
    return actions.start_plan(own, GIVEN, by=lead)


def test_a_plan_is_its_institution_s_alone(
    plan: Plan, own: Organisation, officer: Actor, lead: Actor, actor_as: Callable[..., Actor]
) -> None:
    stranger = actor_as(Role.INSTITUTION_LEAD)
    assert list(Plan.objects.visible_to(lead)) == [plan]
    for other in (stranger, officer):
        assert not Plan.objects.visible_to(other).exists()
        with pytest.raises(RefusedError):
            actions.change_plan(plan, GIVEN, by=other)
    with pytest.raises(RefusedError):
        actions.start_plan(own, GIVEN, by=stranger)


def test_it_starts_with_a_milestone_and_ends_with_what_came_of_it(plan: Plan, lead: Actor) -> None:
    with pytest.raises(ConflictError, match="nothing to work towards"):
        actions.set_plan_state(plan, PlanState.UNDER_WAY, by=lead)
    yesterday = timezone.localdate() - timedelta(days=1)
    step = actions.add_milestone(plan, "Terms agreed", yesterday, by=lead)
    actions.set_plan_state(plan, PlanState.UNDER_WAY, by=lead)
    assert queries.leverage_counts(lead) == (1, 0)
    with pytest.raises(FulcrumError, match="not come yet"):
        actions.mark_done(step, timezone.localdate() + timedelta(days=1), by=lead)
    actions.mark_done(step, yesterday, by=lead)
    assert queries.leverage_counts(lead) == (0, 0)
    row: Any = queries.listed(lead).get()
    assert (row.milestone_count, row.reached_count, row.late_count) == (1, 1, 0)
    with pytest.raises(FulcrumError, match="what came of it"):
        actions.set_plan_state(plan, PlanState.ENDED, by=lead)
    ended = actions.set_plan_state(plan, PlanState.ENDED, by=lead, outcome="All paid.")
    assert ended.outcome == "All paid."
    with pytest.raises(ConflictError, match="has ended"):
        actions.add_escalation(plan, "A", "B", by=lead)
    actions.set_plan_state(plan, PlanState.UNDER_WAY, by=lead)
    assert actions.add_escalation(plan, "A", "B", by=lead).step == "B"


def test_what_is_taken_out_stays_in_the_log(plan: Plan, lead: Actor) -> None:
    practice = contribute_practice(PRACTICE, by=lead)
    followed = actions.add_practice(plan, practice, by=lead)
    with pytest.raises(ConflictError, match="already"):
        actions.add_practice(plan, practice, by=lead)
    step = actions.add_milestone(plan, "M", date(2027, 1, 1), by=lead)
    actions.remove_part(followed, by=lead)
    actions.remove_part(step, by=lead)
    kept: list[Any] = list(
        Entry.objects.filter(verb="remove_from_plan")
        .order_by("sequence")
        .values_list("old", flat=True)
    )
    assert [one["part"] for one in kept] == ["Fees paid back", "M"]


def test_a_plan_has_room_for_fifty(plan: Plan, lead: Actor) -> None:
    Milestone.objects.bulk_create(
        Milestone(plan=plan, title=str(number), due=date(2027, 1, 1)) for number in range(50)
    )
    with pytest.raises(FulcrumError, match="no more than 50"):
        actions.add_milestone(plan, "One more", date(2027, 1, 1), by=lead)


def test_the_exit_test_is_kept_with_its_reasons(plan: Plan, lead: Actor) -> None:
    assert queries.exit_verdict(plan) is Verdict.OPEN
    with pytest.raises(FulcrumError, match="reason"):
        actions.answer_exit_test(plan, {"has_leverage": (True, "")}, by=lead)
    kept = actions.answer_exit_test(plan, {"has_leverage": (True, "Loans renew.")}, by=lead)
    assert queries.exit_verdict(kept) is Verdict.USE
    assert kept.exit_answers["has_leverage"] == {"answer": True, "reason": "Loans renew."}
    assert kept.exit_tested_by == lead.label


def test_a_change_keeps_what_was_said_before(plan: Plan, lead: Actor) -> None:
    actions.change_plan(plan, replace(GIVEN, objective="Nobody pays."), by=lead)
    entry = Entry.objects.get(verb="change_plan")
    assert (entry.old, entry.new) == (
        {"objective": "Nobody owes a fee."},
        {"objective": "Nobody pays."},
    )
    with pytest.raises(FulcrumError):
        actions.change_plan(plan, replace(GIVEN, objective=" "), by=lead)


def test_a_commitment_takes_up_the_plan_s_words(plan: Plan, lead: Actor) -> None:
    for title, day in (("Second", date(2026, 9, 1)), ("First", date(2026, 3, 1))):
        actions.add_milestone(plan, title, day, by=lead)
    draft = queries.commitment_draft(plan)
    assert (draft.title, draft.actions, draft.owner) == ("Fees back", ("G1.A1",), "Head")
    assert draft.indicator == "First\nSecond"
    assert draft.what == "Nobody owes a fee.\nTerms"
