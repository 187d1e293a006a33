"""The rows of a file of organisations: what each means, and which name a parent."""

from abc import ABC
from collections.abc import Iterator
from itertools import islice
from typing import Any

from fulcrum.apps.parties.actions.files import Cells, Reader, cells_of, path_of
from fulcrum.apps.parties.actions.upserting import BATCH, Incoming
from fulcrum.apps.parties.columns import PARENT, read_row
from fulcrum.apps.parties.matching import Seen
from fulcrum.apps.parties.models import Import
from fulcrum.apps.ui.tabular import read_table


class OrganisationRows(Reader[Incoming], ABC):
    """Reads rows as organisations, and remembers what each row means."""

    def __init__(self, run: Import) -> None:
        super().__init__(run)
        self.seen = Seen()
        self.has_parents = False

    def named_parents(self) -> Iterator[list[tuple[int, dict[str, Any], str]]]:
        """The rows that name a parent, in batches: number, values and what they say."""
        table = read_table(path_of(self.run))
        named = (row for row in cells_of(table, self.run.mapping) if row[2].get(PARENT))
        while found := list(islice(named, BATCH)):
            self.raw = {number: raw for number, raw, _cells in found}
            yield [
                (number, read_row(cells, clear_blanks=False)[0], cells[PARENT])
                for number, _raw, cells in found
            ]

    def row(self, number: int, cells: Cells) -> Incoming | None:
        """The values of a row."""
        values, parent, faults = read_row(cells, clear_blanks=self.run.clear_blanks)
        self.has_parents = self.has_parents or bool(parent)
        if faults:
            self.faults[number] = faults
            return None
        if self.run.source and not values.get("source"):
            values["source"] = self.run.source
        return Incoming(number, values)

    def skip(self, rows: list[Incoming]) -> None:
        """Keep in mind what rows mean that were taken before."""
        for row in rows:
            self.seen.earlier(row.number, row.values)
