"""The rows of an import's file: read in batches, the wrong ones kept."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.parties.actions.upserting import BATCH
from fulcrum.apps.parties.models import Import, RowFault
from fulcrum.apps.parties.values import Fault
from fulcrum.apps.ui.tabular import Table, read_table
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError

Cells = dict[str, str]
Faults = dict[int, list[Fault]]
RowT = TypeVar("RowT")


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


def cells_of(table: Table, mapping: Mapping[str, str]) -> Iterator[tuple[int, list[str], Cells]]:
    """Each row's number, its cells as they stand, and those of mapped columns by field."""
    places = [(field, table.headers.index(heading)) for field, heading in mapping.items()]
    for number, cells in table.rows:
        yield number, cells, {field: cells[place] for field, place in places}


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a batch: how many rows ended how, and what is wrong with which."""

    counts: dict[str, int] = field(default_factory=dict)
    faults: Faults = field(default_factory=dict)


class Reader(ABC, Generic[RowT]):
    """Reads a file's rows in batches, knows what each means, and takes them in.

    `raw` holds the cells of the batch in hand, `faults` what could not be read of it.
    """

    def __init__(self, run: Import) -> None:
        self.run = run
        self.raw: dict[int, list[str]] = {}
        self.faults: Faults = {}

    def batches(self) -> Iterator[tuple[int, list[RowT]]]:
        """Row count so far and the rows of each batch that can be read."""
        table = read_table(path_of(self.run))
        rows, done = cells_of(table, self.run.mapping), 0
        while found := list(islice(rows, BATCH)):
            done += len(found)
            self.raw = {number: raw for number, raw, _cells in found}
            self.faults = {}
            taken = (self.row(number, cells) for number, _raw, cells in found)
            yield done, [row for row in taken if row is not None]

    @abstractmethod
    def row(self, number: int, cells: Cells) -> RowT | None:
        """A row as it is meant; None, with `faults` saying why, when it cannot be read."""

    @abstractmethod
    def skip(self, rows: list[RowT]) -> None:
        """Pass over rows that an earlier start has committed, keeping in mind what they mean."""

    @abstractmethod
    def take(self, rows: list[RowT], *, by: Actor, dry_run: bool) -> Taken:
        """Take a batch in, inside the transaction of its step; only find out what would happen."""

    def end(
        self,
        progress: Progress,
        counts: dict[str, int],
        *,
        dry_run: bool,
    ) -> dict[str, int]:
        """What remains once every row was taken; the counts with what came of it."""
        return counts


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
