"""Put jobs into django-q2's queue, which lives in the main database."""

from datetime import timedelta

from django.utils import timezone

from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.running import release_dead_jobs

LOST_SECONDS = 20.0


def enqueue(job_id: int) -> None:
    """Queue a job; inside a transaction it is queued if and when that commits."""
    from django_q.tasks import async_task  # noqa: PLC0415 - starts multiprocessing machinery

    async_task("fulcrum.apps.jobs.tasks.run_queued_job", job_id, task_name=f"job {job_id}")


def _lost_messages() -> list[int]:
    """Waiting jobs whose message died with a worker: the queue is empty and they still wait."""
    from django_q.brokers import get_broker  # noqa: PLC0415 - as above

    if get_broker().queue_size():
        return []
    before = timezone.now() - timedelta(seconds=LOST_SECONDS)
    waiting = Job.objects.filter(state=JobState.WAITING, queued_at__lt=before)
    return list(waiting.values_list("pk", flat=True))


def rescue_jobs() -> int:
    """Queue again what died with its process or lost its message; how many.

    Called at every start of a worker and every few seconds by it. A message too many does no
    harm: only one process can claim a job.
    """
    lost = [*release_dead_jobs(), *_lost_messages()]
    Job.objects.filter(pk__in=lost).update(queued_at=timezone.now())
    for job_id in lost:
        enqueue(job_id)
    return len(lost)
