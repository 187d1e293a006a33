"""What pages ask about plans."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery, Value
from django.utils import timezone

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.blueprint.leverage.exit_test import QUESTIONS, Verdict, verdict
from fulcrum.apps.blueprint.leverage.terms import PlanState, PracticeState
from fulcrum.apps.blueprint.models import Plan, Practice
from fulcrum.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """What a commitment that comes of a plan begins with."""

    title: str
    actions: tuple[str, ...]
    what: str
    by_when: date
    indicator: str
    owner: str


def listed(actor: Actor) -> QuerySet[Plan]:
    """The plans of the actor's organisation, each with its milestones counted."""
    today = timezone.localdate()
    late = Q(milestones__reached_on=None, milestones__due__lt=today)
    return Plan.objects.visible_to(actor).annotate(
        milestone_count=Count("milestones", distinct=True),
        reached_count=Count(
            "milestones", filter=Q(milestones__reached_on__isnull=False), distinct=True
        ),
        late_count=Count("milestones", filter=late, distinct=True),
    )


def open_without(actor: Actor, practice: Practice) -> QuerySet[Plan]:
    """The actor's plans that have not ended and do not follow a practice yet, the newest first."""
    rows = Plan.objects.visible_to(actor).exclude(state=PlanState.ENDED)
    return rows.exclude(practices__practice=practice).order_by("-updated_at", "-pk")


def answers_of(plan: Plan) -> dict[str, bool | None]:
    """The answers of the exit test, without their reasons."""
    return {name: plan.exit_answers.get(name, {}).get("answer") for name in QUESTIONS}


def exit_verdict(plan: Plan) -> Verdict:
    """What follows from them."""
    return verdict(answers_of(plan))


def commitment_draft(plan: Plan) -> CommitmentDraft:
    """What a commitment made of a plan says: the plan's own words."""
    titles = plan.milestones.order_by("due", "pk").values_list("title", flat=True)
    what = "\n".join(part for part in (plan.objective, plan.leverage) if part)
    return CommitmentDraft(
        title=plan.title,
        actions=tuple(plan.actions),
        what=what[:5000],
        by_when=plan.by_when,
        indicator="\n".join(titles)[:2000],
        owner=plan.owner,
    )


def leverage_counts(actor: Actor) -> tuple[int, int]:
    """How many milestones of plans under way are late, and how many practices came back; one query."""
    late = Q(milestones__reached_on=None, milestones__due__lt=timezone.localdate())
    plans = Plan.objects.visible_to(actor).filter(state=PlanState.UNDER_WAY)
    returned = Practice.objects.filter(tenant_id=actor.tenant_id or 0, state=PracticeState.RETURNED)
    found = Tenant.objects.filter(pk=actor.tenant_id or 0).values_list(
        _counted(plans, Count("milestones", filter=late)), _counted(returned, Count("pk"))
    )
    late_count, returned_count = found.first() or (0, 0)
    return late_count or 0, returned_count or 0


def _counted(rows: QuerySet[Any], count: Count) -> Subquery:
    """A count of rows as a value of another query."""
    whole = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=count).values("n")
    return Subquery(whole)
