"""Spreadsheets in and out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fulcrum.apps.blueprint.actions.commitment_import import import_commitments_file
from fulcrum.apps.blueprint.actions.importing import import_assessments_file
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.actions.importing import import_file
from fulcrum.apps.parties.exports import fault_headings, fault_rows, write_file
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.apps.ui.tabular import write_csv
from fulcrum.cli.platform import operator

KINDS = ("created", "changed", "unchanged", "faulty")  # PostgreSQL's JSON keeps no order
Report = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did: counts by kind, and how many rows were not taken."""

    run: Import
    counts: dict[str, int]
    fault_count: int


def _observer(report: Report) -> Callable[[Job], None]:
    return lambda job: report(job.stage, job.done_count, job.total_count)


def _done(run: Import) -> Done:
    run.refresh_from_db()
    known = [(kind, run.counts[kind]) for kind in KINDS if kind in run.counts]
    return Done(run, dict(known) | run.counts, run.faults.count())


def import_organisations(path: Path, *, dry_run: bool, source: str, report: Report) -> Done:
    """Check a file of organisations and, unless it is a dry run, take it in."""
    observer = _observer(report)
    run = import_file(path, by=operator(), dry_run=dry_run, source=source, observer=observer)
    return _done(run)


def import_assessments(path: Path, *, dry_run: bool, report: Report) -> Done:
    """Check a file of completed assessments and, unless it is a dry run, take it in."""
    observer = _observer(report)
    return _done(import_assessments_file(path, by=operator(), dry_run=dry_run, observer=observer))


def import_commitments(path: Path, *, dry_run: bool, report: Report) -> Done:
    """Check a file of commitments and, unless it is a dry run, take it in."""
    observer = _observer(report)
    return _done(import_commitments_file(path, by=operator(), dry_run=dry_run, observer=observer))


def write_faults(done: Done, path: Path) -> None:
    """Write the rows that were not taken, with what is wrong, to be corrected and sent again."""
    with path.open("wb") as file:
        file.writelines(write_csv(fault_headings(done.run), fault_rows(done.run)))


def export_organisations(path: Path) -> int:
    """Write every organisation to a CSV or XLSX file; how many."""
    return write_file(path, Organisation.objects.order_by("name_key", "pk"))
