"""Data a bank took in, runs over it, and schedules that start them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.screening.enums import Every, RunState
from fulcrum.apps.screening.models.own import OWN, OwnQuerySet


class Dataset(models.Model):
    """A folder that `fulcrum screen ingest` wrote, on this machine; the rows stay there.

    Attributes:
        folder: its name within the folder of the organisation's data.
        facts: its manifest: rows, filled columns, first and last day, findings.
    """

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="datasets")
    name = models.CharField(_("data"), max_length=200)
    folder = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    is_invented = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OwnQuerySet["Dataset"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # a manager made of it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "folder"], name="a_dataset_once")]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One run of a typology pack over a dataset.

    Attributes:
        parameters: the bank's own values, by indicator and parameter.
        since: only hits of this day and later were computed anew.
        result: what the engine said: hits by indicator, alerts, scenarios, what is lacking.
        digest: of the alerts and what they rest on.
        alert_count: how many alerts it found.
        new_count: how many of them were not known before.
        job_id: the long work that computes it.
    """

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="screening_runs")
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="runs")
    title = models.CharField(_("run"), max_length=200)
    pack = models.CharField(max_length=60, default="human-trafficking")
    parameters = models.JSONField(default=dict, blank=True)
    since = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    result = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    alert_count = models.IntegerField(default=0)
    hit_count = models.BigIntegerField(default=0)
    new_count = models.IntegerField(default=0)
    error = models.TextField(blank=True)
    job_id = models.BigIntegerField(null=True)
    is_invented = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnQuerySet["Run"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # as above

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RunState.values), name="run_state_is_known"
            )
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="runs_of_tenant")]

    def __str__(self) -> str:
        return self.title


class Schedule(models.Model):
    """Starts a run over a dataset again and again.

    Attributes:
        days_back: hits of so many days are computed anew; 0 computes everything.
        last_started: the day on which it last started one.
    """

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="screening_schedules")
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="schedules")
    every = models.CharField(_("how often"), max_length=6, choices=Every.choices)
    days_back = models.PositiveSmallIntegerField(_("days computed anew"), default=0)
    is_on = models.BooleanField(_("on"), default=True)
    last_started = models.DateField(null=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OwnQuerySet["Schedule"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # as above

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "every"], name="a_schedule_once"),
            models.CheckConstraint(condition=Q(every__in=Every.values), name="every_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.dataset}: {self.get_every_display()}"
