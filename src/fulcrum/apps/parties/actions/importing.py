"""Files of organisations, from the upload to the last row, step by step and resumable."""

from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy

from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import Observer, Progress
from fulcrum.apps.parties.actions.files import Taken
from fulcrum.apps.parties.actions.intake import (
    ImportKind,
    Steps,
    begin_check,
    keep_file,
    locked,
    refuse_strangers,
    run_file,
    take_in,
)
from fulcrum.apps.parties.actions.linking import link_parents
from fulcrum.apps.parties.actions.mapping import (
    check_columns,
    propose_columns,
    remember_columns,
)
from fulcrum.apps.parties.actions.organisation_rows import OrganisationRows
from fulcrum.apps.parties.actions.upserting import Incoming, carry_out, plan_rows
from fulcrum.apps.parties.columns import COLUMNS
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.models import Import
from fulcrum.kernel.actors import Actor

NEEDED = ("name",)


def propose(run: Import) -> dict[str, str]:
    """The heading proposed for each field: as the last time, else by likeness."""
    return propose_columns(run, COLUMNS)


class OrganisationReader(OrganisationRows):
    """Takes rows in as organisations, then links them to those above them."""

    def take(self, rows: list[Incoming], *, by: Actor, dry_run: bool) -> Taken:
        """Change what is known and make what is new."""
        plan = plan_rows(rows, self.seen)
        plan.faults |= self.faults
        if not dry_run:
            carry_out(plan, by=by)
        return Taken(plan.counts, plan.faults)

    def end(self, progress: Progress, counts: dict[str, int], *, dry_run: bool) -> dict[str, int]:
        """Link parents, wherever in the file they stand."""
        if not self.has_parents:
            return counts
        return link_parents(progress, self, counts, dry_run=dry_run)


ORGANISATIONS = ImportKind(
    name="organisations",
    page="organisation_import",
    check_task="parties.check_import",
    import_task="parties.import_organisations",
    check_title=gettext_lazy("Check organisations"),
    import_title=gettext_lazy("Import organisations"),
    propose=propose,
    reader=OrganisationReader,
)


def start_import(name: str, content: bytes, *, by: Actor, source: str = "") -> Import:
    """Keep a file of organisations, and propose which column is which field.

    Args:
        name: the file's name; its ending says how it is read.
        content: the file, checked by `ui.uploads` when it came over the web.
        by: an officer of the Secretariat, or the system.
        source: where the data comes from; kept with every organisation that names no other.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        FulcrumError: the file cannot be read as a table.
    """
    return keep_file(ORGANISATIONS, name, content, by=by, source=source)


@transaction.atomic
def check_import(
    run: Import,
    mapping: Mapping[str, str],
    *,
    by: Actor,
    clear_blanks: bool = False,
    queue: bool = True,
) -> Job:
    """Try a file with a mapping: says what would happen and which rows are wrong; changes nothing.

    Raises:
        FulcrumError: the mapping leaves out a field that is needed, or names a column twice.
        ConflictError: it is being checked or imported already.
    """
    refuse_strangers(by)
    current = locked(run, ImportState.UPLOADED, ImportState.CHECKED)
    check_columns(current, mapping, COLUMNS, NEEDED)
    remember_columns(current, mapping)
    current.mapping, current.clear_blanks = dict(mapping), clear_blanks
    return begin_check(ORGANISATIONS, current, by=by, queue=queue)


def carry_out_import(run: Import, *, by: Actor, queue: bool = True) -> Job:
    """Take in the rows of a checked file that are right.

    Raises:
        ConflictError: it was not checked, or is being imported already.
    """
    return take_in(ORGANISATIONS, run, by=by, queue=queue)


def _check_as_proposed(run: Import, *, by: Actor, queue: bool) -> Job:
    return check_import(run, run.mapping, by=by, queue=queue)


def import_file(
    path: Path, *, by: Actor, dry_run: bool, source: str = "", observer: Observer | None = None
) -> Import:
    """Check a file and, unless it is a dry run, take its rows in; for commands.

    Columns are matched as remembered or by likeness. Everything happens in this process; when it
    is killed, the job that was running goes on like any other.

    Args:
        path: a CSV or XLSX file.
        by: an officer of the Secretariat, or the system.
        dry_run: check only.
        source: where the data comes from.
        observer: called with the job at each report of progress.

    Raises:
        FulcrumError: the file cannot be read, or a job failed.
    """
    steps = Steps(start_import, _check_as_proposed, carry_out_import)
    return run_file(steps, path, by=by, dry_run=dry_run, source=source, observer=observer)
