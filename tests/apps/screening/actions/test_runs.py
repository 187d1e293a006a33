"""A run from the page: registered data, long work, alerts taken in, again without doubles."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.jobs.actions import run_job
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.screening.actions import runs as actions
from fulcrum.apps.screening.actions.runs import RunInput
from fulcrum.apps.screening.enums import AlertState, RunState
from fulcrum.apps.screening.folders import data_folder, run_folder
from fulcrum.apps.screening.models import Alert, AlertHit, Dataset, Run, Schedule
from fulcrum.apps.screening.queries.evidence import movements_of
from fulcrum.apps.screening.queries.runs import difference
from fulcrum.kernel.actors import Actor, Role, system_actor
from fulcrum.kernel.errors import FulcrumError, RefusedError
from tests.apps.screening.bank import SUBJECT, make_data


@pytest.fixture
def dataset(analyst: Actor, tmp_path: Any, settings: Any) -> Dataset:
    settings.DATA_DIR = tmp_path
    make_data(data_folder(analyst.tenant_id or 0, "march"))
    return actions.register_dataset("march", "March", by=analyst, is_invented=True)


def run_it(dataset: Dataset, by: Actor, **more: Any) -> Run:
    run = actions.start_run(dataset, RunInput("A run", **more), by=by, queue=False)
    job = actions.job_of(run)
    assert job is not None
    run_job(job)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")
    run.refresh_from_db()
    return run


def test_a_run_fills_the_queue(dataset: Dataset, analyst: Actor) -> None:
    run = run_it(dataset, analyst)
    assert (run.state, run.alert_count, run.new_count) == (RunState.FINISHED, 1, 1)
    alert = Alert.objects.get()
    assert (alert.subject, alert.tenant_id, alert.state) == (SUBJECT, analyst.tenant_id, "new")
    assert {"I01", "I03", "I34", "I48"} <= set(alert.indicators)
    assert alert.family_count >= 3
    assert alert.is_invented
    assert alert.due_on > timezone.localdate()
    assert AlertHit.objects.filter(alert=alert, indicator="I01").count() == 2
    movements = movements_of(alert)
    assert {"I01"} <= {key for one in movements for key in one.indicators}
    assert all(one.row["account_id"] == SUBJECT for one in movements)
    assert Entry.objects.filter(verb="finish_run").count() == 1


def test_a_second_run_brings_alerts_up_to_date_and_makes_none_twice(
    dataset: Dataset, analyst: Actor
) -> None:
    first = run_it(dataset, analyst)
    Alert.objects.update(state=AlertState.CLOSED, verdict="unproductive")
    hits = AlertHit.objects.count()
    second = run_it(dataset, analyst)
    assert (second.new_count, second.digest) == (0, first.digest)
    alert = Alert.objects.get()
    assert (alert.state, alert.run_id) == (AlertState.CLOSED, second.pk)
    assert AlertHit.objects.count() == hits
    found = difference(first, second)
    assert (found.gained_count, found.lost_count, found.kept_count, found.hits) == (0, 0, 1, ())


def test_own_values_change_what_is_found(dataset: Dataset, analyst: Actor) -> None:
    first = run_it(dataset, analyst)
    second = run_it(dataset, analyst, parameters={"I01": {"least": 50}})
    hits = {key: (was, now) for key, was, now in difference(first, second).hits}
    assert hits["I01"][0] > 0
    assert hits["I01"][1] == 0
    with pytest.raises(FulcrumError, match="no parameter"):
        run_it(dataset, analyst, parameters={"I01": {"nights": 5}})


def test_what_is_missing_is_said(analyst: Actor, tmp_path: Any, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    with pytest.raises(FulcrumError, match="no data"):
        actions.register_dataset("nothing", "Nothing", by=analyst)
    with pytest.raises(FulcrumError, match="name of a folder"):
        actions.register_dataset("../other", "Other", by=analyst)


def test_a_run_whose_data_is_gone_says_so(dataset: Dataset, analyst: Actor, tmp_path: Any) -> None:
    run = actions.start_run(dataset, RunInput("Gone"), by=analyst, queue=False)
    (data_folder(run.tenant_id, "march") / "manifest.json").unlink()
    job = actions.job_of(run)
    assert job is not None
    run_job(job)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "no data" in run.error


def test_others_may_not_start_runs(dataset: Dataset, stranger: Actor, actor_as: Any) -> None:
    for one in (stranger, actor_as(Role.INSTITUTION_LEAD), actor_as(Role.SECRETARIAT_OFFICER)):
        with pytest.raises(RefusedError):
            actions.start_run(dataset, RunInput("Theirs"), by=one)
        with pytest.raises(RefusedError):
            actions.set_schedule(dataset, "day", by=one)


def test_schedules_start_a_run_when_their_day_has_come(dataset: Dataset, analyst: Actor) -> None:
    actions.set_schedule(dataset, "week", by=analyst, days_back=14)
    today = date(2026, 5, 4)
    system = system_actor("test")
    assert actions.start_due(today, by=system) == 1
    assert actions.start_due(today, by=system) == 0
    assert actions.start_due(today + timedelta(days=6), by=system) == 0
    assert actions.start_due(today + timedelta(days=7), by=system) == 1
    run = Run.objects.order_by("pk").first()
    assert run is not None
    assert (run.tenant_id, run.since) == (analyst.tenant_id, today - timedelta(days=14))
    actions.set_schedule(dataset, "week", by=analyst, is_on=False)
    assert actions.start_due(today + timedelta(days=30), by=system) == 0
    assert Schedule.objects.count() == 1


def test_results_lie_in_the_organisations_own_place(dataset: Dataset, analyst: Actor) -> None:
    run = run_it(dataset, analyst)
    folder = run_folder(run.tenant_id, run.pk)
    assert (folder / "alerts.parquet").exists()
    assert folder.parts[-3:] == (str(analyst.tenant_id), "runs", str(run.pk))
    assert not (folder / "work").exists()
