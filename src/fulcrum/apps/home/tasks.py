"""Long work of the showcase."""

from typing import Any

from fulcrum.apps.home.story_screening import TASK, screen_invented_bank
from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.jobs.registry import task


@task(TASK)
def screen_showcase_bank(progress: Progress) -> dict[str, Any]:
    """Invent a bank and screen it."""
    return dict(screen_invented_bank(progress))
