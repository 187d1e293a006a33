"""How far a job is, for pages and commands."""

from dataclasses import dataclass

from django.utils import timezone

from fulcrum.apps.jobs.enums import STATE_COLOURS, JobState
from fulcrum.apps.jobs.models import Job

MIN_SHARE_FOR_ESTIMATE = 0.02
MIN_SECONDS_FOR_ESTIMATE = 3


@dataclass(frozen=True, slots=True)
class JobProgress:
    """What the progress page shows.

    Attributes:
        job: the job.
        percent: 0 to 100, None when the total is unknown.
        seconds_left: from the pace since this start; None while it is too early to say.
        colour: of the state's badge.
    """

    job: Job
    percent: int | None
    seconds_left: int | None
    colour: str

    @property
    def minutes_left(self) -> int:
        """Whole minutes left, rounded up."""
        return -(-(self.seconds_left or 0) // 60)


def _seconds_left(job: Job) -> int | None:
    if job.state != JobState.RUNNING or not job.total_count or not job.started_at:
        return None
    seconds = (timezone.now() - job.started_at).total_seconds()
    done = job.done_count - job.start_count
    too_early = (
        seconds < MIN_SECONDS_FOR_ESTIMATE or done < job.total_count * MIN_SHARE_FOR_ESTIMATE
    )
    if too_early or done <= 0:
        return None
    return round((job.total_count - job.done_count) * seconds / done)


def job_progress(job: Job) -> JobProgress:
    """How far a job is."""
    percent = min(100, job.done_count * 100 // job.total_count) if job.total_count else None
    if job.state == JobState.DONE:
        percent = 100
    return JobProgress(job, percent, _seconds_left(job), STATE_COLOURS[JobState(job.state)])
