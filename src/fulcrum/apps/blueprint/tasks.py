"""Long work on assessments and commitments."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.actions.commitment_import import COMMITMENTS
from fulcrum.apps.blueprint.actions.commitment_reminders import send_reminders
from fulcrum.apps.blueprint.actions.exposures import EXPOSURES
from fulcrum.apps.blueprint.actions.importing import ASSESSMENTS
from fulcrum.apps.blueprint.actions.sources import COUNTRIES
from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.jobs.registry import daily, task
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


@daily("blueprint.remind_of_commitments", gettext_lazy("Reminders of commitments"))
@task("blueprint.remind_of_commitments")
def remind_of_commitments(progress: Progress) -> dict[str, Any]:
    """Send the reminders of commitments that are due."""
    return asdict(send_reminders(by=progress.actor))


@task(EXPOSURES.check_task)
def check_exposures(progress: Progress) -> dict[str, Any]:
    """Try every row of a file of exposures; changes nothing but the import's own record."""
    return run_import(EXPOSURES, progress, dry_run=True)


@task(EXPOSURES.import_task)
def import_exposures(progress: Progress) -> dict[str, Any]:
    """Take in the rows of a file of exposures that are right, and add them up to risks."""
    return run_import(EXPOSURES, progress, dry_run=False)


@task(COUNTRIES.check_task)
def check_countries(progress: Progress) -> dict[str, Any]:
    """Try every row of a table of countries; changes nothing but the import's own record."""
    return run_import(COUNTRIES, progress, dry_run=True)


@task(COUNTRIES.import_task)
def import_countries(progress: Progress) -> dict[str, Any]:
    """Take in the rows of a table of countries that are right."""
    return run_import(COUNTRIES, progress, dry_run=False)
