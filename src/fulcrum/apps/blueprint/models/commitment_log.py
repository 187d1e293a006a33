"""The log of commitments, and the spans that follow from it."""

from django.db import models
from django.db.models import F, Q

from fulcrum.apps.blueprint.ladder.terms import EventKind
from fulcrum.apps.blueprint.models.commitment_evidence import CommitmentEvidence
from fulcrum.apps.blueprint.models.commitments import PART_OF_COMMITMENT, Commitment


class CommitmentEvent(models.Model):
    """The log: rows are added, never changed; replaying them gives the status at any instant."""

    row_security = PART_OF_COMMITMENT

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in EventKind])
    recorded_at = models.DateTimeField()
    evidence = models.ForeignKey(
        CommitmentEvidence, models.CASCADE, null=True, related_name="events"
    )
    dated = models.DateField(null=True)
    coded_kind = models.CharField(max_length=12, blank=True)
    coded_strength = models.SmallIntegerField(null=True)
    newer = models.ForeignKey(CommitmentEvidence, models.CASCADE, null=True, related_name="+")
    actor_label = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    change = models.JSONField(
        default=dict, help_text="Of changed wording: old and new value by field."
    )

    class Meta:
        indexes = [models.Index(fields=["commitment", "recorded_at", "id"])]

    def __str__(self) -> str:
        return f"{self.kind} at {self.recorded_at:%Y-%m-%d %H:%M}"


class CommitmentSpan(models.Model):
    """A time through which a commitment kept its rung, so that "as of" is one query.

    Follows from the log and from nothing else.
    """

    row_security = PART_OF_COMMITMENT

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="spans")
    start_at = models.DateTimeField()
    end_at = models.DateTimeField(null=True)
    rung = models.SmallIntegerField(null=True)
    disputed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "start_at"], name="one_span_a_start"),
            models.CheckConstraint(
                condition=Q(end_at__isnull=True) | Q(end_at__gt=F("start_at")),
                name="span_ends_after_its_start",
            ),
        ]
        indexes = [models.Index(fields=["start_at", "end_at"])]

    def __str__(self) -> str:
        return f"{self.rung} from {self.start_at:%Y-%m-%d}"
