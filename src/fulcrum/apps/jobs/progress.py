"""What a task is handed: its arguments, who acts, where it stopped, and how to report."""

import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.kernel.actors import Actor

Observer = Callable[[Job], None]

# Reports without a checkpoint are for people's eyes; more often is only load.
QUIET_SECONDS = 0.5


class JobCancelled(Exception):  # noqa: N818 - an order, not an error
    """Somebody asked this job to stop."""


class JobLost(Exception):  # noqa: N818 - as JobCancelled
    """Another process took this job over; this one must not commit anything more."""


class Progress:
    """A running job, as its task sees it.

    Attributes:
        arguments: what the job was started with.
        actor: who started it, to be passed on as `by=`.
        checkpoint: what the last committed step left; empty at the first start.
        job_id: the job's number, for keys of what is made.
    """

    def __init__(self, job: Job, actor: Actor, observer: Observer | None = None) -> None:
        self.arguments: dict[str, Any] = job.arguments
        self.actor = actor
        self.checkpoint: dict[str, Any] = job.checkpoint
        self.job_id = job.pk
        self._job = job
        self._observer = observer
        self._quiet_until = 0.0

    def advance(
        self,
        done: int,
        total: int | None = None,
        stage: str = "",
        checkpoint: dict[str, Any] | None = None,
    ) -> None:
        """Report how far the work is; call it inside the step's transaction.

        Args:
            done: steps done so far, those of earlier starts included.
            total: all steps, when known.
            stage: what is being done, for people.
            checkpoint: what to go on from if this process dies after the commit.

        Raises:
            JobCancelled: somebody asked the job to stop; let it pass, the step rolls back.
            JobLost: another process runs this job now; as above.
        """
        job = self._job
        stage = stage[:200] or job.stage
        job.done_count, job.stage = done, stage
        job.total_count = job.total_count if total is None else total
        finished = done == job.total_count
        if checkpoint is None and not finished and time.monotonic() < self._quiet_until:
            return
        self._save(checkpoint)
        self._quiet_until = time.monotonic() + QUIET_SECONDS
        if self._observer:
            self._observer(job)

    def _save(self, checkpoint: dict[str, Any] | None) -> None:
        job = self._job
        changes: dict[str, Any] = {
            "done_count": job.done_count,
            "total_count": job.total_count,
            "stage": job.stage,
            "heartbeat_at": timezone.now(),
        }
        if checkpoint is not None:
            # A committed step proves that the job can get on: earlier deaths count no more.
            changes |= {"checkpoint": checkpoint, "attempts": 1}
            self.checkpoint = job.checkpoint = checkpoint
        mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
        if not mine.filter(cancel_requested=False).update(**changes):
            raise JobCancelled if mine.exists() else JobLost
