"""Files of exposures: checked row by row, taken in step by step, added up to risks at the end."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.actions.diagnostics import (
    check,
    currency_of,
    exposure_from,
    finder_of,
    open_one,
    risks_for,
    sum_up,
    worth,
)
from fulcrum.apps.blueprint.diagnosis.exposures import ExposureInput
from fulcrum.apps.blueprint.exposure_columns import EXPOSURE_COLUMNS, RowReader
from fulcrum.apps.blueprint.goods_lists import goods_of
from fulcrum.apps.blueprint.models import AreaReview, Diagnostic, Exposure, ExposureFile
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import Observer, Progress
from fulcrum.apps.parties.actions.files import Cells, Reader, Taken
from fulcrum.apps.parties.actions.intake import (
    ImportKind,
    Steps,
    begin_check,
    keep_file,
    locked,
    run_file,
    take_in,
)
from fulcrum.apps.parties.actions.mapping import check_columns, propose_columns, remember_columns
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.models import Import
from fulcrum.apps.ui.bulk import insert_rows
from fulcrum.kernel.actors import Actor

Row = tuple[int, ExposureInput, str]
NEW = (
    "diagnostic_id", "risk_id", "run_id", "source_row", "area", "activity", "sector", "country",
    "good", "amount", "currency", "value", "reference", "fingerprint",
)  # fmt: skip


class ExposureReader(Reader[Row]):
    """Takes rows in as exposures; the same row sent again changes nothing."""

    def __init__(self, run: Import) -> None:
        super().__init__(run)
        file = ExposureFile.objects.select_related("diagnostic").get(run=run)
        self.diagnostic = file.diagnostic
        rates = {*self.diagnostic.rates, self.diagnostic.currency}
        named = goods_of(self.diagnostic.goods_edition).named
        self.reader = RowReader(file.default_area, named, rates)
        self.find = finder_of(self.diagnostic)
        self.same: Counter[str] = Counter()

    def row(self, number: int, cells: Cells) -> Row | None:
        """A row as an exposure; one that says the same as another is told apart by its number."""
        given, faults = self.reader.read(cells)
        if given is None:
            self.faults[number] = faults
            return None
        first = given.fingerprint()
        self.same[first] += 0 if given.reference else 1
        return number, given, given.fingerprint(max(1, self.same[first]))

    def skip(self, rows: list[Row]) -> None:
        """Nothing: what rows mean was kept while they were read."""

    def take(self, rows: list[Row], *, by: Actor, dry_run: bool) -> Taken:
        """Add what is new, and correct what carries a reference and says something else."""
        check(by, "blueprint.answer_diagnostic", self.diagnostic)
        last = {fingerprint: (number, given) for number, given, fingerprint in rows}
        known = self._known(list(last))
        new = {key: row for key, row in last.items() if key not in known}
        changed = {
            key: row
            for key, row in last.items()
            if key in known and self._differs(known[key], row[1])
        }
        counts = {
            "created": len(new),
            "changed": len(changed),
            "unchanged": len(rows) - len(new) - len(changed),
            "faulty": len(self.faults),
        }
        if not dry_run and (new or changed):
            open_one(self.diagnostic, by=by)
            self._write(new, changed, known)
        return Taken(counts, dict(self.faults))

    def _known(self, fingerprints: list[str]) -> dict[str, Exposure]:
        rows = Exposure.objects.filter(diagnostic=self.diagnostic, fingerprint__in=fingerprints)
        return {row.fingerprint: row for row in rows}

    def _differs(self, known: Exposure, given: ExposureInput) -> bool:
        names = ("area", "activity", "sector", "country", "good", "amount")
        currency = currency_of(self.diagnostic, given)
        return known.currency != currency or any(
            getattr(known, n) != getattr(given, n) for n in names
        )

    def _write(
        self, new: Mapping[str, Any], changed: Mapping[str, Any], known: Mapping[str, Exposure]
    ) -> None:
        rows = {**new, **changed}
        risks = risks_for(self.diagnostic, (given for _number, given in rows.values()), self.find)
        run, diagnostic = self.run, self.diagnostic
        insert_rows(
            Exposure,
            NEW,
            [
                (
                    diagnostic.pk, risks[given.key].pk, run.pk, number, given.area, given.activity,
                    given.sector, given.country, given.good, given.amount,
                    currency_of(diagnostic, given), worth(diagnostic, given), given.reference,
                    fingerprint,
                )
                for fingerprint, (number, given) in new.items()
            ],
        )  # fmt: skip
        corrected = []
        for fingerprint, (number, given) in changed.items():
            exposure = exposure_from(diagnostic, given, risks[given.key])
            exposure.fingerprint, exposure.run, exposure.source_row = fingerprint, run, number
            exposure.pk = known[fingerprint].pk
            corrected.append(exposure)
        names = [
            "risk",
            "area",
            "activity",
            "sector",
            "country",
            "good",
            "amount",
            "currency",
            "value",
            "run",
            "source_row",
        ]
        Exposure.objects.bulk_update(corrected, names, batch_size=200)

    def end(self, progress: Progress, counts: dict[str, int], *, dry_run: bool) -> dict[str, int]:
        """Add the exposures up to risks, so that the map has its sizes and its order."""
        if dry_run:
            return counts
        with transaction.atomic():
            sum_up(self.diagnostic)
            areas = Exposure.objects.filter(diagnostic=self.diagnostic).values("area").distinct()
            AreaReview.objects.filter(diagnostic=self.diagnostic, area__in=areas).delete()
            record(
                progress.actor,
                "take_in_exposures",
                self.diagnostic,
                new={"import": self.run.pk, **counts},
            )
        return counts


def propose(run: Import) -> dict[str, str]:
    """The heading proposed for each field."""
    return propose_columns(run, EXPOSURE_COLUMNS)


def _refuse(actor: Actor) -> None:
    check(actor, "blueprint.answer_diagnostic")


EXPOSURES = ImportKind(
    name="exposures",
    page="exposure_file",
    check_task="blueprint.check_exposures",
    import_task="blueprint.import_exposures",
    check_title=gettext_lazy("Check exposures"),
    import_title=gettext_lazy("Take exposures in"),
    propose=propose,
    reader=ExposureReader,
    refuse=_refuse,
)


@transaction.atomic
def start_exposure_file(  # noqa: PLR0913 - keyword-only, each a plain value
    diagnostic: Diagnostic,
    name: str,
    content: bytes,
    *,
    by: Actor,
    area: str,
    rates: Mapping[str, str] | None = None,
) -> Import:
    """Keep a file of exposures, and propose which column is which field.

    Args:
        diagnostic: a draft.
        name: the file's name.
        content: the file, checked by `ui.uploads` when it came over the web.
        by: whoever works on the diagnostic.
        area: of rows that name none.
        rates: what one unit of another currency is worth in the diagnostic's.

    Raises:
        FulcrumError: the file cannot be read, or the diagnostic is finished.
    """
    held = open_one(diagnostic, by=by)
    if rates:
        held.rates = {**held.rates, **rates}
        held.save(update_fields=["rates"])
    run = keep_file(EXPOSURES, name, content, by=by)
    if by.is_system:
        Import.objects.filter(pk=run.pk).update(tenant=held.tenant_id)
    ExposureFile.objects.create(diagnostic=held, run=run, default_area=area)
    return run


@transaction.atomic
def check_exposure_file(
    run: Import, mapping: Mapping[str, str], *, by: Actor, queue: bool = True
) -> Job:
    """Try every row with a mapping; changes nothing but the import's own record.

    Raises:
        FulcrumError: the mapping cannot be used, or the diagnostic is finished.
    """
    EXPOSURES.check(by)
    open_one(ExposureFile.objects.select_related("diagnostic").get(run=run).diagnostic, by=by)
    current = locked(run, ImportState.UPLOADED, ImportState.CHECKED)
    check_columns(current, mapping, EXPOSURE_COLUMNS, ())
    remember_columns(current, mapping)
    current.mapping = dict(mapping)
    return begin_check(EXPOSURES, current, by=by, queue=queue)


def take_exposures_in(run: Import, *, by: Actor, queue: bool = True) -> Job:
    """Take in the rows of a checked file that are right.

    Raises:
        ConflictError: it was not checked, or is being taken in already.
    """
    return take_in(EXPOSURES, run, by=by, queue=queue)


def import_exposures_file(
    diagnostic: Diagnostic, path: Path, *, by: Actor, area: str, observer: Observer | None = None
) -> Import:
    """Check a file of exposures and take its rows in, all in this process; for commands."""

    def start(name: str, content: bytes, *, by: Actor, source: str) -> Import:
        del source  # exposures have none: the file is the institution's own
        return start_exposure_file(diagnostic, name, content, by=by, area=area)

    def as_proposed(run: Import, *, by: Actor, queue: bool) -> Job:
        return check_exposure_file(run, run.mapping, by=by, queue=queue)

    steps = Steps(start, as_proposed, take_exposures_in)
    return run_file(steps, path, by=by, dry_run=False, observer=observer)
