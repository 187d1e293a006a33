"""Run jobs: claimed by one process at a time, alive by heartbeat, rescued when that dies."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import DatabaseError, Error, InterfaceError, OperationalError, connection
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import JobCancelled, JobLost, Observer, Progress
from fulcrum.apps.jobs.registry import task_named
from fulcrum.apps.ui.errors import outage_text
from fulcrum.apps.ui.rls import acting_as
from fulcrum.kernel.actors import Actor, ActorKind, Role
from fulcrum.kernel.errors import FulcrumError, RefusedError

logger = logging.getLogger("fulcrum.jobs")

HEARTBEAT_SECONDS = 10.0
STALE_SECONDS = 60.0
MAX_ATTEMPTS = 5
OUTAGE_ATTEMPTS = 15  # an outage is not the work's fault: about five minutes of it are sat out


@lru_cache(maxsize=1)
def _machine() -> str:
    """This machine and its process numbering; process ids mean something only within it."""
    parts = [socket.gethostname()]
    for path in ("/proc/sys/kernel/random/boot_id", "/proc/self/ns/pid"):
        place = Path(path)
        if place.exists():
            parts.append(str(place.readlink()) if place.is_symlink() else place.read_text("ascii"))
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def new_claim() -> str:
    """A claim of this process: machine, process, and a token nobody else has."""
    return f"{_machine()}:{os.getpid()}:{secrets.token_hex(8)}"


def claimant_died(claim: str) -> bool:
    """Whether the process behind a claim is known to be gone (it ran on this machine)."""
    machine, _sep, rest = claim.partition(":")
    process = rest.partition(":")[0]
    if machine != _machine() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def claim_job(job_id: int) -> Job | None:
    """Take a waiting job for this process; None when it is not to be had."""
    claim, now = new_claim(), timezone.now()
    taken = Job.objects.filter(pk=job_id, state=JobState.WAITING).update(
        state=JobState.RUNNING,
        claim=claim,
        started_at=now,
        heartbeat_at=now,
        start_count=F("done_count"),
        attempts=F("attempts") + 1,
        error="",
    )
    return Job.objects.get(pk=job_id) if taken else None


def actor_of_job(job: Job) -> Actor:
    """Who started a job, as far as they still may.

    Raises:
        RefusedError: the person has left the organisation, or has another role there.
    """
    actor = Actor(
        kind=ActorKind(job.actor_kind),
        user_id=job.user_id,
        label=job.actor_label,
        tenant_id=job.tenant_id,
        role=Role(job.actor_role) if job.actor_role else None,
        origin=f"job {job.pk}",
        verified=job.actor_verified,
        areas=tuple(job.actor_areas),
    )
    if actor.kind is ActorKind.PERSON and not _still_member(actor):
        raise RefusedError(
            _("Whoever started this no longer has the role it needs."),
            mend=_("Ask somebody who has it to start it again."),
        )
    return actor


def _still_member(actor: Actor) -> bool:
    if actor.user_id is None or actor.tenant_id is None:
        return False
    live = Membership.objects.filter(user_id=actor.user_id, tenant_id=actor.tenant_id)
    return live.filter(role=actor.role, ended_at__isnull=True, user__is_active=True).exists()


def _beat(job_id: int, claim: str, stop: threading.Event) -> None:
    """Say "alive" until told to stop, on a connection of its own, one short statement a time."""
    while not stop.wait(HEARTBEAT_SECONDS):
        try:
            Job.objects.filter(pk=job_id, claim=claim).update(heartbeat_at=timezone.now())
        except DatabaseError:
            # The step itself holds the lock, or the database restarts: the next beat will do.
            logger.info("job %s: a heartbeat was skipped", job_id)
            connection.close()
    connection.close()


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=_beat, args=(job.pk, job.claim, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=HEARTBEAT_SECONDS)


def _end(job: Job, state: JobState, **changes: Any) -> None:
    """Write the end of a job, unless another process took it over."""
    Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING).update(
        state=state, ended_at=timezone.now(), claim="", **changes
    )


def _finish(job: Job, result: dict[str, Any] | None) -> None:
    values = dict(result or {})
    changes: dict[str, Any] = {"result": values, "done_count": job.done_count, "error": ""}
    if "result_url" in values:
        changes["result_url"] = values.pop("result_url")
    _end(job, JobState.DONE, **changes, total_count=job.total_count)


def _fail(job: Job, error: Exception) -> None:
    if isinstance(error, FulcrumError):
        _end(job, JobState.FAILED, error=str(error))
        return
    reference = secrets.token_hex(4).upper()
    logger.error("job %s (%s) failed, reference %s", job.pk, job.task, reference, exc_info=error)
    text = _("Something broke on our side. What was done so far is kept. Reference %(reference)s.")
    _end(job, JobState.FAILED, error=text % {"reference": reference})


def _put_back(job: Job, error: Exception) -> None:
    """The database failed, not the work: let it be tried again, unless that keeps happening."""
    outage = outage_text(error)
    logger.warning("job %s: %s (%s)", job.pk, outage, type(error).__name__)
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    try:
        if job.attempts >= OUTAGE_ATTEMPTS:
            _end(job, JobState.FAILED, error=f"{outage} {_('What was done so far is kept.')}")
        else:
            mine = Job.objects.filter(pk=job.pk, claim=job.claim)
            mine.update(state=JobState.WAITING, claim="", error=outage, queued_at=timezone.now())
    except Error:
        # Still away: its heartbeat falls silent, and it is rescued once the database is back.
        logger.warning("job %s could not be put back into the queue", job.pk)
        connection.close()


def _work(job: Job, observer: Observer | None) -> None:
    actor = actor_of_job(job)
    with acting_as(actor):
        result = task_named(job.task)(Progress(job, actor, observer))
    _finish(job, result)


def execute(job: Job, observer: Observer | None = None) -> None:
    """Run a claimed job to its end, whatever that is."""
    try:
        with translation.override(job.language), _heartbeat(job):
            _work(job, observer)
    except JobCancelled:
        _end(job, JobState.CANCELLED)
    except JobLost:
        logger.warning("job %s was taken over by another process", job.pk)
    except (OperationalError, InterfaceError) as error:
        _put_back(job, error)
    except KeyboardInterrupt:
        _end(job, JobState.CANCELLED)
        raise
    except Exception as error:  # noqa: BLE001 - whatever a task raises ends its job, not the worker
        _fail(job, error)


def release_dead_jobs() -> list[int]:
    """Give up the claims of processes that died; the jobs that now wait again.

    A job whose process is known to be gone is released at once, others when their heartbeat has
    been silent for a minute. The claim is part of the condition, so a live one is never taken
    by a rescuer that read an old row.
    """
    silent_since = timezone.now() - timedelta(seconds=STALE_SECONDS)
    waiting = []
    for job in Job.objects.filter(state=JobState.RUNNING):
        stale = Q(heartbeat_at__lt=silent_since)
        condition = Q() if claimant_died(job.claim) else stale
        mine = Job.objects.filter(condition, pk=job.pk, claim=job.claim, state=JobState.RUNNING)
        state = _state_after_death(job)
        ended = {} if state == JobState.WAITING else {"ended_at": timezone.now()}
        error = _given_up() if state == JobState.FAILED else ""
        if mine.update(state=state, claim="", error=error, **ended) and state == JobState.WAITING:
            waiting.append(job.pk)
    return waiting


def _state_after_death(job: Job) -> JobState:
    if job.cancel_requested:
        return JobState.CANCELLED
    return JobState.FAILED if job.attempts >= MAX_ATTEMPTS else JobState.WAITING


def _given_up() -> str:
    return _("The work stopped %(count)s times without getting on. What was done is kept.") % {
        "count": MAX_ATTEMPTS
    }
