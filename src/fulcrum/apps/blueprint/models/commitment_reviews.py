"""Reviews of evidence, and disputes."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import User
from fulcrum.apps.blueprint.models.commitment_evidence import (
    CommitmentEvidence,
    EvidenceKind,
    EvidenceStrength,
)
from fulcrum.apps.blueprint.models.commitments import PART_OF_COMMITMENT, Commitment
from fulcrum.apps.ui.rls import RowSecurity


class Coding(models.Model):
    """One reviewer's coding of a piece of evidence; `settles` ends a disagreement."""

    row_security = RowSecurity(parent=("evidence_id", "blueprint_commitmentevidence"))

    evidence = models.ForeignKey(CommitmentEvidence, models.CASCADE, related_name="codings")
    coder = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("what it shows"), max_length=12, choices=EvidenceKind.choices)
    strength = models.SmallIntegerField(_("how strong it is"), choices=EvidenceStrength.choices)
    note = models.TextField(_("why"), max_length=2000, blank=True)
    settles = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence", "coder"], name="one_coding_a_coder"),
            models.UniqueConstraint(
                fields=["evidence"], condition=Q(settles=True), name="one_settlement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.strength}"


class DisputeState(models.TextChoices):
    """How a dispute stands."""

    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")


class Dispute(models.Model):
    """An objection to a commitment or to one piece of its evidence, argued in the open."""

    row_security = PART_OF_COMMITMENT

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="disputes")
    evidence = models.ForeignKey(
        CommitmentEvidence, models.CASCADE, null=True, blank=True, related_name="disputes"
    )
    state = models.CharField(max_length=10, choices=DisputeState.choices, default=DisputeState.OPEN)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="dispute_closed_has_instant",
            )
        ]

    def __str__(self) -> str:
        return f"dispute {self.pk}"


class DisputeMessage(models.Model):
    """What one side wrote: the objection, a reply, the reasons of the decision."""

    row_security = RowSecurity(parent=("dispute_id", "blueprint_dispute"))

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="messages")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    from_institution = models.BooleanField()
    text = models.TextField(max_length=5000)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"message of {self.created_at:%Y-%m-%d}"
