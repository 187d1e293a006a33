"""Pages of long work: who sees it, how far it is, stopping and going on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.queries import job_progress
from fulcrum.kernel.actors import Actor, Role, system_actor

Make = Callable[..., Job]


@pytest.fixture
def browser(client_as: Callable[..., Client], tenant: Tenant) -> Client:
    return client_as(Role.INSTITUTION_LEAD, tenant=tenant)


def changed(job: Job, **changes: object) -> Job:
    Job.objects.filter(pk=job.pk).update(**changes)
    job.refresh_from_db()
    return job


def test_the_list_shows_the_organisations_work_alone(
    browser: Client, make_job: Make, stranger: Actor
) -> None:
    make_job(by=stranger, key="theirs")
    assert "No long work yet" in browser.get("/jobs/").content.decode()
    job = changed(make_job(), state="failed")
    html = browser.get("/jobs/", {"q": "count", "state": "failed"}).content.decode()
    assert f"/jobs/{job.pk}" in html
    assert "Failed" in html
    assert browser.get(f"/jobs/{Job.objects.get(key='theirs').pk}").status_code == 404


def test_the_page_asks_for_progress_and_follows_the_result(browser: Client, make_job: Make) -> None:
    job = changed(make_job(), state="running", done_count=2, total_count=4, stage="Counting")
    page = browser.get(f"/jobs/{job.pk}").content.decode()
    part = browser.get(f"/jobs/{job.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "Counting" in page
    assert 'value="50"' in part
    assert "<html" not in part
    changed(job, state="done", result_url="/jobs/")
    assert browser.get(f"/jobs/{job.pk}")["Location"] == "/jobs/"
    polled = browser.get(f"/jobs/{job.pk}", headers={"HX-Request": "true"})
    assert (polled.status_code, polled["HX-Redirect"]) == (204, "/jobs/")


def test_it_is_stopped_and_goes_on(browser: Client, make_job: Make) -> None:
    job = make_job()
    assert browser.post(f"/jobs/{job.pk}/cancel")["Location"] == f"/jobs/{job.pk}"
    assert changed(job).state == "cancelled"
    again = browser.post(f"/jobs/{job.pk}/cancel", follow=True).content.decode()
    assert "This has ended already, or is stopping." in again
    browser.post(f"/jobs/{job.pk}/resume")
    assert changed(job).state == "waiting"
    again = browser.post(f"/jobs/{job.pk}/resume", follow=True).content.decode()
    assert "Only work that has failed or was cancelled can go on." in again


def test_time_left_follows_the_pace_of_this_start(make_job: Make) -> None:
    start = timezone.now() - timedelta(seconds=100)
    job = changed(
        make_job(), state="running", started_at=start, start_count=0, done_count=25, total_count=100
    )
    found = job_progress(job)
    assert (found.percent, found.minutes_left) == (25, 5)
    assert found.seconds_left == pytest.approx(300, abs=5)
    assert job_progress(changed(job, done_count=1)).seconds_left is None
    assert job_progress(changed(job, total_count=None)).percent is None
    assert job_progress(changed(job, state="done")).percent == 100


def test_a_job_says_what_it_is(make_job: Make) -> None:
    job = make_job()
    assert (str(job), job.is_live, job.is_resumable) == ("Count", True, False)
    assert Job.objects.visible_to(system_actor("test")).count() == 1
