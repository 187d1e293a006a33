"""Register data, start runs, let them start by themselves, and take in what they found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.jobs.actions import start_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.enums import Every, RunState
from fulcrum.apps.screening.folders import data_folder, run_folder
from fulcrum.apps.screening.models import Dataset, Run, Schedule
from fulcrum.engines.screening import ScreenSpec, screen
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.results import Screening
from fulcrum.engines.screening.store import Store, open_store
from fulcrum.engines.screening.work import Report
from fulcrum.kernel.actors import Actor

RUN_TASK = "screening.run"
STEPS = {Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 28}


@dataclass(frozen=True, slots=True)
class RunInput:
    """What a run is asked for.

    Attributes:
        title: as the team calls it.
        parameters: the bank's own values, by indicator and parameter.
        since: only hits of this day and later are computed anew.
    """

    title: str
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    since: date | None = None


@transaction.atomic
def register_dataset(folder: str, name: str, *, by: Actor, is_invented: bool = False) -> Dataset:
    """Let runs read a folder that was taken in; again, when it was taken in anew.

    Raises:
        FulcrumError: the folder holds no data that was taken in to the end.
    """
    check(by, "screening.start_run")
    store = open_store(data_folder(by.tenant_id or 0, folder))
    values: dict[str, Any] = {"name": name, "digest": store.digest, "facts": _facts(store)}
    values["is_invented"] = is_invented
    found, _made = Dataset.objects.update_or_create(
        tenant_id=by.tenant_id or 0, folder=folder, defaults=values
    )
    record(by, "register_dataset", found, new={"folder": folder, "digest": store.digest})
    return found


def _facts(store: Store) -> dict[str, Any]:
    plain = ("first_day", "last_day", "currency", "shards", "source")
    told = {"rows": dict(store.rows), "filled": dict(store.filled)}
    return told | {name: getattr(store, name) for name in plain}


@transaction.atomic
def start_run(dataset: Dataset, given: RunInput, *, by: Actor, queue: bool = True) -> Run:
    """Ask for a run; it is computed as long work.

    Raises:
        FulcrumError: a parameter is unknown or of the wrong kind.
    """
    check(by, "screening.start_run", dataset)
    load_pack().values(given.parameters)
    run = Run.objects.create(
        tenant_id=dataset.tenant_id, dataset=dataset, title=given.title, since=given.since,
        parameters={key: dict(one) for key, one in given.parameters.items()},
        created_by_id=by.user_id, is_invented=dataset.is_invented,
    )  # fmt: skip
    run.job_id = _ask_for(run, by, queue=queue).pk
    run.save(update_fields=["job_id"])
    record(by, "start_run", run, new={"title": given.title, "dataset": dataset.pk})
    return run


def _ask_for(run: Run, by: Actor, *, queue: bool) -> Job:
    """The long work that computes a run."""
    title, key = _("Screening: %(title)s") % {"title": run.title}, f"screening-run:{run.pk}"
    told: dict[str, Any] = {
        "arguments": {"run": run.pk},
        "result_url": reverse("run", args=[run.pk]),
    }
    return start_job(RUN_TASK, by=by, title=title, key=key, queue=queue, **told)


def spec_of(run: Run) -> ScreenSpec:
    """What the engine is asked for."""
    return ScreenSpec(
        data=data_folder(run.tenant_id, run.dataset.folder),
        out=run_folder(run.tenant_id, run.pk),
        pack=run.pack,
        parameters=run.parameters,
        since=run.since,
    )


def compute_run(run: Run, report: Report) -> Screening:
    """Let the engine work; it goes on where a killed run stopped."""
    Run.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    return screen(spec_of(run), report)


@transaction.atomic
def finish_run(run: Run, made: Screening, new_count: int, *, by: Actor) -> Run:
    """Keep what a run said."""
    row = Run.objects.select_for_update().get(pk=run.pk)
    row.state, row.digest, row.result = RunState.FINISHED, made.digest, _told(made)
    row.alert_count, row.new_count = made.alerts, new_count
    row.hit_count = sum(made.hits.values())
    row.finished_at = timezone.now()
    row.save()
    record(by, "finish_run", row, new={"alerts": made.alerts, "digest": made.digest})
    return row


def _told(made: Screening) -> dict[str, Any]:
    plain = ("transactions", "accounts", "source")
    lacking = {key: list(needs) for key, needs in made.lacking.items()}
    told = {"hits": dict(made.hits), "scenarios": dict(made.scenarios), "lacking": lacking}
    return told | {name: getattr(made, name) for name in plain}


@transaction.atomic
def fail_run(run: Run, why: str, *, by: Actor) -> None:
    """Keep why a run failed."""
    Run.objects.filter(pk=run.pk).update(state=RunState.FAILED, error=why[:2000])
    record(by, "fail_run", run, new={"why": why[:200]})


@transaction.atomic
def set_schedule(
    dataset: Dataset, every: str, *, by: Actor, is_on: bool = True, days_back: int = 0
) -> Schedule:
    """Let runs over a dataset start by themselves, or no longer."""
    check(by, "screening.schedule_runs", dataset)
    found, _made = Schedule.objects.update_or_create(
        tenant_id=dataset.tenant_id,
        dataset=dataset,
        every=Every(every),
        defaults={"is_on": is_on, "days_back": days_back, "created_by_id": by.user_id},
    )
    record(by, "schedule_runs", found, new={"every": every, "is_on": is_on})
    return found


def start_due(today: date, *, by: Actor) -> int:
    """Start the runs whose day has come; each schedule starts one a day at most.

    Returns:
        How many were started.
    """
    started = 0
    for one in Schedule.objects.filter(is_on=True).select_related("dataset"):
        last = one.last_started
        if last is None or (today - last).days >= STEPS[Every(one.every)]:
            started += _start_scheduled(one, today, by)
    return started


@transaction.atomic
def _start_scheduled(one: Schedule, today: date, by: Actor) -> bool:
    held = Schedule.objects.select_for_update().get(pk=one.pk)
    if held.last_started != one.last_started:
        return False  # another worker was faster
    held.last_started = today
    held.save(update_fields=["last_started"])
    since = today - timedelta(days=one.days_back) if one.days_back else None
    start_run(one.dataset, RunInput(f"{one.dataset.name}, {today.isoformat()}", since=since), by=by)
    return True


def job_of(run: Run) -> Job | None:
    """The long work that computes a run."""
    return Job.objects.filter(pk=run.job_id or 0).first()
