"""How an import stands."""

from typing import Any

from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.models import Import

FAULTS_SHOWN = 50


def outcome_of(run: Import) -> dict[str, Any]:
    """What the page of an import shows: the import, its job, the first faulty rows, how many."""
    found = run.faults.order_by("row")
    return {
        "run": run,
        "job": Job.objects.filter(pk=run.job_id).first() if run.job_id else None,
        "faults": list(found[:FAULTS_SHOWN]),
        "fault_count": found.count(),
    }
