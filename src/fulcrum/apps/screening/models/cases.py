"""Cases: people around alerts, what is known, what is to be done, what was decided and why."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.screening.enums import CaseState, DecisionKind, PartyKind, PartyRole
from fulcrum.apps.screening.models.alerts import Alert
from fulcrum.apps.screening.models.own import OWN, OwnQuerySet
from fulcrum.apps.ui.rls import RowSecurity

PART_OF_CASE = RowSecurity(parent=("case_id", "screening_case"))


class Case(models.Model):
    """Work on one suspicion.

    Attributes:
        number: within the organisation, from 1.
        lead: who answers for it.
    """

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="cases")
    number = models.IntegerField()
    title = models.CharField(_("case"), max_length=200)
    summary = models.TextField(_("what it is about"), max_length=5000, blank=True)
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    lead = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField(_("to be decided by"))
    outcome = models.TextField(_("what came of it"), max_length=5000, blank=True)
    is_invented = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnQuerySet["Case"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # a manager made of it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="a_case_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=CaseState.values), name="case_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-updated_at", "-id"], name="cases_of_tenant")]

    def __str__(self) -> str:
        return f"{_('Case')} {self.number}"  # its title may say too much for a log


class CaseAlert(models.Model):
    """An alert that belongs to a case; an alert is in one case at most."""

    row_security = PART_OF_CASE

    case = models.ForeignKey(Case, models.CASCADE, related_name="alerts")
    alert = models.OneToOneField(Alert, models.PROTECT, related_name="case")

    def __str__(self) -> str:
        return str(self.alert)


class CaseParty(models.Model):
    """Somebody in a case, and who they may be.

    A possible victim can never be the subject of a report: the database itself refuses.

    Attributes:
        reference: customer or account number.
        is_subject: whether the report is about them.
        basis: why this role, from flows and facts alone.
    """

    row_security = PART_OF_CASE

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("person or firm"), max_length=8, choices=PartyKind.choices, default=PartyKind.PERSON
    )
    reference = models.CharField(_("customer or account"), max_length=160, blank=True)
    role = models.CharField(
        _("role"), max_length=16, choices=PartyRole.choices, default=PartyRole.UNCLEAR
    )
    basis = models.TextField(_("why this role"), max_length=3000)
    is_subject = models.BooleanField(_("subject of the report"), default=False)
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "case parties"
        constraints = [
            models.CheckConstraint(
                condition=~Q(role=PartyRole.POSSIBLE_VICTIM, is_subject=True),
                name="a_possible_victim_is_no_subject",
            ),
            models.CheckConstraint(
                condition=Q(role__in=PartyRole.values), name="party_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CaseNote(models.Model):
    """What somebody found out or thought; rows are only added."""

    row_security = PART_OF_CASE

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=10_000)
    by_name = models.CharField(max_length=200)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.text[:60]


class CaseFile(models.Model):
    """A sealed attachment."""

    row_security = PART_OF_CASE

    case = models.ForeignKey(Case, models.CASCADE, related_name="files")
    title = models.CharField(_("what it is"), max_length=200)
    file = models.FileField(upload_to="screening")
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=100)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title


class CaseTask(models.Model):
    """Something to be done by somebody by a day."""

    row_security = PART_OF_CASE

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    title = models.CharField(_("task"), max_length=200)
    assignee = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField(_("by when"))
    done_at = models.DateTimeField(null=True)
    done_by_name = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.title


class CaseDecision(models.Model):
    """A decision with its reason; harmful ones need a second person.

    Attributes:
        about: the party it concerns; None for the case as a whole.
        agreed: what the second person said; None while one is awaited or none is needed.
    """

    row_security = PART_OF_CASE

    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions")
    about = models.ForeignKey(
        CaseParty, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    kind = models.CharField(_("decision"), max_length=14, choices=DecisionKind.choices)
    reason = models.TextField(_("why"), max_length=5000)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    needs_second = models.BooleanField(default=False)
    checked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    checked_name = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=models.F("by")),
                name="nobody_checks_their_own_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.kind}"
