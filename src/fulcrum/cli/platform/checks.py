"""`fulcrum doctor`: what an operator should know, each finding with its cure."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connections
from django.utils import timezone

from fulcrum.apps.audit.queries import verify
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.running import STALE_SECONDS
from fulcrum.cli.platform.database import ALIASES, pending_migrations
from fulcrum.cli.platform.keys import stale
from fulcrum.cli.platform.outages import first_line

LEAST_FREE_BYTES = 1 << 30
CLOCK_SECONDS = 60.0
WAITING_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        name: what was looked at.
        text: what was found.
        cure: what to do; empty when all is well.
    """

    name: str
    text: str
    cure: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs doing."""
        return not self.cure


def _databases() -> Finding:
    try:
        for alias in ALIASES:
            connections[alias].ensure_connection()
        pending = pending_migrations()
    except DatabaseError as error:
        return Finding(
            "databases", f"not reached: {first_line(error)}", "Check FULCRUM_DATABASE_URL."
        )
    if pending:
        text = f"{len(pending)} migrations are not applied"
        return Finding("databases", text, "Run `fulcrum migrate`.")
    return Finding("databases", "both are reached and up to date")


def _walls() -> Finding:
    problems = [m for m in run_checks(databases=["default"]) if m.level >= ERROR]
    if problems:
        first = problems[0]
        return Finding("configuration", str(first.msg), str(first.hint or "Run `fulcrum migrate`."))
    return Finding("configuration", "Django finds nothing wrong")


def _keys() -> Finding:
    left = stale()
    if left.seed_count or left.private_key_count:
        text = (
            f"{left.seed_count} seeds and {left.private_key_count} private keys are under old keys"
        )
        return Finding("keys", text, "Run `fulcrum keys rotate`.")
    return Finding("keys", "everything is sealed under the keys in force")


def _disk() -> Finding:
    free = shutil.disk_usage(settings.DATA_DIR).free
    text = f"{free / (1 << 30):.1f} GiB are free"
    return Finding("disk", text, "" if free > LEAST_FREE_BYTES else "Free some space.")


def _clock() -> Finding:
    """Compare with the database's clock; a one-time code forgives half a minute."""
    if connections["default"].vendor != "postgresql":
        well = time.time() > Path(__file__).stat().st_mtime
        return Finding(
            "clock", "runs" if well else "is behind the installation", "" if well else "Set it."
        )
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        row = cursor.fetchone()
    apart = abs(time.time() - float(row[0]))
    text = f"{apart:.1f} s from the database's"
    return Finding("clock", text, "" if apart < CLOCK_SECONDS else "Keep both clocks by NTP.")


def _jobs() -> Finding:
    now = timezone.now()
    late = now - timedelta(minutes=WAITING_MINUTES)
    silent = now - timedelta(seconds=STALE_SECONDS)
    waiting = Job.objects.filter(state=JobState.WAITING, queued_at__lt=late).count()
    stuck = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=silent).count()
    if waiting or stuck:
        return Finding(
            "jobs", f"{waiting} wait too long, {stuck} are silent", "Start `fulcrum work`."
        )
    return Finding("jobs", "none waits too long")


def _log() -> Finding:
    found = verify()
    if not found.is_whole:
        return Finding(
            "log", found.message, "Compare with a backup; `fulcrum audit verify` locates it."
        )
    return Finding("log", f"{found.count:,} rows, whole")


def _assets() -> Finding:
    from fulcrum.cli.assets import STAMP, VENDOR  # noqa: PLC0415 - a sibling of this package

    there = (VENDOR / STAMP).exists()
    return Finding("front end", "in place" if there else "missing", "" if there else "Run `fulcrum assets`.")  # fmt: skip


CHECKS: tuple[Callable[[], Finding], ...] = (
    _databases, _walls, _keys, _disk, _clock, _jobs, _log, _assets,
)  # fmt: skip


def examine() -> Iterator[Finding]:
    """Look at everything; stops after databases that cannot be used, for the rest needs them."""
    for check in CHECKS:
        finding = check()
        yield finding
        if check is _databases and not finding.is_well:
            return
