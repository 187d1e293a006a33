"""Files of organisations that can be sent back in without loss."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from fulcrum.apps.parties.actions.linking import parent_text
from fulcrum.apps.parties.columns import COLUMNS, PARENT, write_row
from fulcrum.apps.parties.models import Organisation, RowFault

HEADINGS = [column.field for column in COLUMNS]
CHUNK = 2000
_PARENT = ("parent_id", "parent__lei", "parent__external_key", "parent__name", "parent__country")


def _parent(row: dict[str, Any]) -> str:
    if row["parent_id"] is None:
        return ""
    names = ("lei", "external_key", "name", "country")
    return parent_text(Organisation(**{name: row[f"parent__{name}"] for name in names}))


def organisation_rows(organisations: QuerySet[Organisation]) -> Iterator[list[Any]]:
    """The cells of every organisation, under `HEADINGS`."""
    fields = [column.field for column in COLUMNS if column.field != PARENT]
    for row in organisations.values(*fields, *_PARENT).iterator(chunk_size=CHUNK):
        yield write_row(row, _parent(row))


def fault_rows(faults: QuerySet[RowFault]) -> Iterator[list[Any]]:
    """The rows that were not taken as they came, with what is wrong in a last cell."""
    for fault in faults.order_by("row").iterator(chunk_size=CHUNK):
        texts = [f"{one['field']}: {one['text']}" for one in fault.faults]
        yield [*fault.cells, " · ".join(texts)]
