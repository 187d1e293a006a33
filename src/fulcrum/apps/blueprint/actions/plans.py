"""Plan how leverage is used on a risk: objective, milestones, escalation, exit test, outcome."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.actions.commitment_log import check
from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.leverage.exit_test import QUESTIONS
from fulcrum.apps.blueprint.leverage.terms import PlanState
from fulcrum.apps.blueprint.models import (
    Commitment,
    Escalation,
    Milestone,
    Plan,
    PlanPractice,
    Practice,
    Risk,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

MOST = 50  # milestones, steps and practices of a plan


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What a plan says."""

    title: str
    objective: str
    by_when: date
    leverage: str = ""
    actions: Sequence[str] = ()
    owner: str = ""


def _check_given(given: PlanInput) -> None:
    if not given.title.strip() or not given.objective.strip():
        raise FulcrumError(_("Say what the plan is called, and what will be different by then."))


def _fields(given: PlanInput) -> dict[str, Any]:
    return asdict(given) | {"actions": list(given.actions)}


@transaction.atomic
def start_plan(
    organisation: Organisation, given: PlanInput, *, by: Actor, risk: Risk | None = None
) -> Plan:
    """Begin a plan for one's own organisation, on a risk or on none.

    Raises:
        RefusedError: the organisation or the risk is not one's own.
    """
    check(by, "blueprint.make_plan")
    foreign = risk is not None and risk.diagnostic.tenant_id != organisation.tenant_id
    if not by.is_system and (organisation.tenant_id != by.tenant_id or foreign):
        raise RefusedError(_("You can plan only for the organisation you act for."))
    _check_given(given)
    plan = Plan.objects.create(
        tenant_id=organisation.tenant_id or 0,
        organisation=organisation,
        risk=risk,
        about=named(risk.good, risk.sector, risk.country)[:300] if risk else "",
        severity=risk.severity if risk else None,
        created_by_id=by.user_id,
        is_invented=organisation.is_invented,
        **_fields(given),
    )
    record(by, "start_plan", plan, new={"title": plan.title})
    return plan


def _open(plan: Plan, by: Actor) -> Plan:
    """The plan, locked, when one may change it and it has not ended."""
    check(by, "blueprint.change_plan", plan)
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    if row.state == PlanState.ENDED:
        raise ConflictError(
            _("This plan has ended and is kept as it was."), mend=_("Open it again first.")
        )
    return row


@transaction.atomic
def change_plan(plan: Plan, given: PlanInput, *, by: Actor) -> Plan:
    """Say the plan better."""
    row = _open(plan, by)
    _check_given(given)
    new = {name: value for name, value in _fields(given).items() if value != getattr(row, name)}
    old = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    row.save()
    record(by, "change_plan", row, old=old, new=new)
    return row


def _room(count: int) -> None:
    if count >= MOST:
        raise FulcrumError(_("A plan holds no more than %(most)d of these.") % {"most": MOST})


@transaction.atomic
def add_milestone(plan: Plan, title: str, due: date, owner: str = "", *, by: Actor) -> Milestone:
    """Something to be reached by a day."""
    row = _open(plan, by)
    _room(row.milestones.count())
    made = Milestone.objects.create(plan=row, title=title.strip(), due=due, owner=owner.strip())
    row.save(update_fields=["updated_at"])
    record(by, "add_milestone", row, new={"milestone": made.title, "due": due})
    return made


@transaction.atomic
def add_escalation(plan: Plan, trigger: str, step: str, *, by: Actor) -> Escalation:
    """What is done next when something happens, or does not."""
    row = _open(plan, by)
    _room(row.escalations.count())
    made = Escalation.objects.create(plan=row, trigger=trigger.strip(), step=step.strip())
    row.save(update_fields=["updated_at"])
    record(by, "add_escalation", row, new={"when": made.trigger, "then": made.step})
    return made


@transaction.atomic
def add_practice(plan: Plan, practice: Practice, *, by: Actor) -> PlanPractice:
    """Follow a practice of the catalogue."""
    row = _open(plan, by)
    _room(row.practices.count())
    try:
        with transaction.atomic():
            made = PlanPractice.objects.create(plan=row, practice=practice)
    except IntegrityError as error:
        raise ConflictError(_("The plan follows this practice already.")) from error
    record(by, "add_practice_to_plan", row, new={"practice": practice.title})
    return made


Part = Milestone | Escalation | PlanPractice


@transaction.atomic
def remove_part(part: Part, *, by: Actor) -> None:
    """Take a milestone, a step or a practice out; the log keeps that it was there."""
    row = _open(part.plan, by)
    said = str(part)
    part.delete()
    record(by, "remove_from_plan", row, old={"part": said})


def day_of(part: Milestone | Escalation) -> date | None:
    """The day it was reached or done; None while it is not."""
    return part.reached_on if isinstance(part, Milestone) else part.taken_on


@transaction.atomic
def mark_done(part: Milestone | Escalation, day: date | None, *, by: Actor) -> None:
    """A milestone was reached, or a step taken, on a day; None takes that back.

    Raises:
        FulcrumError: the day is still to come.
    """
    row = _open(part.plan, by)
    if day is not None and day > timezone.localdate():
        raise FulcrumError(_("This day has not come yet."), where=day.isoformat())
    name = "reached_on" if isinstance(part, Milestone) else "taken_on"
    setattr(part, name, day)
    part.save()
    record(by, "mark_in_plan", row, new={"part": str(part), "on": day})


@transaction.atomic
def answer_exit_test(plan: Plan, answers: dict[str, tuple[bool | None, str]], *, by: Actor) -> Plan:
    """Ask whether leaving would lower the risk to people; each answer with its reason.

    Raises:
        FulcrumError: an answer has no reason.
    """
    row = _open(plan, by)
    bare = [name for name, (said, why) in answers.items() if said is not None and not why.strip()]
    if bare:
        raise FulcrumError(_("Give a reason for each answer."), where=", ".join(bare))
    row.exit_answers = {
        name: {"answer": answers[name][0], "reason": answers[name][1].strip()}
        for name in QUESTIONS
        if name in answers
    }
    row.exit_tested_at, row.exit_tested_by = timezone.now(), by.label[:200]
    row.save()
    record(by, "answer_exit_test", row, new=row.exit_answers)
    return row


@transaction.atomic
def set_plan_state(plan: Plan, state: PlanState, *, by: Actor, outcome: str = "") -> Plan:
    """Start, end or open a plan again; an end says what came of it.

    Raises:
        ConflictError: it has no milestone to work towards.
        FulcrumError: an end without outcome.
    """
    check(by, "blueprint.change_plan", plan)
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    if state == PlanState.UNDER_WAY and not row.milestones.exists():
        raise ConflictError(
            _("There is nothing to work towards yet."), mend=_("Add a milestone first.")
        )
    if state == PlanState.ENDED and not outcome.strip():
        raise FulcrumError(_("Say what came of it, also when nothing did."))
    row.state = state
    row.outcome = outcome.strip() if state == PlanState.ENDED else row.outcome
    row.save()
    record(by, "set_plan_state", row, new={"state": state, "outcome": outcome.strip()})
    return row


@transaction.atomic
def link_commitment(plan: Plan, commitment: Commitment, *, by: Actor) -> None:
    """Keep which commitment came of a plan."""
    check(by, "blueprint.change_plan", plan)
    plan.commitment = commitment
    plan.save(update_fields=["commitment", "updated_at"])
    record(by, "link_commitment", plan, new={"commitment": commitment.pk})
