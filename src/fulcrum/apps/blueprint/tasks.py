"""Long work on assessments and commitments."""

from typing import Any

from fulcrum.apps.blueprint.actions.commitment_import import COMMITMENTS
from fulcrum.apps.blueprint.actions.importing import ASSESSMENTS
from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.jobs.registry import task
from fulcrum.apps.parties.actions.intake import run_import


@task(ASSESSMENTS.check_task)
def check_import(progress: Progress) -> dict[str, Any]:
    """Try every row of a file; changes nothing but the import's own record."""
    return run_import(ASSESSMENTS, progress, dry_run=True)


@task(ASSESSMENTS.import_task)
def import_assessments(progress: Progress) -> dict[str, Any]:
    """Take in the rows of a file that are right."""
    return run_import(ASSESSMENTS, progress, dry_run=False)


@task(COMMITMENTS.check_task)
def check_commitments(progress: Progress) -> dict[str, Any]:
    """Try every row of a file of commitments; changes nothing but the import's own record."""
    return run_import(COMMITMENTS, progress, dry_run=True)


@task(COMMITMENTS.import_task)
def import_commitments(progress: Progress) -> dict[str, Any]:
    """Take in the rows of a file of commitments that are right."""
    return run_import(COMMITMENTS, progress, dry_run=False)
