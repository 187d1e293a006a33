"""Read CSV and XLSX as rows of text; every problem says where it is and how to mend it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from fulcrum.apps.ui.tabular.escaping import unescape_formula
from fulcrum.kernel.errors import FulcrumError

FIELD_LIMIT = 100_000
UNPACKED_LIMIT = 400 * 1024 * 1024
RATIO_LIMIT = 200
ENCODINGS = ("utf-8-sig", "cp1252")
Row = list[str]


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing wrong in one row; rows count from 2, below the headings."""

    row: int
    column: str
    value: str
    what: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows as (line number, cells); cells are as many as headings."""

    headers: list[str]
    rows: Iterator[tuple[int, Row]]


def _decode(raw: bytes, where: str) -> str:
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return raw.decode("utf-16", errors="strict")
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FulcrumError(
        "The characters of this file cannot be read.", where=where, mend="Save it as CSV in UTF-8."
    )


def _delimiter(first_line: str) -> str:
    return max(",;\t|", key=first_line.count) if first_line else ","


def _csv_rows(path: Path) -> Iterator[tuple[int, Row]]:
    text = _decode(path.read_bytes(), path.name)
    if "\x00" in text:
        raise FulcrumError(
            "This is not a text file.", where=path.name, mend="Send a CSV or an XLSX file."
        )
    previous = csv.field_size_limit(FIELD_LIMIT)
    try:
        reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text.split("\n", 1)[0]))
        for cells in reader:
            yield reader.line_num, [unescape_formula(cell.strip()) for cell in cells]
    except csv.Error as error:
        raise FulcrumError(
            f"This line cannot be read: {error}.",
            where=f"{path.name}, line {reader.line_num}",
            mend="Look for a quotation mark that is not closed.",
        ) from error
    finally:
        csv.field_size_limit(previous)


def check_archive(path: Path) -> None:
    """Refuse an archive that unpacks to far more than it says.

    Raises:
        FulcrumError: it is not an archive, or its content is out of bounds.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise FulcrumError(
            "This workbook is damaged.", where=path.name, mend="Save it again as XLSX."
        ) from error
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    if unpacked > UNPACKED_LIMIT or (unpacked > 10_000_000 and unpacked / packed > RATIO_LIMIT):
        raise FulcrumError(
            "This workbook unpacks to far too much.",
            where=path.name,
            mend="Split it into smaller files, or send it as CSV.",
        )


def _xlsx_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return "" if value is None else unescape_formula(str(value).strip())


def _xlsx_rows(path: Path, sheet: str | None) -> Iterator[tuple[int, Row]]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only readers pay

    check_archive(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if sheet is not None and sheet not in names:
            raise FulcrumError(
                f"There is no sheet “{sheet}”.",
                where=path.name,
                mend=f"It has: {', '.join(names)}.",
            )
        found = book.get_sheet_by_name(sheet or names[0])
    except (CalamineError, IndexError) as error:
        raise FulcrumError(
            "This workbook cannot be read.", where=path.name, mend="Save it again as XLSX."
        ) from error
    for number, cells in enumerate(found.iter_rows(), start=1):
        yield number, [_xlsx_text(cell) for cell in cells]


def _same_width(rows: Iterator[tuple[int, Row]], width: int) -> Iterator[tuple[int, Row]]:
    for number, cells in rows:
        if any(cells):
            yield number, (cells + [""] * (width - len(cells)))[:width]


def read_table(path: Path, *, sheet: str | None = None) -> Table:
    """Read the first sheet (or the one named) of a CSV or XLSX file.

    Rows come one by one; empty rows are passed over; missing cells are "".

    Raises:
        FulcrumError: the file cannot be read, has no headings, or repeats one.
    """
    suffix = path.suffix.lower()
    if suffix not in {".csv", ".tsv", ".txt", ".xlsx"}:
        raise FulcrumError(
            "This kind of file is not taken.", where=path.name, mend="Send a CSV or an XLSX file."
        )
    rows = _xlsx_rows(path, sheet) if suffix == ".xlsx" else _csv_rows(path)
    _number, headers = next(((n, cells) for n, cells in rows if any(cells)), (0, []))
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise FulcrumError(
            "This file is empty.", where=path.name, mend="Put the headings into the first row."
        )
    repeated = sorted({name for name in headers if name and headers.count(name) > 1})
    if repeated:
        raise FulcrumError(
            f"A heading stands twice: {', '.join(repeated)}.",
            where=path.name,
            mend="Give every column a heading of its own.",
        )
    return Table(headers, _same_width(rows, len(headers)))
