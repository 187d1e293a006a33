"""A piece of long work: what it is, how far it got, who may watch it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fulcrum.kernel.actors import Actor


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class JobQuerySet(models.QuerySet["Job"]):
    """Reads of jobs."""

    def visible_to(self, actor: Actor) -> "JobQuerySet":
        """Jobs of one's own organisation; the system sees all."""
        if actor.is_system:
            return self
        return self.filter(tenant_id=actor.tenant_id) if actor.tenant_id else self.none()


class Job(models.Model):
    """Long work that survives leaving the page and a restart of the server.

    `task` names a function registered with `jobs.registry`; `arguments` hold ids and options only,
    never personal data; `checkpoint` is what the function needs to go on after its last
    committed step.
    """

    key = models.CharField(max_length=120, unique=True, help_text="Asking twice makes one job.")
    task = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.WAITING)
    stage = models.CharField(max_length=200, blank=True)
    done_count = models.BigIntegerField(default=0)
    total_count = models.BigIntegerField(null=True)
    checkpoint = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    cancel_requested = models.BooleanField(default=False)
    user_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200, blank=True)
    actor_role = models.CharField(max_length=40, blank=True)
    tenant_id = models.BigIntegerField(null=True, db_index=True)
    attempts = models.IntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.title
