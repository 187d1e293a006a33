"""Commitments, the evidence that carries them, the log their status is computed from."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.models.releases import Release
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.rls import RowSecurity
from fulcrum.kernel.actors import Actor

TABLE = "blueprint_commitment"
SHARED_ONLY = RowSecurity(shared="audience <> 'own'")
PART_OF_COMMITMENT = RowSecurity(parent=("commitment_id", TABLE))

RUNG_LABELS = {
    Rung.PROPOSED: _("Proposed"),
    Rung.PLEDGED: _("Pledged"),
    Rung.STRATEGY: _("In strategy"),
    Rung.POLICY: _("In policy"),
    Rung.IN_FORCE: _("In force"),
    Rung.ACHIEVED: _("Achieved, self-declared"),
    Rung.VERIFIED: _("Achieved, verified"),
}


class Audience(models.TextChoices):
    """Who may read a commitment."""

    OWN = "own", _("Your organisation only")
    SECRETARIAT = "secretariat", _("Your organisation and the Secretariat")
    PUBLIC = "public", _("Everybody")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Reads of commitments."""

    def visible_to(self, actor: Actor) -> "CommitmentQuerySet":
        """One's own organisation's; for the Secretariat those shared with it."""
        if actor.is_system:
            return self
        if actor.tenant_id is None:
            return self.none()
        own = Q(tenant_id=actor.tenant_id)
        if actor.is_secretariat:
            own |= ~Q(audience=Audience.OWN)
        return self.filter(own)

    def public(self) -> "CommitmentQuerySet":
        """Those that everybody may read."""
        return self.filter(audience=Audience.PUBLIC)


class Commitment(models.Model):
    """What an institution will do about one or more Actions, by when, and how it will be known."""

    row_security = SHARED_ONLY

    tenant = models.ForeignKey(
        Tenant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        help_text="Null when the Secretariat recorded it for an organisation without account.",
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="commitments")
    release = models.ForeignKey(Release, models.PROTECT, related_name="commitments")
    title = models.CharField(_("commitment"), max_length=200)
    what = models.TextField(_("what will be done"), max_length=5000, blank=True)
    indicator = models.TextField(_("how it will be known"), max_length=2000)
    by_when = models.DateField(_("by when"))
    owner = models.CharField(_("who answers for it"), max_length=200, blank=True)
    audience = models.CharField(
        _("who may read it"), max_length=12, choices=Audience.choices, default=Audience.SECRETARIAT
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    external_key = models.CharField(_("key in your records"), max_length=100, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    is_invented = models.BooleanField(default=False)

    objects: ClassVar[CommitmentQuerySet] = CommitmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "external_key"],
                condition=~Q(external_key=""),
                name="one_commitment_a_key",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="commitment_audience_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["-updated_at", "-id"]),
            models.Index(fields=["by_when", "id"]),
        ]

    def __str__(self) -> str:
        return self.title


class CommitmentAction(models.Model):
    """An Action a commitment serves, by its id: it stays when a newer release comes."""

    row_security = PART_OF_COMMITMENT

    pk = models.CompositePrimaryKey("commitment_id", "action_id")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="actions")
    action_id = models.CharField(max_length=10, db_index=True)

    def __str__(self) -> str:
        return self.action_id
