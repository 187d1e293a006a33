"""Alerts: what a run found about a subject, and what people made of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.screening.enums import AlertState, Priority, Verdict
from fulcrum.apps.screening.models.own import OWN, OwnQuerySet
from fulcrum.apps.screening.models.runs import Run
from fulcrum.apps.ui.rls import RowSecurity

PART_OF_ALERT = RowSecurity(parent=("alert_id", "screening_alert"))


class Alert(models.Model):
    """An alert of the engine, and its way through the team.

    Attributes:
        key: as the engine names it: subject and the day it was opened.
        subject: the account or counterparty it is about.
        run: the last run that found it.
        opened_on: the first day on which the rule was satisfied.
        last_on: the last one.
        points: the sum of weights.
        score: what the ranking made of it, 0 to 1; None while there is only a sum of weights.
        indicators: ids, in the order of ids.
        scenarios: ids of the scenarios it matches.
        segment: the subject's peer group, for filters.
        verdict: what reading it showed.
    """

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="alerts")
    key = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, related_name="alerts")
    subject = models.CharField(_("subject"), max_length=160)
    opened_on = models.DateField(_("opened"))
    last_on = models.DateField(_("last hit"))
    points = models.FloatField(_("points"))
    score = models.FloatField(null=True)
    priority = models.SmallIntegerField(_("priority"), choices=Priority.choices)
    indicator_count = models.SmallIntegerField()
    family_count = models.SmallIntegerField()
    member_count = models.IntegerField(default=1)
    indicators = models.JSONField(default=list)
    scenarios = models.JSONField(default=list)
    segment = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=AlertState.choices, default=AlertState.NEW)
    assignee = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField(_("to be read by"))
    verdict = models.CharField(max_length=14, choices=Verdict.choices, blank=True)
    snoozed_until = models.DateField(null=True)
    is_invented = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnQuerySet["Alert"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # a manager made of it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="an_alert_once"),
            models.CheckConstraint(
                condition=Q(state__in=AlertState.values), name="alert_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(verdict=""), name="a_closed_alert_has_a_verdict"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "state", "priority", "-points", "id"], name="queue"),
            models.Index(fields=["tenant", "-points", "-id"], name="alerts_by_points"),
            models.Index(fields=["tenant", "due_on", "id"], name="alerts_by_due"),
            models.Index(fields=["tenant", "subject"], name="alerts_of_subject"),
        ]

    def __str__(self) -> str:
        return self.key


class AlertHit(models.Model):
    """One indicator's hit on one day that an alert rests on."""

    row_security = PART_OF_ALERT

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="hits")
    indicator = models.CharField(max_length=8)
    on = models.DateField()
    value = models.FloatField()
    threshold = models.FloatField()
    members = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "indicator", "on"], name="a_hit_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.on}"


class Reading(models.Model):
    """What somebody concluded from reading an alert, and who agreed; rows are only added.

    Attributes:
        by: who proposes the verdict.
        checked_by: the second person; None while one is awaited.
        agreed: what the second person said; None while one is awaited.
    """

    row_security = PART_OF_ALERT

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="readings")
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    reason = models.TextField(_("why"), max_length=3000)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    checked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    checked_name = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    remark = models.TextField(max_length=3000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=models.F("by")),
                name="nobody_checks_their_own_reading",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert}: {self.verdict}"


class Snooze(models.Model):
    """Leave a subject, or one indicator of it, alone until a day, for a reason."""

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="snoozes")
    subject = models.CharField(max_length=160)
    indicators = models.JSONField(default=list)
    families = models.JSONField(default=list)
    reason = models.TextField(_("why"), max_length=2000)
    until = models.DateField(_("until"))
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnQuerySet["Snooze"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # as above

    class Meta:
        indexes = [models.Index(fields=["tenant", "subject"], name="snoozes_of_subject")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.until}"
