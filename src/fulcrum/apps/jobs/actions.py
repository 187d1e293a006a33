"""Start, cancel, resume and run long work."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.jobs.enums import RESUMABLE_STATES, JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import Observer
from fulcrum.apps.jobs.queue import enqueue
from fulcrum.apps.jobs.registry import task_named
from fulcrum.apps.jobs.running import claim_job, execute
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError


@transaction.atomic
def start_job(  # noqa: PLR0913 - keyword-only, each a plain value
    task: str,
    *,
    by: Actor,
    title: str,
    arguments: dict[str, Any],
    key: str,
    total: int | None = None,
    result_url: str = "",
    queue: bool = True,
) -> Job:
    """Ask for long work; asking again with the same key gives the same job.

    Args:
        task: a name registered with `jobs.registry.task`.
        by: who asks; the work is done in their name and for their organisation.
        title: what people call it; no personal data.
        arguments: ids and options; no personal data.
        key: names the request within the organisation.
        total: how many steps there are, when known.
        result_url: where the result will be; the task may also return one under this name.
        queue: False when the caller runs it itself with `run_job` (commands).

    Returns:
        The job, new or found.
    """
    task_named(task)
    fields = _fields_of(by) | {"task": task, "title": title[:200], "arguments": arguments}
    fields |= {"total_count": total, "result_url": result_url, "language": get_language() or "en"}
    job, made = Job.objects.get_or_create(key=key, tenant_id=by.tenant_id, defaults=fields)
    if made:
        record(by, "start_job", job, new={"task": task, "key": key})
        if queue:
            enqueue(job.pk)
    return job


def _fields_of(actor: Actor) -> dict[str, Any]:
    return {
        "user_id": actor.user_id,
        "actor_kind": actor.kind.value,
        "actor_label": actor.label[:200],
        "actor_role": actor.role.value if actor.role else "",
        "actor_verified": actor.verified,
        "actor_areas": list(actor.areas),
    }


@transaction.atomic
def cancel_job(job: Job, *, by: Actor) -> Job:
    """Ask a job to stop: at once when it still waits, else at its next step.

    Raises:
        ConflictError: it has ended already.
    """
    mine = Job.objects.filter(pk=job.pk)
    now = timezone.now()
    waiting = mine.filter(state=JobState.WAITING)
    if not waiting.update(state=JobState.CANCELLED, cancel_requested=True, ended_at=now):
        running = mine.filter(state=JobState.RUNNING, cancel_requested=False)
        if not running.update(cancel_requested=True):
            raise ConflictError(_("This has ended already, or is stopping."))
    record(by, "cancel_job", job)
    job.refresh_from_db()
    return job


@transaction.atomic
def resume_job(job: Job, *, by: Actor, queue: bool = True) -> Job:
    """Let a failed or cancelled job go on after its last committed step.

    Raises:
        ConflictError: it is running, or done.
    """
    stopped = Job.objects.filter(pk=job.pk, state__in=RESUMABLE_STATES)
    changes: dict[str, Any] = {"state": JobState.WAITING, "cancel_requested": False, "attempts": 0}
    changes |= {"error": "", "ended_at": None, "queued_at": timezone.now()}
    if not stopped.update(**changes, start_count=F("done_count")):
        raise ConflictError(_("Only work that has failed or was cancelled can go on."))
    record(by, "resume_job", job)
    if queue:
        enqueue(job.pk)
    job.refresh_from_db()
    return job


def run_job(job: Job, *, observer: Observer | None = None) -> Job:
    """Run a waiting job in this process (commands, tests); the job as it ended.

    A job that another process runs, or that has ended, is left alone.

    Args:
        job: the job.
        observer: called with the job at each report of progress.
    """
    claimed = claim_job(job.pk)
    if claimed:
        execute(claimed, observer)
    job.refresh_from_db()
    return job
