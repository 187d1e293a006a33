"""Write CSV and XLSX row by row, formula cells escaped."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fulcrum.apps.ui.tabular.escaping import escape_formula

BOM = "\ufeff"
SHEET_NAME_LIMIT = 31
CELL_LIMIT = 32_767  # what a cell of XLSX holds
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


def _text(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(str(part) for part in value)
    if isinstance(value, str):
        return value.translate(_CONTROL)
    return value


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """CSV in UTF-8 with a byte order mark (Excel needs it), a few hundred rows at a time."""
    buffer = io.StringIO()
    buffer.write(BOM)
    writer = csv.writer(buffer)
    writer.writerow([escape_formula(_text(name)) for name in columns])
    for number, row in enumerate(rows, start=1):
        writer.writerow([escape_formula(_text(value)) for value in row])
        if number % 500 == 0:
            yield buffer.getvalue().encode("utf-8")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8")


def write_xlsx(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str = "Data",
    notes: Sequence[str] = (),
) -> bytes:
    """A workbook with one sheet of data, and a second of notes when there are any.

    Memory stays constant in the number of rows until the finished file is read back.
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
            sheet = book.add_worksheet(title.translate(_FORBIDDEN)[:SHEET_NAME_LIMIT] or "Data")
            bold = book.add_format({"bold": True})
            sheet.freeze_panes(1, 0)
            for place, name in enumerate(columns):
                sheet.write_string(0, place, str(escape_formula(_text(name)))[:CELL_LIMIT], bold)
            for number, row in enumerate(rows, start=1):
                for place, value in enumerate(row):
                    _write_cell(sheet, number, place, _text(value))
            if notes:
                _write_notes(book, notes)
        return path.read_bytes()


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    elif value != "":
        sheet.write_string(row, column, str(escape_formula(value))[:CELL_LIMIT])


def _write_notes(book: Any, notes: Sequence[str]) -> None:
    sheet = book.add_worksheet("Notes")
    sheet.set_column(0, 0, 100)
    for number, line in enumerate(notes):
        sheet.write_string(number, 0, str(escape_formula(_text(line)))[:CELL_LIMIT])
