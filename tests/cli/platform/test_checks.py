"""The doctor finds what is wrong, says it in a sentence, and says what to do."""

import json
import shutil
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.checks import Error
from django.db import OperationalError
from django.utils import timezone

from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.cli import assets
from fulcrum.cli.platform import checks
from tests.cli.conftest import Fulcrum
from tests.cli.installation import Installation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def front_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A front end that is in place, whether this machine fetched one or not."""
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    (tmp_path / assets.STAMP).touch()
    return tmp_path


def wrong(fulcrum: Fulcrum, name: str) -> str:
    """The one line that something is to be mended, which must be about a subject."""
    done = fulcrum("doctor")
    assert done.code == 1
    lines = [line for line in done.out.splitlines() if line.startswith("MEND")]
    assert len(lines) == 1
    assert lines[0].startswith(f"MEND  {name}: ")
    return lines[0]


def test_all_is_well(fulcrum: Fulcrum) -> None:
    done = fulcrum("doctor")
    assert (done.code, done.err) == (0, ""), done.out
    lines = done.out.splitlines()
    assert len(lines) == len(checks.CHECKS)
    assert all(line.startswith("well  ") and line.endswith(".") for line in lines)


def test_machines_may_ask_too(fulcrum: Fulcrum) -> None:
    findings = json.loads(fulcrum("doctor", "--json").out)["findings"]
    assert [one["name"] for one in findings] == [
        "databases", "configuration", "keys", "disk", "clock", "jobs", "log", "front end",
    ]  # fmt: skip
    assert all(one["is_well"] and one["text"] and not one["cure"] for one in findings)


def test_a_full_disk(fulcrum: Fulcrum, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=2**29))
    assert wrong(fulcrum, "disk") == "MEND  disk: 0.5 GiB are free. Free some space."


def test_a_clock_that_is_behind(fulcrum: Fulcrum, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert wrong(fulcrum, "clock").startswith("MEND  clock: ")


@pytest.mark.parametrize(
    ("state", "field", "minutes", "said"),
    [
        (JobState.WAITING, "queued_at", 11, "1 wait too long, 0 are silent"),
        (JobState.RUNNING, "heartbeat_at", 2, "0 wait too long, 1 are silent"),
    ],
)
def test_jobs_that_nobody_runs(
    fulcrum: Fulcrum, state: JobState, field: str, minutes: int, said: str
) -> None:
    Job.objects.create(task="x", title="x", actor_kind="system", state=state)
    Job.objects.update(**{field: timezone.now() - timedelta(minutes=minutes)})
    assert wrong(fulcrum, "jobs") == f"MEND  jobs: {said}. Start `fulcrum work`."


def test_a_missing_front_end(fulcrum: Fulcrum, front_end: Path) -> None:
    (front_end / assets.STAMP).unlink()
    assert wrong(fulcrum, "front end") == "MEND  front end: missing. Run `fulcrum assets`."


def test_what_django_finds(fulcrum: Fulcrum, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Error("The wall is missing", hint="Raise it."), Error("More")]
    monkeypatch.setattr(checks, "run_checks", lambda databases: found)
    assert wrong(fulcrum, "configuration").endswith("The wall is missing. Raise it.")


def test_databases_that_are_away_end_it(fulcrum: Fulcrum, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> list[str]:
        raise OperationalError("connection refused\n\tIs the server running?")

    monkeypatch.setattr(checks, "pending_migrations", away)
    done = fulcrum("doctor")
    assert done.code == 1
    expected = "MEND  databases: not reached: connection refused. Check FULCRUM_DATABASE_URL.\n"
    assert done.out == expected


def test_databases_that_are_old(installation: Installation) -> None:
    installation.manage("migrate", "django_q", "0018")
    done = installation.run("doctor")
    assert done.returncode == 1
    expected = "MEND  databases: 1 migrations are not applied. Run `fulcrum migrate`.\n"
    assert done.stdout == expected
