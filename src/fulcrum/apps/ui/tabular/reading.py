"""Read CSV and XLSX as rows of text; every problem says where it is and how to mend it."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Protocol

from django.utils.translation import gettext as _

from fulcrum.apps.ui.tabular.csv_rows import Row, csv_rows
from fulcrum.apps.ui.tabular.xlsx_rows import xlsx_rows
from fulcrum.kernel.errors import FulcrumError

TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
COLUMN_LIMIT = 1_000
Rows = Iterator[tuple[int, Row]]


class NamedFile(Protocol):
    """An open binary file that knows its name, such as an upload."""

    name: str | None

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing wrong in one row.

    Attributes:
        row: the row in the file; the headings are usually row 1.
        column: its heading.
        value: what stands there.
        what: what is wrong, as a sentence.
        mend: what to do about it.
    """

    row: int
    column: str
    value: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        place = _("row %(row)d, column “%(column)s”") % {"row": self.row, "column": self.column}
        return f"{place}: {self.what} {self.mend}".rstrip()


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows as (line number, cells); cells are as many as headings."""

    headers: list[str]
    rows: Rows


def _trimmed(rows: Rows) -> Rows:
    return ((number, [cell.strip() for cell in cells]) for number, cells in rows)


def _same_width(rows: Rows, width: int, name: str) -> Rows:
    for number, cells in rows:
        if not any(cells):
            continue
        if any(cells[width:]):
            raise FulcrumError(
                _("This row has %(cells)d cells, but there are %(headings)d headings.")
                % {"cells": len(cells), "headings": width},
                where=f"{name}, " + _("line %(line)d") % {"line": number},
                mend=_("Put text that holds a delimiter in quotation marks, or add a heading."),
            )
        yield number, (cells + [""] * (width - len(cells)))[:width]


def _headers(rows: Rows, name: str) -> list[str]:
    found = next((cells for _number, cells in rows if any(cells)), [])
    headers = [cell.strip() for cell in found]
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise FulcrumError(
            _("This file is empty."), where=name, mend=_("Put the headings into the first row.")
        )
    if len(headers) > COLUMN_LIMIT:
        raise FulcrumError(
            _("This file has too many columns."),
            where=name,
            mend=_("Send at most %(most)d.") % {"most": COLUMN_LIMIT},
        )
    repeated = sorted({text for text in headers if text and headers.count(text) > 1})
    if repeated:
        raise FulcrumError(
            _("A heading stands twice: %(names)s.") % {"names": ", ".join(repeated)},
            where=name,
            mend=_("Give every column a heading of its own."),
        )
    return headers


def _rows(path: Path, sheet: str | None) -> Rows:
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return xlsx_rows(path, sheet)
    if suffix in TEXT_SUFFIXES:
        return csv_rows(path)
    raise FulcrumError(
        _("This kind of file is not taken."), where=path.name, mend=_("Send a CSV or an XLSX file.")
    )


def _kept(folder: "tempfile.TemporaryDirectory[str]", rows: Rows) -> Rows:
    """Rows of a copy that is thrown away after the last."""
    with folder:
        yield from rows


def _copied(file: NamedFile) -> tuple["tempfile.TemporaryDirectory[str]", Path]:
    folder = tempfile.TemporaryDirectory(prefix="fulcrum-table-")
    path = Path(folder.name) / (PurePath(file.name or "").name or "table")
    with path.open("wb") as copy:
        shutil.copyfileobj(file, copy)
    return folder, path


def _table(path: Path, rows: Rows, *, trim: bool) -> Table:
    headers = _headers(rows, path.name)
    cells = _trimmed(rows) if trim else rows
    return Table(headers, _same_width(cells, len(headers), path.name))


def read_table(file: Path | NamedFile, *, sheet: str | None = None, trim: bool = True) -> Table:
    """Read the first sheet (or the one named) of a CSV or XLSX file.

    Rows come one by one; empty rows are passed over; missing cells are "". Numbers, dates and
    "yes" or "no" come as text, dates in ISO 8601; formula escapes are taken off again.

    Args:
        file: a path, or an open file with a name; the ending of the name says what it is.
        sheet: the sheet of a workbook.
        trim: leave out white space around cells.

    Raises:
        FulcrumError: the file cannot be read, has no headings, or repeats one.
    """
    if isinstance(file, Path):
        return _table(file, _rows(file, sheet), trim=trim)
    folder, path = _copied(file)
    try:
        table = _table(path, _rows(path, sheet), trim=trim)
    except Exception:
        folder.cleanup()
        raise
    return Table(table.headers, _kept(folder, table.rows))


def row_errors_table(errors: list[RowError]) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows of a file of errors, for `write_csv` or `write_xlsx`."""
    columns = [_("Row"), _("Column"), _("Value"), _("What is wrong"), _("What to do")]
    rows = [[one.row, one.column, one.value, one.what, one.mend] for one in errors]
    return columns, rows
