"""What a merge changed, kept so that it can be undone exactly."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from fulcrum.apps.parties.models.organisations import Organisation
from fulcrum.kernel.actors import Actor


class MergeQuerySet(models.QuerySet["Merge"]):
    """Reads of merges."""

    def visible_to(self, actor: Actor) -> "MergeQuerySet":
        """Only the Secretariat merges, and sees merges."""
        return self if actor.is_system or actor.is_secretariat else self.none()


class Merge(models.Model):
    """One record absorbed by another.

    Attributes:
        before: values of both organisations before, by field.
        after: values the kept organisation was given; later edits differ from them.
        moved: what was moved or removed: relations, people, children, the account, and under
            each mover's name what it needs to move its rows back.
    """

    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Organisation, models.PROTECT, related_name="absorptions")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MergeQuerySet] = MergeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="merge_joins_two"),
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at=None), name="one_standing_merge"
            ),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"


class Distinct(models.Model):
    """Two organisations that look alike and are not the same; the lower key first."""

    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_entry_for_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_is_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
