"""Commitments and their evidence from a file: checked row by row; the same file twice is one."""

from collections import Counter
from dataclasses import fields
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.actions.commitment_evidence import (
    EvidenceInput,
    add_evidence_link,
    find_same,
)
from fulcrum.apps.blueprint.actions.commitments import (
    CommitmentInput,
    change_commitment,
    pledge_commitment,
    propose_commitment,
)
from fulcrum.apps.blueprint.commitment_columns import CommitmentRow, read_commitment_row
from fulcrum.apps.blueprint.commitment_layout import map_commitment_columns
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.models import Commitment
from fulcrum.apps.blueprint.queries.commitments import standing_of
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import Observer
from fulcrum.apps.parties.actions.files import Cells, Reader, Taken
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
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.matching import find_named, load_known
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.apps.parties.references import readings
from fulcrum.apps.parties.values import Fault
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError

CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"


def _given(row: CommitmentRow) -> CommitmentInput:
    names = {one.name for one in fields(CommitmentInput)} - {"external_key"}
    values = {name: getattr(row, name) for name in names}
    return CommitmentInput(external_key=row.key, **values)


def _differs(commitment: Commitment, given: CommitmentInput) -> bool:
    actions = set(commitment.actions.values_list("action_id", flat=True))
    plain = [one.name for one in fields(given) if one.name != "actions"]
    return actions != set(given.actions) or any(
        getattr(commitment, name) != getattr(given, name) for name in plain
    )


def _add_evidence(commitment: Commitment, row: CommitmentRow, *, by: Actor) -> bool:
    """Add the row's evidence; False when it has none, or it was added before."""
    cells = row.evidence
    if cells is None:
        return False
    given = EvidenceInput(cells.title, cells.publisher, cells.dated, cells.kind, cells.link)
    if find_same(commitment, given) is not None:
        return False
    add_evidence_link(commitment, given, by=by)
    return True


@transaction.atomic
def _take(row: CommitmentRow, organisation: Organisation, *, by: Actor) -> str:
    """Take one row in; what came of it."""
    given = _given(row)
    found = Commitment.objects.filter(organisation=organisation, external_key=row.key).first()
    commitment = found or propose_commitment(organisation, given, by=by)
    moved = False
    if found is not None and _differs(found, given):
        commitment, moved = change_commitment(found, given, by=by), True
    if row.pledged and standing_of(commitment).rung is Rung.PROPOSED:
        pledge_commitment(commitment, by=by)
        moved = True
    moved = _add_evidence(commitment, row, by=by) or moved
    if found is None:
        return CREATED
    return CHANGED if moved else UNCHANGED


class CommitmentReader(Reader[CommitmentRow]):
    """Takes rows in as commitments and evidence."""

    def __init__(self, run: Import) -> None:
        super().__init__(run)
        self.today = timezone.localdate()

    def row(self, number: int, cells: Cells) -> CommitmentRow | None:
        """A row as a commitment."""
        row, faults = read_commitment_row(number, cells, today=self.today)
        if faults:
            self.faults[number] = faults
        return row

    def skip(self, rows: list[CommitmentRow]) -> None:
        """Nothing to keep in mind: what was taken is in the database."""

    def take(self, rows: list[CommitmentRow], *, by: Actor, dry_run: bool) -> Taken:
        """Take a batch in; when it is only tried, everything is undone."""
        refuse_strangers(by)
        counts, faults = Counter[str](), dict(self.faults)
        known = load_known([reading for row in rows for reading in readings(row.organisation)])
        point = transaction.savepoint()
        for row in rows:
            organisation = find_named(row.organisation, known)
            if organisation is None:
                faults[row.number] = [_nobody(row)]
                continue
            try:
                counts[_take(row, organisation, by=by)] += 1
            except FulcrumError as error:
                faults[row.number] = [Fault("title", row.title, str(error))]
        if dry_run:
            transaction.savepoint_rollback(point)
        else:
            transaction.savepoint_commit(point)
        return Taken(dict(counts), faults)


def _nobody(row: CommitmentRow) -> Fault:
    what = _("No organisation, or more than one, is known by this.")
    mend = _("Give its key, its LEI, or its name with the country: Name (CC).")
    return Fault("organisation", row.organisation, what, mend)


COMMITMENTS = ImportKind(
    name="commitments",
    page="commitment_import",
    check_task="blueprint.check_commitments",
    import_task="blueprint.import_commitments",
    check_title=gettext_lazy("Check commitments"),
    import_title=gettext_lazy("Import commitments"),
    propose=lambda run: map_commitment_columns(run.headers),
    reader=CommitmentReader,
)


def start_commitment_import(name: str, content: bytes, *, by: Actor, source: str = "") -> Import:
    """Keep a file of commitments.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        FulcrumError: the file cannot be read, or its columns are not those of the layout.
    """
    return keep_file(COMMITMENTS, name, content, by=by, source=source)


@transaction.atomic
def check_commitment_import(run: Import, *, by: Actor, queue: bool = True) -> Job:
    """Try every row: says what would happen and which rows are wrong; changes nothing."""
    refuse_strangers(by)
    current = locked(run, ImportState.UPLOADED, ImportState.CHECKED)
    return begin_check(COMMITMENTS, current, by=by, queue=queue)


def carry_out_commitment_import(run: Import, *, by: Actor, queue: bool = True) -> Job:
    """Take in the rows of a checked file that are right."""
    return take_in(COMMITMENTS, run, by=by, queue=queue)


def import_commitments_file(
    path: Path, *, by: Actor, dry_run: bool, observer: Observer | None = None
) -> Import:
    """Check a file of commitments and, unless it is a dry run, take its rows in.

    Args:
        path: a CSV or XLSX file in the documented layout.
        by: an officer of the Secretariat, or the system.
        dry_run: check only.
        observer: called with the job at each report of progress.

    Raises:
        FulcrumError: the file cannot be read, or a job failed.
    """
    steps = Steps(start_commitment_import, check_commitment_import, carry_out_commitment_import)
    return run_file(steps, path, by=by, dry_run=dry_run, observer=observer)
