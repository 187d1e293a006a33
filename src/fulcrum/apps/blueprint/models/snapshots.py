"""Frozen states of implementation, and who agreed to be named in them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.rls import RowSecurity

NAMING = RowSecurity(shared="true")


class NamingConsent(models.Model):
    """An institution's word that it may be named among leaders and laggards; ended, never deleted."""

    row_security = NAMING

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="naming_consents")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="naming_consents")
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_naming_consent_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="naming_consent_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} from {self.given_at:%Y-%m-%d}"


class Scope(models.TextChoices):
    """Whose commitments a state counts."""

    PUBLIC = "public", _("Public commitments")
    SHARED = "shared", _("All that the Secretariat may read")


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Reads of snapshots."""

    def published(self) -> "SnapshotQuerySet":
        """Those everybody may read now."""
        return self.filter(publications__withdrawn_at__isnull=True, publications__isnull=False)


class Snapshot(models.Model):
    """A numbered state of implementation, frozen: the database refuses to change or delete it."""

    frozen = True

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(_("title"), max_length=200)
    as_of = models.DateField(_("state on"))
    before = models.DateField(_("compared with"), null=True)
    scope = models.CharField(_("what is counted"), max_length=10, choices=Scope.choices)
    data = models.JSONField()
    named = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, help_text="Of `data` as canonical JSON.")
    method = models.PositiveSmallIntegerField()
    software = models.CharField(max_length=40)
    frozen_by = models.CharField(max_length=200)
    frozen_at = models.DateTimeField(default=timezone.now)
    is_invented = models.BooleanField(default=False)

    objects: ClassVar[SnapshotQuerySet] = SnapshotQuerySet.as_manager()  # type: ignore[assignment] # a manager made of it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=True) | Q(before__lt=F("as_of")),
                name="snapshot_compares_with_an_earlier_day",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values), name="snapshot_scope_is_known"
            ),
        ]
        indexes = [models.Index(fields=["-frozen_at", "-id"])]

    def __str__(self) -> str:
        return f"No. {self.number}: {self.title}"


class SnapshotPublication(models.Model):
    """A time through which a snapshot stands on the public site."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="publications")
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot"],
                condition=Q(withdrawn_at__isnull=True),
                name="published_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"publication of {self.snapshot_id}"
