"""What django-q2's worker calls."""

from fulcrum.apps.jobs.running import claim_job, execute


def run_queued_job(job_id: int) -> str:
    """Run a job from the queue; the state it ended in, or that there was nothing to do."""
    job = claim_job(job_id)
    if job is None:
        return "not waiting"
    execute(job)
    job.refresh_from_db()
    return job.state
