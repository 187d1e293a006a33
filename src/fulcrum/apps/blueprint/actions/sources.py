"""What likelihoods are read from: editions of the list of goods, and tables of countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.actions.diagnostics import check
from fulcrum.apps.blueprint.exposure_columns import COUNTRY_COLUMNS, read_country_row
from fulcrum.apps.blueprint.goods_lists import (
    LICENCE,
    SHIPPED_EDITION,
    SOURCE,
    read_goods,
    to_plain,
)
from fulcrum.apps.blueprint.models import CountryTable, CountryValue, GoodsList, TableState
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
from fulcrum.apps.parties.values import Fault
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

FILE_MOST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Edition:
    """What is said of an edition of the list of goods."""

    name: str
    published: date
    source: str = SOURCE
    licence: str = LICENCE


@transaction.atomic
def load_goods(content: bytes, edition: Edition, *, by: Actor) -> GoodsList:
    """Load an edition of the list of goods; the same file again changes nothing.

    Args:
        content: CSV with the columns of the list that ships.
        edition: its name, date, source and licence.
        by: the system: an operator does this from the command line.

    Raises:
        RefusedError: anybody else.
        FulcrumError: the file cannot be read, or its date has not come.
        ConflictError: another file was loaded under this name.
    """
    if not by.is_system:
        raise RefusedError(_("An operator loads the list of goods, with `fulcrum goods load`."))
    if len(content) > FILE_MOST:
        raise FulcrumError(_("This file is too large."))
    if edition.published > timezone.localdate():
        raise FulcrumError(_("This day has not come yet."), where=edition.published.isoformat())
    rows, digest = read_goods(content), sha256(content).hexdigest()
    known = GoodsList.objects.filter(edition=edition.name).first()
    if known is not None and known.digest == digest:
        return known
    if known is not None or edition.name == SHIPPED_EDITION:
        raise ConflictError(
            _("Another file was loaded as this edition."),
            where=edition.name,
            mend=_(
                "Give this one a name of its own: diagnostics stay tied to the edition they used."
            ),
        )
    kept = GoodsList.objects.create(
        edition=edition.name,
        published_date=edition.published,
        source=edition.source,
        licence=edition.licence,
        rows=[to_plain(row) for row in rows],
        digest=digest,
    )
    record(
        by, "load_goods", kept, new={"edition": edition.name, "rows": len(rows), "sha256": digest}
    )
    return kept


Row = tuple[int, tuple[str, float, str]]


class CountryReader(Reader[Row]):
    """Takes rows in as values of a table of countries."""

    def __init__(self, run: Import) -> None:
        super().__init__(run)
        self.table = CountryTable.objects.get(run=run)
        self.seen: dict[str, int] = {}

    def row(self, number: int, cells: Cells) -> Row | None:
        """A row as a country's value."""
        found, faults = read_country_row(cells)
        if found is not None and self.seen.setdefault(found[0], number) != number:
            what = _("This row means the same country as row %(row)d.") % {
                "row": self.seen[found[0]]
            }
            found, faults = (
                None,
                [Fault("country", cells["country"], what, _("Keep one of the two."))],
            )
        if found is None:
            self.faults[number] = faults
            return None
        return number, found

    def skip(self, rows: list[Row]) -> None:
        """Nothing: countries were kept in mind while they were read."""

    def take(self, rows: list[Row], *, by: Actor, dry_run: bool) -> Taken:
        """Keep the values; one known already is replaced when it differs."""
        check(by, "blueprint.manage_sources")
        known = {one.country: one for one in CountryValue.objects.filter(table=self.table)}
        new, changed = [], []
        for _number, (country, value, note) in rows:
            before = known.get(country)
            if before is None:
                new.append(CountryValue(table=self.table, country=country, value=value, note=note))
            elif (before.value, before.note) != (value, note):
                before.value, before.note = value, note
                changed.append(before)
        if not dry_run:
            CountryValue.objects.bulk_create(new)
            CountryValue.objects.bulk_update(changed, ["value", "note"])
        counts = {"created": len(new), "changed": len(changed), "faulty": len(self.faults)}
        return Taken(counts | {"unchanged": len(rows) - len(new) - len(changed)}, dict(self.faults))

    def end(self, progress: Progress, counts: dict[str, int], *, dry_run: bool) -> dict[str, int]:
        """From now on likelihoods are read from it."""
        if not dry_run:
            with transaction.atomic():
                self.table.state = TableState.IN_USE
                self.table.save(update_fields=["state"])
                new = {"title": self.table.title, "licence": self.table.licence, **counts}
                record(progress.actor, "take_in_country_table", self.table, new=new)
        return counts


def propose(run: Import) -> dict[str, str]:
    """The heading proposed for each field."""
    return propose_columns(run, COUNTRY_COLUMNS)


def _refuse(actor: Actor) -> None:
    check(actor, "blueprint.manage_sources")


COUNTRIES = ImportKind(
    name="country_table",
    page="country_file",
    check_task="blueprint.check_countries",
    import_task="blueprint.import_countries",
    check_title=gettext_lazy("Check a table of countries"),
    import_title=gettext_lazy("Take a table of countries in"),
    propose=propose,
    reader=CountryReader,
    refuse=_refuse,
)


@transaction.atomic
def start_country_file(table: CountryTable, name: str, content: bytes, *, by: Actor) -> Import:
    """Keep a file, and the unsaved table it is for.

    Raises:
        RefusedError: the actor may not.
        FulcrumError: no licence is given, or the file cannot be read.
    """
    check(by, "blueprint.manage_sources")
    if not table.licence.strip() or not table.source.strip():
        raise FulcrumError(
            _("Say where the table is from and under what licence you may use it."),
            mend=_("Without a licence it is not taken in."),
        )
    run = keep_file(COUNTRIES, name, content, by=by, source=table.source)
    table.run = run
    table.save()
    return run


@transaction.atomic
def check_country_file(
    run: Import, mapping: Mapping[str, str], *, by: Actor, queue: bool = True
) -> Job:
    """Try every row with a mapping; changes nothing but the import's own record.

    Raises:
        FulcrumError: the mapping cannot be used.
    """
    COUNTRIES.check(by)
    current = locked(run, ImportState.UPLOADED, ImportState.CHECKED)
    check_columns(current, mapping, COUNTRY_COLUMNS, ("country", "value"))
    remember_columns(current, mapping)
    current.mapping = dict(mapping)
    return begin_check(COUNTRIES, current, by=by, queue=queue)


def take_countries_in(run: Import, *, by: Actor, queue: bool = True) -> Job:
    """Take in the rows of a checked file that are right.

    Raises:
        ConflictError: it was not checked, or is being taken in already.
    """
    return take_in(COUNTRIES, run, by=by, queue=queue)


def import_country_file(
    table: CountryTable, path: Path, *, by: Actor, observer: Observer | None = None
) -> Import:
    """Check a file and take its rows in, all in this process; for commands."""

    def start(name: str, content: bytes, *, by: Actor, source: str) -> Import:
        del source  # the table says it
        return start_country_file(table, name, content, by=by)

    def as_proposed(run: Import, *, by: Actor, queue: bool) -> Job:
        return check_country_file(run, run.mapping, by=by, queue=queue)

    return run_file(
        Steps(start, as_proposed, take_countries_in), path, by=by, dry_run=False, observer=observer
    )


@transaction.atomic
def withdraw_table(table: CountryTable, *, by: Actor) -> CountryTable:
    """Read likelihoods from it no more; diagnostics keep what they read until they read again.

    Raises:
        ConflictError: it is not in use.
    """
    check(by, "blueprint.manage_sources")
    held = CountryTable.objects.select_for_update().get(pk=table.pk)
    if held.state != TableState.IN_USE:
        raise ConflictError(_("This table is not in use."))
    held.state = TableState.WITHDRAWN
    held.save(update_fields=["state"])
    record(by, "withdraw_country_table", held)
    return held
