"""The rows of an import's file: read in batches, the wrong ones kept."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from fulcrum.apps.parties.actions.upserting import BATCH, Incoming
from fulcrum.apps.parties.columns import PARENT, read_row
from fulcrum.apps.parties.matching import Seen
from fulcrum.apps.parties.models import Import, RowFault
from fulcrum.apps.parties.values import Fault
from fulcrum.apps.ui.tabular import Table, read_table
from fulcrum.kernel.errors import FulcrumError

Cells = dict[str, str]


def path_of(run: Import) -> Path:
    """Where the file of an import lies.

    Raises:
        FulcrumError: it was taken away after the import, or lost.
    """
    path = Path(default_storage.path(run.stored_name))
    if not path.exists():
        raise FulcrumError(
            _("The file of this import is no longer kept."), mend=_("Send it again.")
        )
    return path


def count_rows(run: Import) -> int:
    """How many rows a file has."""
    return sum(1 for _row in read_table(path_of(run)).rows)


def _cells(table: Table, mapping: Mapping[str, str]) -> Iterator[tuple[int, list[str], Cells]]:
    places = [(field, table.headers.index(heading)) for field, heading in mapping.items()]
    for number, cells in table.rows:
        yield number, cells, {field: cells[place] for field, place in places}


class Reader:
    """Reads a file's rows in batches, and remembers what each row means."""

    def __init__(self, run: Import) -> None:
        self.run = run
        self.seen = Seen()
        self.raw: dict[int, list[str]] = {}
        self.faults: dict[int, list[Fault]] = {}
        self.has_parents = False

    def batches(self) -> Iterator[tuple[int, list[Incoming]]]:
        """Row count so far and the rows of each batch."""
        table = read_table(path_of(self.run))
        rows, done = _cells(table, self.run.mapping), 0
        while found := list(islice(rows, BATCH)):
            done += len(found)
            self.raw = {number: raw for number, raw, _cells in found}
            self.faults = {}
            taken = (self._row(number, cells) for number, _raw, cells in found)
            yield done, [row for row in taken if row]

    def named_parents(self) -> Iterator[list[tuple[int, dict[str, Any], str]]]:
        """The rows that name a parent, in batches: number, values and what they say."""
        table = read_table(path_of(self.run))
        named = (row for row in _cells(table, self.run.mapping) if row[2].get(PARENT))
        while found := list(islice(named, BATCH)):
            self.raw = {number: raw for number, raw, _cells in found}
            yield [
                (number, read_row(cells, clear_blanks=False)[0], cells[PARENT])
                for number, _raw, cells in found
            ]

    def _row(self, number: int, cells: Cells) -> Incoming | None:
        values, parent, faults = read_row(cells, clear_blanks=self.run.clear_blanks)
        self.has_parents = self.has_parents or bool(parent)
        if faults:
            self.faults[number] = faults
            return None
        if self.run.source and not values.get("source"):
            values["source"] = self.run.source
        return Incoming(number, values)

    def skip(self, rows: list[Incoming]) -> None:
        """Pass over rows that an earlier start has committed, keeping in mind what they mean."""
        for row in rows:
            self.seen.earlier(row.number, row.values)


def keep_faults(
    run: Import, raw: Mapping[int, list[str]], faults: Mapping[int, list[Fault]]
) -> None:
    """Keep rows that were not taken, to be corrected and sent again."""
    entries = [
        RowFault(
            run=run,
            row=number,
            cells=raw[number],
            faults=[{"field": one.field, "text": str(one)} for one in found],
        )
        for number, found in faults.items()
    ]
    RowFault.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["run", "row"],
        update_fields=["cells", "faults"],
    )
