"""Long work on organisations."""

from typing import Any

from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.jobs.registry import task
from fulcrum.apps.parties.actions.importing import CHECK_TASK, IMPORT_TASK, run_import


@task(CHECK_TASK)
def check_import(progress: Progress) -> dict[str, Any]:
    """Try every row of a file; changes nothing but the import's own record."""
    return run_import(progress, dry_run=True)


@task(IMPORT_TASK)
def import_organisations(progress: Progress) -> dict[str, Any]:
    """Take in the rows of a file that are right."""
    return run_import(progress, dry_run=False)
