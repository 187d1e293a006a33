"""A text file's first line, read before anything else: its delimiter and its columns' names.

What looks at rows to find out how a file is written can be led astray by what a payer wrote; the
first line cannot.
"""

import codecs
import csv
import gzip
import zlib
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import IO, Any

from fulcrum.engines.screening.duck import quoted
from fulcrum.engines.screening.intake.cells import BEFORE
from fulcrum.kernel.errors import FulcrumError

DELIMITERS = (",", ";", "\t", "|")
CODECS = {"utf-8": "utf-8-sig", "latin-1": "latin-1", "utf-16": "utf-16"}
HEAD = 1 << 20  # bytes looked at
OURS = "at_row"  # what intake itself calls a row's number


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written.

    Attributes:
        delimiter: between cells.
        names: of its columns, no two alike.
        blank: how many blank lines stand above the names.
    """

    delimiter: str
    names: tuple[str, ...]
    blank: int


def opened(path: Path) -> IO[bytes]:
    """A file's bytes, unpacked where it is packed."""
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value] # it reads bytes


def dialect_of(path: Path, encoding: str, label: str) -> Dialect:
    """How a file is written.

    Args:
        path: the file.
        encoding: one of `CODECS`.
        label: as errors call it.

    Raises:
        FulcrumError: it is empty, written in another encoding, or cannot be unpacked.
    """
    text = _head(path, encoding, label)
    lines = text.splitlines()
    blank = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    head = "\n".join(lines[blank:])
    if not head:
        raise FulcrumError("The file is empty.", where=label, mend="Hand over one with rows.")
    found = [_first(head, one) for one in DELIMITERS]
    names = max(found, key=len)  # the first of equals: the comma
    return Dialect(DELIMITERS[found.index(names)], _different(names), blank)


def _head(path: Path, encoding: str, label: str) -> str:
    try:
        with opened(path) as file:
            head = file.read(HEAD)
    except (OSError, EOFError, zlib.error) as error:
        raise FulcrumError(
            f"The file cannot be read: {error}.", where=label, mend="Fetch it again."
        ) from None
    told = _decoded(head, encoding)
    if told is None:
        raise FulcrumError(
            f"The file is not written in {encoding.upper()}.",
            where=label,
            mend="Name its encoding with --encoding, for instance latin-1, or save it as UTF-8.",
        )
    return told


def _decoded(head: bytes, encoding: str) -> str | None:
    """Text of a file's beginning; None where it is written otherwise."""
    if encoding == "utf-16" and head.startswith(codecs.BOM_UTF16_BE):
        return None  # DuckDB reads the little-endian one alone
    try:
        return codecs.getincrementaldecoder(CODECS[encoding])().decode(head)
    except UnicodeDecodeError:
        return None


def _first(text: str, delimiter: str) -> list[str]:
    return next(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def _different(names: list[str]) -> tuple[str, ...]:
    """Names without blanks around them; none is empty, and no two are alike but for case."""
    found: list[str] = []
    used = {OURS, BEFORE}
    for number, given in enumerate(names, 1):
        plain = given.strip() or f"column{number}"
        tried, more = plain, 1
        while tried.lower() in used:
            tried, more = f"{plain}_{more}", more + 1
        used.add(tried.lower())
        found.append(tried)
    return tuple(found)


def csv_query(path: Path, dialect: Dialect, encoding: str) -> str:
    """The query that reads a text file, every cell as text; what is no row is remembered."""
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in dialect.names)
    settings: dict[str, Any] = {
        "columns": f"{{{columns}}}",
        "auto_detect": "false",
        "delim": quoted(dialect.delimiter),
        "quote": quoted('"'),
        "escape": quoted('"'),
        "header": "true",
        "skip": dialect.blank,
        "encoding": quoted(encoding),
        "strict_mode": "true",
        "null_padding": "false",
        "ignore_errors": "true",
        "store_rejects": "true",
    }
    told = ", ".join(f"{name} = {value}" for name, value in settings.items())
    return f"SELECT * FROM read_csv({quoted(path)}, {told})"
