"""Names of the functions that do long work, and what they are handed.

An app registers its tasks in its `tasks.py`:

    @task("parties.import_organisations")
    def import_organisations(progress: Progress) -> dict[str, Any]:
        for batch in batches_after(progress.checkpoint.get("row", 0)):
            with transaction.atomic():
                save(batch, by=progress.actor)
                progress.advance(batch.end, checkpoint={"row": batch.end})
        return {"organisation_count": batch.end}

The step and its checkpoint commit together, so a job that is killed and started again goes on
exactly after its last committed step.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from fulcrum.apps.jobs.progress import Progress

Task = Callable[[Progress], dict[str, Any] | None]
TaskT = TypeVar("TaskT", bound=Task)

_TASKS: dict[str, Task] = {}


def task(name: str) -> Callable[[TaskT], TaskT]:
    """Register a function as long work under a name `app.verb_noun`."""

    def register(function: TaskT) -> TaskT:
        _TASKS[name] = function
        return function

    return register


_DAILY: dict[str, str | Promise] = {}


def daily(name: str, title: str | Promise) -> Callable[[TaskT], TaskT]:
    """Let workers start a registered task once a day, for the whole installation."""

    def register(function: TaskT) -> TaskT:
        _DAILY[name] = title
        return function

    return register


def daily_tasks() -> dict[str, str | Promise]:
    """The tasks that are started once a day, with their titles."""
    autodiscover_modules("tasks")
    return _DAILY


def task_named(name: str) -> Task:
    """The function registered under a name.

    Raises:
        KeyError: no app registers it in its `tasks.py`.
    """
    if name not in _TASKS:
        autodiscover_modules("tasks")
    return _TASKS[name]
