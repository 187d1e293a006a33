"""Plans: what an institution will make of its leverage on a risk, step by step."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.blueprint.leverage.terms import PlanState
from fulcrum.apps.blueprint.models.commitments import Commitment
from fulcrum.apps.blueprint.models.diagnostics import Risk
from fulcrum.apps.blueprint.models.practices import Practice
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.rls import RowSecurity
from fulcrum.kernel.actors import Actor

OWN_PLAN = RowSecurity()
PART_OF_PLAN = RowSecurity(parent=("plan_id", "blueprint_plan"))


class PlanQuerySet(models.QuerySet["Plan"]):
    """Reads of plans."""

    def visible_to(self, actor: Actor) -> "PlanQuerySet":
        """One's own organisation's alone."""
        return self if actor.is_system else self.filter(tenant_id=actor.tenant_id or 0)


class Plan(models.Model):
    """An objective, the leverage used for it, milestones, escalation and the exit test.

    Attributes:
        risk: the risk it addresses; None once that was deleted, `about` then still names it.
        exit_answers: by question of the exit test its answer (True, False, None) and reason.
        commitment: what came of it in public, if anything.
    """

    row_security = OWN_PLAN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="plans")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plans")
    risk = models.ForeignKey(Risk, models.SET_NULL, null=True, blank=True, related_name="plans")
    about = models.CharField(max_length=300, blank=True)
    severity = models.SmallIntegerField(null=True)
    title = models.CharField(_("plan"), max_length=200)
    objective = models.TextField(_("objective"), max_length=3000)
    leverage = models.TextField(_("leverage used"), max_length=3000, blank=True)
    actions = models.JSONField(_("Actions it serves"), default=list, blank=True)
    by_when = models.DateField(_("by when"))
    owner = models.CharField(_("who answers for it"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    outcome = models.TextField(_("what came of it"), max_length=3000, blank=True)
    exit_answers = models.JSONField(default=dict, blank=True)
    exit_tested_at = models.DateTimeField(null=True)
    exit_tested_by = models.CharField(max_length=200, blank=True)
    commitment = models.ForeignKey(
        Commitment, models.SET_NULL, null=True, blank=True, related_name="plans"
    )
    is_invented = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment] # a manager made of it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PlanState.values), name="plan_state_is_known"
            )
        ]
        indexes = [models.Index(fields=["-updated_at", "-id"])]

    def __str__(self) -> str:
        return self.title


class PlanPractice(models.Model):
    """A practice of the catalogue that a plan follows."""

    row_security = PART_OF_PLAN

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="practices")
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="used_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "practice"], name="a_practice_once_in_a_plan")
        ]

    def __str__(self) -> str:
        return str(self.practice)


class Milestone(models.Model):
    """Something to be reached by a day, and by whom."""

    row_security = PART_OF_PLAN

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200)
    due = models.DateField(_("by when"))
    owner = models.CharField(_("who answers for it"), max_length=200, blank=True)
    reached_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Escalation(models.Model):
    """What is done next when something does not happen."""

    row_security = PART_OF_PLAN

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="escalations")
    trigger = models.CharField(_("when this happens"), max_length=300)
    step = models.CharField(_("this is done"), max_length=300)
    taken_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.step
