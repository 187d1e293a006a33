"""Long work on organisations."""

from typing import Any

from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.jobs.registry import task
from fulcrum.apps.parties.actions.importing import ORGANISATIONS
from fulcrum.apps.parties.actions.intake import run_import


@task(ORGANISATIONS.check_task)
def check_import(progress: Progress) -> dict[str, Any]:
    """Try every row of a file; changes nothing but the import's own record."""
    return run_import(ORGANISATIONS, progress, dry_run=True)


@task(ORGANISATIONS.import_task)
def import_organisations(progress: Progress) -> dict[str, Any]:
    """Take in the rows of a file that are right."""
    return run_import(ORGANISATIONS, progress, dry_run=False)
