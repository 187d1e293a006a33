"""Reminders that were sent: each once."""

from django.db import models
from django.utils import timezone

from fulcrum.apps.blueprint.ladder.reminders import ReminderKind
from fulcrum.apps.blueprint.models.commitments import PART_OF_COMMITMENT, Commitment


class CommitmentReminder(models.Model):
    """A reminder that went out, so that it is not sent again."""

    row_security = PART_OF_COMMITMENT

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reminders")
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in ReminderKind]
    )
    about = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "kind", "about"], name="reminder_sent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} about {self.about:%Y-%m-%d}"
