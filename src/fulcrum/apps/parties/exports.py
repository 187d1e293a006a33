"""Files of organisations that can be sent back in without loss."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fulcrum.apps.parties.columns import COLUMNS, PARENT, write_row
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.apps.parties.references import cell_of
from fulcrum.apps.ui.tabular import write_csv, write_xlsx
from fulcrum.kernel.errors import FulcrumError

HEADINGS = [column.field for column in COLUMNS]
CHUNK = 2000
_PARENT = ("parent_id", "parent__lei", "parent__external_key", "parent__name", "parent__country")


def _parent(row: dict[str, Any]) -> str:
    if row["parent_id"] is None:
        return ""
    names = ("lei", "external_key", "name", "country")
    return cell_of(Organisation(**{name: row[f"parent__{name}"] for name in names}))


def organisation_rows(organisations: QuerySet[Organisation]) -> Iterator[list[Any]]:
    """The cells of every organisation, under `HEADINGS`."""
    fields = [column.field for column in COLUMNS if column.field != PARENT]
    for row in organisations.values(*fields, *_PARENT).iterator(chunk_size=CHUNK):
        yield write_row(row, _parent(row))


def write_file(path: Path, organisations: QuerySet[Organisation]) -> int:
    """Write organisations to a CSV or XLSX file, as its ending says; how many there were.

    Raises:
        FulcrumError: the file's ending is neither.
    """
    suffix = path.suffix.lower()
    if suffix not in {".csv", ".xlsx"}:
        raise FulcrumError(
            _("A file ends in .csv or .xlsx."), where=path.name, mend=_("Give it such a name.")
        )
    rows = organisation_rows(organisations)
    if suffix == ".csv":
        with path.open("wb") as file:
            file.writelines(write_csv(HEADINGS, rows))
    else:
        path.write_bytes(write_xlsx(HEADINGS, rows, title="organisations"))
    return organisations.count()


ERROR = "error"


def _own_places(run: Import) -> list[int]:
    """Where the file's own columns stand; an error column of an earlier round is left out."""
    return [place for place, name in enumerate(run.headers) if name.strip().lower() != ERROR]


def fault_headings(run: Import) -> list[str]:
    """The file's headings, and one for what is wrong."""
    return [*(run.headers[place] for place in _own_places(run)), ERROR]


def fault_rows(run: Import) -> Iterator[list[Any]]:
    """The rows that were not taken as they came, with what is wrong in a last cell."""
    places = _own_places(run)
    for fault in run.faults.order_by("row").iterator(chunk_size=CHUNK):
        texts = [f"{one['field']}: {one['text']}" for one in fault.faults]
        yield [*(fault.cells[place] for place in places), " · ".join(texts)]
