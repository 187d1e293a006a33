"""A piece of long work: what it is, how far it got, who may watch it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fulcrum.apps.jobs.enums import LIVE_STATES, RESUMABLE_STATES, JobState
from fulcrum.kernel.actors import Actor


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
    committed step. `claim` names the one process that may commit steps: whoever lost it is
    stopped at its next step, so no step is ever committed twice.
    """

    key = models.CharField(max_length=120, help_text="Asking twice makes one job.")
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
    language = models.CharField(max_length=10, default="en")
    user_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=20)
    actor_label = models.CharField(max_length=200, blank=True)
    actor_role = models.CharField(max_length=40, blank=True)
    actor_verified = models.BooleanField(default=False)
    actor_areas = models.JSONField(default=list)
    tenant_id = models.BigIntegerField(null=True)
    claim = models.CharField(max_length=80, blank=True)
    attempts = models.IntegerField(default=0, help_text="Starts since the last committed step.")
    start_count = models.BigIntegerField(default=0, help_text="How far it was at this start.")
    created_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "key"], name="one_job_for_a_key"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(tenant_id=None), name="one_system_job_for_a_key"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "-created_at"], name="jobs_of_tenant"),
            models.Index(
                fields=["state"], condition=Q(state__in=["waiting", "running"]), name="live_jobs"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        """Whether it waits or runs."""
        return self.state in LIVE_STATES

    @property
    def is_resumable(self) -> bool:
        """Whether it stopped short and can go on."""
        return self.state in RESUMABLE_STATES
