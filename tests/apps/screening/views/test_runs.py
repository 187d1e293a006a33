"""Pages of runs."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.jobs.actions import run_job
from fulcrum.apps.screening.actions.runs import job_of
from fulcrum.apps.screening.folders import data_folder
from fulcrum.apps.screening.models import Alert, Dataset, Run, Schedule
from fulcrum.kernel.actors import Actor
from tests.apps.screening.bank import make_data
from tests.apps.screening.making import make_run


@pytest.fixture
def data(analyst: Actor, tmp_path: Any, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    make_data(data_folder(analyst.tenant_id or 0, "march"))


def test_without_data_the_page_says_how_to_take_it_in(
    page: Client, tmp_path: Any, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    assert "No run yet" in page.get(reverse("runs")).content.decode()
    assert "fulcrum screen ingest" in page.get(reverse("run_new")).content.decode()


def test_from_the_form_to_what_was_found(page: Client, data: None) -> None:
    wrong = page.post(
        reverse("run_new"), {"folder": "march", "title": "First", "parameters": "[I01]\nnights = 3"}
    )
    assert wrong.status_code == 422
    assert "no parameter" in wrong.content.decode()
    assert "nights = 3" in wrong.content.decode()
    for text, why in (("x = [", "not TOML"), ("x = 1", "outside an indicator")):
        answer = page.post(
            reverse("run_new"), {"folder": "march", "title": "First", "parameters": text}
        )
        assert why in answer.content.decode()
    answer = page.post(
        reverse("run_new"), {"folder": "march", "title": "First", "parameters": "[I01]\nleast = 6"}
    )
    run = Run.objects.get()
    assert answer.headers["Location"] == reverse("run", args=[run.pk])
    assert "starts by itself" in page.get(reverse("run", args=[run.pk])).content.decode()
    job = job_of(run)
    assert job is not None
    run_job(job)
    said = page.get(reverse("run", args=[run.pk])).content.decode()
    for text in (
        "Go to the queue",
        "I01 Night cash",
        "Could not be evaluated",
        "least = 6",
        "Digest",
    ):
        assert text in said, text
    assert Alert.objects.count() == 1
    page.post(reverse("run_new"), {"folder": "march", "title": "Second"})
    later = Run.objects.order_by("pk").last()
    assert later is not None
    job = job_of(later)
    assert job is not None
    run_job(job)
    assert (
        "Compare with an earlier run" in page.get(reverse("run", args=[later.pk])).content.decode()
    )
    compared = page.get(reverse("run_difference", args=[later.pk, run.pk])).content.decode()
    assert "In both" in compared


def test_a_comparison_without_files_says_so(
    page: Client, analyst: Actor, tmp_path: Any, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    one, two = make_run(analyst), make_run(analyst)
    answer = page.get(reverse("run_difference", args=[two.pk, one.pk]))
    assert "not here any more" in answer.content.decode()


def test_foreign_runs_are_not_found(page: Client, stranger: Actor) -> None:
    run = make_run(stranger)
    dataset = Dataset.objects.get()
    for name, args in (
        ("run", [run.pk]),
        ("run_difference", [run.pk, run.pk]),
        ("run_schedule", [dataset.pk]),
    ):
        assert page.get(reverse(name, args=args)).status_code == 404


def test_a_schedule_is_kept(page: Client, analyst: Actor) -> None:
    make_run(analyst)
    dataset = Dataset.objects.get()
    wrong = page.post(reverse("run_schedule", args=[dataset.pk]), {"every": "hour", "days_back": 1})
    assert wrong.status_code == 422
    page.post(
        reverse("run_schedule", args=[dataset.pk]), {"every": "day", "days_back": 7, "is_on": "on"}
    )
    kept = Schedule.objects.get()
    assert (kept.every, kept.days_back, kept.is_on) == ("day", 7, True)
    assert "Every day" in page.get(reverse("runs")).content.decode()
    assert "7" in page.get(reverse("run_schedule", args=[dataset.pk])).content.decode()


def test_a_failed_run_says_why(page: Client, analyst: Actor) -> None:
    run = make_run(analyst, state="failed", error="The data is gone.", since=date(2026, 1, 1))
    assert "The data is gone." in page.get(reverse("run", args=[run.pk])).content.decode()
