"""Rows of CSV, read as a stream in whatever encoding and with whatever delimiter they came."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from fulcrum.apps.ui.tabular.escaping import unescape_formula
from fulcrum.kernel.errors import FulcrumError

CHUNK = 1 << 20
FIELD_LIMIT = 100_000
DELIMITERS = ",;\t|"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
Row = list[str]


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while piece := file.read(CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _holds_nul(path: Path) -> bool:
    with path.open("rb") as file:
        return any(b"\x00" in piece for piece in iter(lambda: file.read(CHUNK), b""))


def encoding_of(path: Path) -> str:
    """The encoding of a text file: UTF-8, UTF-16 with its mark, or Windows 1252.

    Raises:
        FulcrumError: it is none of these, or not text.
    """
    with path.open("rb") as file:
        is_utf16 = file.read(2) in _UTF16
    if not is_utf16 and _holds_nul(path):
        raise FulcrumError(
            _("This is not a text file."), where=path.name, mend=_("Send a CSV or an XLSX file.")
        )
    choices = ("utf-16",) if is_utf16 else ("utf-8-sig", "cp1252")
    found = next((encoding for encoding in choices if _decodes(path, encoding)), "")
    if not found:
        raise FulcrumError(
            _("The characters of this file cannot be read."),
            where=path.name,
            mend=_("Save it as CSV in UTF-8."),
        )
    return found


def _outside_quotes(line: str) -> str:
    """A line without what stands in quotation marks."""
    return "".join(line.split('"')[::2])


def delimiter_of(line: str) -> str:
    """The character that parts the headings; a comma when none does."""
    plain = _outside_quotes(line)
    return max(DELIMITERS, key=plain.count) if plain else ","


def _unreadable(path: Path, line: int, what: str, column: int = 0) -> FulcrumError:
    where = f"{path.name}, " + _("line %(line)d") % {"line": line}
    if column:
        where += ", " + _("column %(column)d") % {"column": column}
    return FulcrumError(what, where=where, mend=_("Look for a quotation mark that is not closed."))


def _checked(cells: Row, path: Path, line: int) -> Row:
    for number, cell in enumerate(cells, start=1):
        if len(cell) > FIELD_LIMIT:
            raise _unreadable(path, line, _("This cell is longer than any cell may be."), number)
    return [unescape_formula(cell) for cell in cells]


def csv_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Line number (of the row's last line) and cells of each row.

    Raises:
        FulcrumError: not text, an unknown encoding, or a row that cannot be read.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        delimiter = delimiter_of(file.readline(FIELD_LIMIT))
        file.seek(0)
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for cells in reader:
                yield reader.line_num, _checked(cells, path, reader.line_num)
        except csv.Error as error:
            raise _unreadable(path, reader.line_num, _("This line cannot be read.")) from error
