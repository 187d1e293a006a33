"""The worker: django-q2's cluster, with an eye on what died with its process.

The cluster is a family of processes. When its head is killed, the others would go on for ever,
beside those of the next start; here they notice within a second and end.
"""

import logging
import os
import signal
import threading
import time
from datetime import UTC, date, datetime
from types import FrameType
from typing import Any

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from fulcrum.apps.jobs.actions import start_job
from fulcrum.apps.jobs.queue import rescue_jobs
from fulcrum.apps.jobs.registry import daily_tasks
from fulcrum.kernel.actors import system_actor
from fulcrum.kernel.errors import FulcrumError

logger = logging.getLogger("fulcrum.jobs")

RESCUE_SECONDS = 5.0
WATCH_SECONDS = 0.5


def _end_without(parent: int) -> None:
    """End this process as soon as its parent is gone; what it had not committed is undone."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def end_with_parent() -> None:
    """Let every process that is forked from this one from now on end when its parent is killed."""
    os.register_at_fork(after_in_child=_watch_parent)


def _watch_parent() -> None:
    watch = threading.Thread(target=_end_without, args=(os.getppid(),), daemon=True)
    watch.start()


def rescue_once() -> int:
    """Rescue jobs; how many. A database that is away for a moment is asked again the next time."""
    try:
        return rescue_jobs()
    except DatabaseError:
        logger.warning("jobs could not be looked after: the database did not answer")
        connection.close()
        return 0


def start_daily_jobs() -> int:
    """Start what is due today (UTC) and was not started yet; how many tasks are daily."""
    today, tasks = datetime.now(UTC).date(), daily_tasks()
    for name, title in tasks.items():
        key = f"{name}:{today.isoformat()}"
        start_job(name, by=system_actor("worker"), title=str(title), arguments={}, key=key)
    return len(tasks)


def look_after_jobs(started_on: date | None) -> date:
    """Rescue jobs and, on a new day, start the daily ones; the day they were last started."""
    rescue_once()
    today = datetime.now(UTC).date()
    if started_on == today:
        return today
    try:
        start_daily_jobs()
    except DatabaseError:
        logger.warning("the jobs of today could not be started: the database did not answer")
        connection.close()
        return started_on or date.min
    return today


def run_worker() -> None:
    """Run queued jobs until a signal says to stop (SIGTERM, SIGINT: what runs is finished first).

    Raises:
        FulcrumError: the cluster's processes were killed, so that nothing runs any more.
    """
    from django_q.cluster import Cluster  # noqa: PLC0415 - starts multiprocessing machinery

    rescue_once()
    connection.close()
    end_with_parent()
    cluster = Cluster()
    asked = _heed_signals(cluster)
    cluster.start()
    started_on: date | None = None
    while cluster.sentinel.is_alive():
        if asked.is_set():
            cluster.stop()
            break
        cluster.sentinel.join(RESCUE_SECONDS)
        if cluster.sentinel.is_alive():
            started_on = look_after_jobs(started_on)
    if not asked.is_set():
        raise FulcrumError(
            _("The worker's processes were killed."),
            mend=_("Start the worker again: what it left undone goes on."),
        )


def _heed_signals(cluster: Any) -> threading.Event:
    """Remember that a signal came: the cluster forgets one that comes while it is starting."""
    asked = threading.Event()

    def heed(number: int, frame: FrameType | None) -> None:
        asked.set()
        cluster.sig_handler(number, frame)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, heed)
    return asked
