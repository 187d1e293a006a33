"""Files on their way in: how columns map, how far it is, what is wrong."""

from typing import ClassVar

from django.db import models

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.ui.rls import RowSecurity
from fulcrum.kernel.actors import Actor


class ImportQuerySet(models.QuerySet["Import"]):
    """Reads of imports."""

    def of_kind(self, kind: str) -> "ImportQuerySet":
        """Those of one kind of file."""
        return self.filter(kind=kind)

    def visible_to(self, actor: Actor) -> "ImportQuerySet":
        """Those of one's own organisation; the system sees all."""
        if actor.is_system:
            return self
        return self.filter(tenant_id=actor.tenant_id) if actor.tenant_id else self.none()


class Import(models.Model):
    """One file: of organisations, or of what an app above keeps about them.

    Attributes:
        kind: what its rows are; `actions.intake.ImportKind` says how they are taken in.
        mapping: the heading of the column for each field that has one.
        clear_blanks: whether an empty cell empties the field of an organisation known already.
        counts: rows read, made, changed, unchanged and faulty, as of the last commit.
    """

    row_security = RowSecurity()

    tenant = models.ForeignKey(Tenant, models.CASCADE, null=True, blank=True)
    kind = models.CharField(max_length=20, default="organisations")
    file_name = models.CharField(max_length=150)
    stored_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    headers = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    clear_blanks = models.BooleanField(default=False)
    source = models.CharField(max_length=500, blank=True)
    state = models.CharField(
        max_length=12, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    counts = models.JSONField(default=dict)
    job_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ImportQuerySet] = ImportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["tenant", "-created_at"], name="parties_imports")]

    def __str__(self) -> str:
        return f"import {self.pk}"


class RowFault(models.Model):
    """A row that was not taken, with what is wrong; it goes into the file to correct."""

    row_security = RowSecurity(parent=("run_id", "parties_import"))

    run = models.ForeignKey(Import, models.CASCADE, related_name="faults")
    row = models.IntegerField()
    cells = models.JSONField()
    faults = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "row"], name="one_entry_for_a_faulty_row")
        ]

    def __str__(self) -> str:
        return f"row {self.row} of import {self.run_id}"


class ColumnMapping(models.Model):
    """How an organisation's files name a field, remembered from its last import."""

    row_security = RowSecurity()

    tenant = models.ForeignKey(Tenant, models.CASCADE)
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=40)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "heading"], name="one_field_for_a_heading")
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.field}"
