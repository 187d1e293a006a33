import os
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone
from django_q.models import OrmQ

from fulcrum.apps.jobs import running
from fulcrum.apps.jobs.actions import run_job, start_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import JobLost, Progress
from fulcrum.apps.jobs.queue import rescue_jobs
from fulcrum.apps.jobs.registry import task
from fulcrum.apps.jobs.tasks import run_queued_job
from fulcrum.kernel.actors import Actor

Make = Callable[..., Job]
DEAD = "0" * 16 + ":1:ab"


def dead_claim_here() -> str:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return f"{running._machine()}:{pid}:ab"


def running_job(job: Job, claim: str, age: float, **changes: object) -> Job:
    at = timezone.now() - timedelta(seconds=age)
    Job.objects.filter(pk=job.pk).update(
        state="running", claim=claim, heartbeat_at=at, attempts=1, **changes
    )
    OrmQ.objects.all().delete()
    return job


def test_a_waiting_job_is_claimed_by_one_process_only(make_job: Make) -> None:
    job = make_job()
    assert running.claim_job(job.pk) is not None
    assert running.claim_job(job.pk) is None


def test_the_worker_runs_what_is_queued_and_only_once(make_job: Make) -> None:
    job = make_job()
    assert run_queued_job(job.pk) == "done"
    assert run_queued_job(job.pk) == "not waiting"


def test_a_job_of_a_process_known_to_be_gone_is_rescued_at_once(make_job: Make) -> None:
    job = running_job(make_job(), dead_claim_here(), age=0)
    assert rescue_jobs() == 1
    assert OrmQ.objects.count() == 1
    assert run_job(job).state == "done"


@pytest.mark.parametrize(("age", "rescued"), [(30, 0), (90, 1)])
def test_a_job_of_another_machine_is_rescued_when_silent(
    make_job: Make, age: float, rescued: int
) -> None:
    running_job(make_job(), DEAD, age=age)
    assert rescue_jobs() == rescued


def test_a_live_process_here_is_left_alone_while_it_beats(make_job: Make) -> None:
    running_job(make_job(), running.new_claim(), age=0)
    assert rescue_jobs() == 0


def test_a_process_of_somebody_else_counts_as_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_pid: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert not running.claimant_died(running.new_claim())


def test_a_job_that_keeps_killing_its_worker_is_given_up(make_job: Make) -> None:
    job = running_job(make_job(), DEAD, age=90)
    Job.objects.filter(pk=job.pk).update(attempts=running.MAX_ATTEMPTS)
    assert rescue_jobs() == 0
    job.refresh_from_db()
    assert job.state == "failed"
    assert "5 times" in job.error


def test_a_dead_job_that_was_to_stop_is_cancelled(make_job: Make) -> None:
    job = running_job(make_job(), DEAD, age=90, cancel_requested=True)
    assert rescue_jobs() == 0
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_a_lost_message_is_sent_again(make_job: Make) -> None:
    job = make_job()
    OrmQ.objects.all().delete()
    assert rescue_jobs() == 0
    Job.objects.filter(pk=job.pk).update(queued_at=timezone.now() - timedelta(seconds=90))
    assert rescue_jobs() == 1
    assert rescue_jobs() == 0


def test_whoever_lost_the_claim_commits_nothing_more(make_job: Make, lead: Actor) -> None:
    job = running.claim_job(make_job().pk)
    assert job is not None
    progress = Progress(job, lead)
    Job.objects.filter(pk=job.pk).update(claim="another")
    with pytest.raises(JobLost):
        progress.advance(1, checkpoint={"at": 1})
    running.execute(job)
    job.refresh_from_db()
    assert (job.state, job.claim, job.checkpoint) == ("running", "another", {})


def test_reports_without_checkpoint_do_not_flood_the_database(
    make_job: Make, lead: Actor, django_assert_num_queries: Callable[[int], object]
) -> None:
    job = running.claim_job(make_job().pk)
    assert job is not None
    progress = Progress(job, lead)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        for number in range(1, 1001):
            progress.advance(number, 1000)


def test_a_committed_step_forgives_earlier_deaths(make_job: Make, lead: Actor) -> None:
    Job.objects.filter(pk=make_job().pk).update(attempts=3)
    job = running.claim_job(make_job().pk)
    assert job is not None
    assert job.attempts == 4
    Progress(job, lead).advance(1, checkpoint={"at": 1})
    job.refresh_from_db()
    assert job.attempts == 1


def test_the_database_failing_puts_the_job_back(lead: Actor) -> None:
    calls: list[int] = []

    def flaky(_progress: Progress) -> None:
        calls.append(1)
        if len(calls) < 3:
            raise OperationalError("the server closed the connection")

    task("test.flaky")(flaky)
    job = start_job("test.flaky", by=lead, title="x", arguments={}, key="k")
    assert [run_job(job).state for _ in range(2)] == ["waiting", "waiting"]
    assert job.error == "The database does not answer at the moment."
    assert (run_job(job).state, job.error) == ("done", "")


def test_an_outage_that_lasts_leaves_the_job_to_be_rescued(
    lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_changes: object) -> None:
        raise OperationalError("database or disk is full")

    def stopped(_progress: Progress) -> None:
        monkeypatch.setattr(QuerySet, "update", full)
        full()

    task("test.stopped")(stopped)
    monkeypatch.setattr(connection, "close", lambda: None)
    job = running.claim_job(start_job("test.stopped", by=lead, title="x", arguments={}, key="k").pk)
    assert job is not None
    running.execute(job)
    monkeypatch.undo()
    job.refresh_from_db()
    assert job.state == "running"
    running_job(job, DEAD, age=90)
    assert rescue_jobs() == 1


def test_the_database_failing_for_good_fails_the_job(lead: Actor) -> None:
    def broken(_progress: Progress) -> None:
        raise OperationalError("no such server")

    task("test.broken")(broken)
    job = start_job("test.broken", by=lead, title="x", arguments={}, key="k")
    states = [run_job(job).state for _ in range(running.OUTAGE_ATTEMPTS)]
    assert states == ["waiting"] * (running.OUTAGE_ATTEMPTS - 1) + ["failed"]
    assert "What was done so far is kept." in job.error


def test_interrupting_a_command_cancels_its_job(lead: Actor) -> None:
    def interrupted(_progress: Progress) -> None:
        raise KeyboardInterrupt

    task("test.interrupted")(interrupted)
    job = start_job("test.interrupted", by=lead, title="x", arguments={}, key="k")
    with pytest.raises(KeyboardInterrupt):
        run_job(job)
    job.refresh_from_db()
    assert job.state == "cancelled"


@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_during_a_long_silent_step(
    lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "HEARTBEAT_SECONDS", 0.05)
    beats: list[object] = []

    def silent(progress: Progress) -> None:
        for _ in range(2):
            time.sleep(0.2)
            beats.append(Job.objects.values_list("heartbeat_at", flat=True).get(pk=progress.job_id))

    task("test.silent")(silent)
    job = start_job("test.silent", by=lead, title="x", arguments={}, key="k")
    assert run_job(job).state == "done"
    assert beats[0] != beats[1]
