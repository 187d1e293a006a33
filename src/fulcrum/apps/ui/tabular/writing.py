"""Write CSV and XLSX row by row, formula cells escaped."""

import csv
import io
import math
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.ui.characters import writable
from fulcrum.apps.ui.tabular.escaping import escape_formula
from fulcrum.kernel.errors import FulcrumError

BOM = "\ufeff"
BATCH = 500
SHEET_NAME_LIMIT = 31
CELL_LIMIT = 32_767  # what a cell of XLSX holds
ROW_LIMIT = 1_048_575  # what a sheet of XLSX holds below its headings
WIDTHS = (10, 40)
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


def _parts(value: Any) -> str:
    return "; ".join(str(part) for part in value)


def _number(value: Any) -> Any:
    return value if math.isfinite(value) else ""


def _text(value: Any) -> str:
    return str(escape_formula(writable(value)))


# The first kind that fits decides, so bool stands before int.
_KINDS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (str, _text),
    (type(None), lambda _value: ""),
    (bool, lambda value: "yes" if value else "no"),
    ((int, float, Decimal), _number),
    ((date, time), lambda value: value.isoformat()),
    ((list, tuple), lambda value: _text(_parts(value))),
    ((set, frozenset), lambda value: _text(_parts(sorted(value)))),
    (object, _text),
)


def _cell(value: Any) -> Any:
    """A value as text, or as the number it is."""
    return next(write for kind, write in _KINDS if isinstance(value, kind))(value)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """CSV in UTF-8 with a byte order mark (Excel needs it), a few hundred rows at a time."""
    buffer = io.StringIO(newline="")
    buffer.write(BOM)
    writer = csv.writer(buffer)
    writer.writerow([_cell(str(name)) for name in columns])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(value) for value in row])
        if number % BATCH == 0:
            yield buffer.getvalue().encode("utf-8")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8")


def _sheet_name(title: str) -> str:
    return writable(title).translate(_FORBIDDEN).strip()[:SHEET_NAME_LIMIT] or "Data"


def _fits(text: str) -> str:
    return text if len(text) <= CELL_LIMIT else f"{text[: CELL_LIMIT - 1]}…"


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, _fits(value))
    else:
        sheet.write_number(row, column, value)


def _write_headings(book: Any, sheet: Any, columns: Sequence[str]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for place, name in enumerate(columns):
        least, most = WIDTHS
        sheet.set_column(place, place, min(most, max(least, len(name) + 2)))
        sheet.write_string(0, place, _fits(_cell(str(name))), bold)


def _write_rows(sheet: Any, rows: Iterable[Sequence[Any]]) -> None:
    for number, row in enumerate(rows, start=1):
        if number > ROW_LIMIT:
            raise FulcrumError(
                _("A workbook holds no more than %(most)d rows.") % {"most": ROW_LIMIT},
                mend=_("Take the CSV, or filter first."),
            )
        for place, value in enumerate(row):
            _write_cell(sheet, number, place, _cell(value))


def _write_notes(book: Any, notes: Sequence[str]) -> None:
    sheet = book.add_worksheet(_sheet_name(_("Notes")))
    wrapped = book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 100)
    for number, line in enumerate(notes):
        sheet.write_string(number, 0, _fits(_cell(str(line))), wrapped)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its name, its headings and its rows."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write_book(sheets: Iterable[Sheet], *, notes: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets, and one of notes in the end when there are any.

    Memory stays constant in the number of rows until the finished file is read back.

    Args:
        sheets: numbers stay numbers, dates become ISO 8601 text.
        notes: lines about the data: what it shows, its filters, source and date.

    Raises:
        FulcrumError: more rows than a sheet holds.
    """
    import xlsxwriter  # noqa: PLC0415 - only those who export pay for it

    with tempfile.TemporaryDirectory(prefix="fulcrum-xlsx-") as folder:
        path = Path(folder) / "table.xlsx"
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": folder,
        }
        with xlsxwriter.Workbook(str(path), options) as book:
            for one in sheets:
                sheet = book.add_worksheet(_sheet_name(str(one.title)))
                _write_headings(book, sheet, [str(name) for name in one.columns])
                _write_rows(sheet, one.rows)
            if notes:
                _write_notes(book, notes)
        return path.read_bytes()


def write_xlsx(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str = "Data",
    notes: Sequence[str] = (),
) -> bytes:
    """A workbook with one sheet of data, and a second of notes when there are any."""
    return write_book([Sheet(title, columns, rows)], notes=notes)
