"""The record of a risk, and the files of exposures."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import User
from fulcrum.apps.blueprint.diagnosis.terms import Area, EventKind
from fulcrum.apps.blueprint.models.diagnostics import (
    PART_OF_DIAGNOSTIC,
    PART_OF_RISK,
    Diagnostic,
    PartQuerySet,
    Risk,
)
from fulcrum.apps.parties.models import Import


class RiskEvent(models.Model):
    """A dated line of a risk's record: when it was known, what was done, whether it helped."""

    row_security = PART_OF_RISK

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    date = models.DateField(_("day"))
    text = models.TextField(max_length=2000)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["risk", "date", "id"], name="bp_risk_events")]

    def __str__(self) -> str:
        return f"{self.kind} {self.date}"


class ExposureFile(models.Model):
    """Which diagnostic a file of exposures is for, and the area of rows that name none."""

    row_security = PART_OF_DIAGNOSTIC

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="files")
    run = models.OneToOneField(Import, models.CASCADE, related_name="exposure_file")
    default_area = models.CharField(max_length=20, choices=Area.choices)

    objects: ClassVar[PartQuerySet] = PartQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return f"file {self.run_id}"
