from collections.abc import Callable

import pytest
from django_q.models import OrmQ

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.jobs.actions import cancel_job, resume_job, run_job, start_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.jobs.registry import task
from fulcrum.kernel.actors import Actor, system_actor
from fulcrum.kernel.errors import ConflictError, FulcrumError

Make = Callable[..., Job]


def test_runs_to_the_end_with_a_result(make_job: Make, lead: Actor) -> None:
    seen: list[int] = []
    job = run_job(make_job(), observer=lambda running: seen.append(running.done_count))
    assert (job.state, job.done_count, job.total_count) == ("done", 5, 5)
    assert job.result == {"counted_from": 0, "tenant": lead.tenant_id}
    assert seen == [1, 2, 3, 4, 5]
    assert job.claim == ""
    assert job.ended_at is not None


def test_asking_twice_makes_one_job_one_message_and_one_audit_row(make_job: Make) -> None:
    assert make_job() == make_job()
    assert OrmQ.objects.count() == 1
    assert Entry.objects.filter(verb="start_job").count() == 1


def test_a_key_is_of_its_organisation(make_job: Make, lead: Actor, stranger: Actor) -> None:
    assert make_job() != make_job(by=stranger)
    assert make_job(by=system_actor("test")) == make_job(by=system_actor("test"))


def test_an_unknown_task_is_refused_at_the_start(lead: Actor) -> None:
    with pytest.raises(KeyError):
        start_job("test.nothing", by=lead, title="x", arguments={}, key="k")


def test_a_job_run_by_its_caller_is_not_queued(lead: Actor) -> None:
    job = start_job("test.count", by=lead, title="x", arguments={"to": 1}, key="k", queue=False)
    assert not OrmQ.objects.exists()
    assert run_job(job).state == "done"


def test_the_task_may_say_where_the_result_is(lead: Actor) -> None:
    task("test.url")(lambda _progress: {"result_url": "/there", "count": 3})
    job = run_job(start_job("test.url", by=lead, title="x", arguments={}, key="k"))
    assert (job.result_url, job.result) == ("/there", {"count": 3})


def test_a_failure_keeps_what_was_done_and_hides_the_detail(make_job: Make, lead: Actor) -> None:
    job = run_job(make_job(fail_at=3))
    assert (job.state, job.done_count, job.checkpoint) == ("failed", 2, {"at": 2})
    assert "Reference" in job.error
    assert "secret detail" not in job.error
    resumed = run_job(resume_job(job, by=lead))
    assert resumed.state == "done"
    assert resumed.result == {"counted_from": 2, "tenant": lead.tenant_id}


def test_a_problem_people_can_mend_is_told_as_it_is(lead: Actor) -> None:
    def wrong(_progress: Progress) -> None:
        raise FulcrumError("The file has no header.", mend="Add one.")

    task("test.wrong")(wrong)
    job = run_job(start_job("test.wrong", by=lead, title="x", arguments={}, key="k"))
    assert job.error == "The file has no header. Add one."


def test_cancelling_a_waiting_job_stops_it_at_once(make_job: Make, lead: Actor) -> None:
    job = cancel_job(make_job(), by=lead)
    assert job.state == "cancelled"
    assert run_job(job).done_count == 0
    with pytest.raises(ConflictError):
        cancel_job(job, by=lead)


def test_cancelling_a_running_job_stops_it_at_its_next_step(make_job: Make, lead: Actor) -> None:
    job = make_job()

    def ask_to_stop(running: Job) -> None:
        if running.done_count == 2:
            cancel_job(running, by=lead)

    stopped = run_job(job, observer=ask_to_stop)
    assert (stopped.state, stopped.checkpoint) == ("cancelled", {"at": 2})
    assert run_job(resume_job(stopped, by=lead)).state == "done"
    verbs = Entry.objects.order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["start_job", "cancel_job", "resume_job"]


def test_only_stopped_jobs_go_on(make_job: Make, lead: Actor) -> None:
    with pytest.raises(ConflictError):
        resume_job(make_job(), by=lead)


def test_a_job_does_not_outlive_the_role_of_whoever_started_it(make_job: Make, lead: Actor) -> None:
    job = make_job()
    Membership.objects.update(role="institution_colleague")
    ended = run_job(job)
    assert ended.state == "failed"
    assert "no longer has the role" in ended.error


def test_a_job_runs_once(make_job: Make) -> None:
    job = run_job(make_job())
    ended_at = job.ended_at
    assert run_job(job).ended_at == ended_at
