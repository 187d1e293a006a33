"""Reports to an authority: written here, validated here, filed by people, never sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.screening.enums import ReportState
from fulcrum.apps.screening.models.cases import Case
from fulcrum.apps.screening.models.own import OWN, OwnQuerySet


class Report(models.Model):
    """A suspicious-transaction report of a case.

    Attributes:
        profile: the country profile or form it is written for.
        narrative: what happened and why it is suspicious, edited by a person.
        content: everything the file is made of, as it was when it was last built.
        document: the file (goAML XML, or the fields of a US SAR as JSON).
        transliterations: each name as it was and as it had to be written.
        findings: what validation said; empty when nothing is wrong.
        schema_name: the schema it was validated against; "" while none was supplied.
        approved_by: the second person.
        filed_reference: what the authority gave back.
    """

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="reports")
    case = models.ForeignKey(Case, models.PROTECT, related_name="reports")
    profile = models.CharField(_("written for"), max_length=40)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    reference = models.CharField(max_length=80)
    narrative = models.TextField(_("narrative"), max_length=30_000, blank=True)
    content = models.JSONField(default=dict)
    document = models.TextField(blank=True)
    transliterations = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    schema_name = models.CharField(max_length=200, blank=True)
    validated_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    approved_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    filed_on = models.DateField(_("filed on"), null=True)
    filed_reference = models.CharField(_("the authority's reference"), max_length=200, blank=True)
    filed_name = models.CharField(max_length=200, blank=True)

    objects: ClassVar[OwnQuerySet["Report"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # a manager made of it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "reference"], name="a_report_once"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("created_by")),
                name="nobody_approves_their_own_report",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="report_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class SchemaFile(models.Model):
    """A schema file of goAML that the operator supplies; its licence is unclear, so none ships."""

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="schema_files")
    name = models.CharField(_("schema"), max_length=200)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    anchors_stripped = models.IntegerField(default=0)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OwnQuerySet["SchemaFile"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # as above

    def __str__(self) -> str:
        return self.name
