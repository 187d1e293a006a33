"""Long work of screening."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.jobs.registry import daily, task
from fulcrum.apps.screening.actions.runs import (
    RUN_TASK,
    compute_run,
    fail_run,
    finish_run,
    start_due,
)
from fulcrum.apps.screening.actions.taking_in import take_in
from fulcrum.apps.screening.models import Run
from fulcrum.kernel.errors import FulcrumError


@task(RUN_TASK)
def run_screening(progress: Progress) -> dict[str, Any]:
    """Compute a run and take its alerts in; killed, it goes on at the shard where it stopped."""
    run = Run.objects.select_related("dataset").get(pk=progress.arguments["run"])

    def report(stage: str, done: int, total: int | None) -> None:
        progress.advance(done, total, stage=stage)

    try:
        made = compute_run(run, report)
    except FulcrumError as error:
        fail_run(run, str(error), by=progress.actor)
        raise
    new = take_in(run, lambda done, total: progress.advance(done, total, stage="Alerts"))
    finish_run(run, made, new, by=progress.actor)
    return {"alert_count": made.alerts, "new_count": new}


@daily("screening.start_due", gettext_lazy("Scheduled runs of screening"))
@task("screening.start_due")
def start_due_runs(progress: Progress) -> dict[str, Any]:
    """Start the runs whose day has come."""
    return {"started": start_due(timezone.localdate(), by=progress.actor)}
