"""Completed assessments from a file: checked row by row, taken in as submitted, resumable."""

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.actions.imported import Key, Plan, Planned, carry_out, hold, sort_rows
from fulcrum.apps.blueprint.assessment_columns import AssessmentRow, map_columns, read_row
from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import Observer
from fulcrum.apps.parties.actions.files import Cells, Faults, Reader, Taken
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


def usable_releases() -> dict[str, Release]:
    """The releases that answers may be given under, by code: published, now or once."""
    rows = Release.objects.exclude(state=ReleaseState.DRAFT)
    return {release.code: release for release in rows}


def propose(run: Import) -> dict[str, str]:
    """The heading for each field of a file.

    Raises:
        FulcrumError: a needed column is missing, or a heading means nothing here.
    """
    items = {item for release in usable_releases().values() for item in spec_of(release).items}
    return map_columns(run.headers, items)


class AssessmentReader(Reader[AssessmentRow]):
    """Takes rows in as submitted assessments."""

    def __init__(self, run: Import) -> None:
        super().__init__(run)
        self.releases = usable_releases()
        self.seen: dict[Key, int] = {}
        self.today = timezone.localdate()

    def row(self, number: int, cells: Cells) -> AssessmentRow | None:
        """A row as an assessment."""
        row, faults = read_row(number, cells, today=self.today)
        if faults:
            self.faults[number] = faults
        return row

    def skip(self, rows: list[AssessmentRow]) -> None:
        """Keep in mind which assessments were taken before."""
        for one in self._planned(rows, {}):
            self.seen.setdefault(one.key, one.row.number)

    def take(self, rows: list[AssessmentRow], *, by: Actor, dry_run: bool) -> Taken:
        """Make what is new, correct what was imported before and says something else."""
        refuse_strangers(by)
        plan = Plan(faults=dict(self.faults))
        sound = self._once(self._planned(rows, plan.faults), plan.faults)
        if not dry_run:
            hold({one.organisation.pk for one in sound})
        sort_rows(sound, plan)
        if not dry_run:
            carry_out(plan, by=by)
        return Taken(plan.counts, plan.faults)

    def _planned(self, rows: Iterable[AssessmentRow], faults: Faults) -> list[Planned]:
        """Rows whose institution and release are known; faults of the others are added."""
        rows = list(rows)
        known = load_known([reading for row in rows for reading in readings(row.organisation)])
        found = []
        for row in rows:
            organisation = find_named(row.organisation, known)
            release = self.releases.get(row.release)
            if organisation is None or release is None:
                faults[row.number] = _unknown(row, organisation, release)
            elif foreign := _foreign_items(row, release):
                faults[row.number] = foreign
            else:
                found.append(Planned(row, organisation, release))
        return found

    def _once(self, rows: Iterable[Planned], faults: Faults) -> list[Planned]:
        """The first row of each assessment."""
        kept = []
        for one in rows:
            earlier = self.seen.setdefault(one.key, one.row.number)
            if earlier == one.row.number:
                kept.append(one)
                continue
            what = _("This row means the same assessment as row %(row)d.") % {"row": earlier}
            faults[one.row.number] = [
                Fault("organisation", one.row.organisation, what, _("Keep one of the two."))
            ]
        return kept


def _unknown(
    row: AssessmentRow, organisation: Organisation | None, release: Release | None
) -> list[Fault]:
    faults = []
    if organisation is None:
        what = _("No organisation, or more than one, is known by this.")
        mend = _("Give its key, its LEI, or its name with the country: Name (CC).")
        faults.append(Fault("organisation", row.organisation, what, mend))
    if release is None:
        faults.append(Fault("release", row.release, _("No published release has this code.")))
    return faults


def _foreign_items(row: AssessmentRow, release: Release) -> list[Fault]:
    known = spec_of(release).items
    what = _("Release %(code)s has no such item.") % {"code": release.code}
    return [Fault(item, "", what) for item in row.answers if item not in known]


ASSESSMENTS = ImportKind(
    name="assessments",
    page="assessment_import",
    check_task="blueprint.check_import",
    import_task="blueprint.import_assessments",
    check_title=gettext_lazy("Check assessments"),
    import_title=gettext_lazy("Import assessments"),
    propose=propose,
    reader=AssessmentReader,
)


def start_assessment_import(name: str, content: bytes, *, by: Actor, source: str = "") -> Import:
    """Keep a file of completed assessments.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        FulcrumError: the file cannot be read, or its columns are not those of the layout.
    """
    return keep_file(ASSESSMENTS, name, content, by=by, source=source)


@transaction.atomic
def check_assessment_import(run: Import, *, by: Actor, queue: bool = True) -> Job:
    """Try every row: says what would happen and which rows are wrong; changes nothing.

    Raises:
        ConflictError: it is being checked or imported already.
    """
    refuse_strangers(by)
    current = locked(run, ImportState.UPLOADED, ImportState.CHECKED)
    return begin_check(ASSESSMENTS, current, by=by, queue=queue)


def carry_out_assessment_import(run: Import, *, by: Actor, queue: bool = True) -> Job:
    """Take in the rows of a checked file that are right.

    Raises:
        ConflictError: it was not checked, or is being imported already.
    """
    return take_in(ASSESSMENTS, run, by=by, queue=queue)


def import_assessments_file(
    path: Path, *, by: Actor, dry_run: bool, observer: Observer | None = None
) -> Import:
    """Check a file of completed assessments and, unless it is a dry run, take its rows in.

    Args:
        path: a CSV or XLSX file in the documented layout.
        by: an officer of the Secretariat, or the system.
        dry_run: check only.
        observer: called with the job at each report of progress.

    Returns:
        The import: `counts` (created, changed, unchanged, faulty) and `faults` (row, faults).

    Raises:
        FulcrumError: the file cannot be read, or a job failed.
    """
    steps = Steps(start_assessment_import, check_assessment_import, carry_out_assessment_import)
    return run_file(steps, path, by=by, dry_run=dry_run, observer=observer)
