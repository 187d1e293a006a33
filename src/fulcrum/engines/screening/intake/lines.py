"""Lines of a text file that are no rows: told with their numbers, and the rows around them kept.

A quote that is never closed would swallow every row after it. Such a line is blanked in a copy of
the file, and the file is read again.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from io import TextIOWrapper
from pathlib import Path
from shutil import copyfile
from typing import IO

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.intake.dialect import CODECS, dialect_of, opened
from fulcrum.engines.screening.intake.sources import CSV, Source
from fulcrum.engines.screening.intake.tables import (
    MOST_SHOWN,
    Intake,
    forget_rejected,
    reason,
    relation,
    typed_query,
)
from fulcrum.kernel.errors import FulcrumError

MOST_MENDS = 20  # how often a file is read again
BLOCK = 1 << 24
LONGEST_CELL = 2**31 - 1
OPEN = "it has a quote that is not closed, or not doubled"
WHY = {
    "MISSING COLUMNS": "it has too few cells",
    "TOO MANY COLUMNS": "it has too many cells",
    "UNQUOTED VALUE": OPEN,
    "INVALID ENCODING": "it is not written in the file's encoding",
    "LINE SIZE OVER MAXIMUM": "it is too long",
}


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that is no row.

    Attributes:
        row: its number in the file; the header is row 1.
        said: how it begins.
        why: what is wrong with it.
        position: of its first byte.
        swallowed: whether it took lines after it with it.
    """

    row: int
    said: str
    why: str
    position: int
    swallowed: bool


@dataclass(frozen=True, slots=True)
class Read:
    """How reading a file went.

    Attributes:
        rejected: the lines that are no rows.
        source: what was read: the file, or a copy without quotes that are never closed.
    """

    rejected: tuple[Rejected, ...]
    source: Source
    encoding: str = field(default="utf-8")

    def skipped(self) -> list[int]:
        """Rows of the file that are no rows of the relation: rejected ones and blank ones."""
        lines = {one.row for one in self.rejected}
        if self.source.kind == CSV:
            lines.update(blank_rows(self.source.path, self.encoding, self.source.label))
        return sorted(lines)


def read(intake: Intake, source: Source, folder: Path, use: Callable[[str], None]) -> Read:
    """Use the query of a file's typed rows; again, where one line swallowed others.

    Args:
        intake: what goes on.
        source: the file.
        folder: where a mended copy may lie.
        use: does something with the query; what it did before is undone when it is called again.

    Raises:
        FulcrumError: the mapping does not fit, or quotes are broken all over the file.
        duckdb.Error: the file cannot be read.
    """
    blanked: dict[int, str] = {}
    for _time in range(MOST_MENDS):
        forget_rejected(intake.duck)
        use(typed_query(intake, source, relation(intake, source)))
        found = _rejected(intake.duck, blanked) if source.kind == CSV else []
        greedy = [one for one in found if one.swallowed]
        if not greedy:
            return Read(tuple(found), source, intake.spec.encoding)
        source = _without(intake, source, folder, greedy, blanked)
    raise FulcrumError(
        "Quotes are not closed, or not doubled, all over the file.",
        where=source.label,
        mend="Export the file again with quotes doubled inside of quoted cells.",
    )


def _rejected(duck: Duck, blanked: Mapping[int, str]) -> list[Rejected]:
    """The lines of the last file that are no rows, each once."""
    rows = duck.execute(
        "SELECT line, csv_line, error_type::VARCHAR, error_message, line_byte_position "
        "FROM reject_errors ORDER BY line, column_idx"
    ).fetchall()
    found: dict[int, Rejected] = {}
    for line, text, kind, message, position in rows:
        said = str(text or "")
        body = said.strip("\r\n")
        # Positions are counted from one; ends of lines before this one may be said with it.
        starts = int(position) - 1 + len(said) - len(said.lstrip("\r\n"))
        greedy = kind == "UNQUOTED VALUE" and "\n" in body
        why = WHY.get(str(kind)) or reason(Exception(message)).rstrip(".")
        if starts in blanked:
            body, why = blanked[starts], OPEN
        found.setdefault(int(line), Rejected(int(line), body[:MOST_SHOWN], why, starts, greedy))
    return list(found.values())


def _without(
    intake: Intake, source: Source, folder: Path, greedy: list[Rejected], blanked: dict[int, str]
) -> Source:
    """A copy of a file in which some lines are blank."""
    if intake.spec.encoding != "utf-8" or source.path.suffix.lower() == ".gz":
        raise _never_closed(greedy[0])
    path = folder / "mended.csv"
    if source.path != path:
        copyfile(source.path, path)
    with path.open("r+b") as file:
        for one in greedy:
            at = _place(file, one)
            body = file.readline().rstrip(b"\r\n")
            file.seek(at)
            file.write(b" " * len(body))
            blanked[one.position] = body.decode("utf-8", "replace")
    return replace(source, path=path)


def _place(file: IO[bytes], one: Rejected) -> int:
    """Where a line begins: positions leave out the mark that some files begin with."""
    begins = one.said.split("\n", 1)[0].rstrip("\r").encode()
    for at in (one.position, one.position + len(BOM_UTF8)):
        file.seek(at)
        found = file.read(len(begins)) == begins
        file.seek(at)
        if found:
            return at
    raise _never_closed(one)


def _never_closed(one: Rejected) -> FulcrumError:
    return FulcrumError(
        f"A quote that is opened on row {one.row} is never closed.",
        mend="Correct that row, or hand the file over as plain UTF-8.",
    )


def blank_rows(path: Path, encoding: str, label: str) -> list[int]:
    """The rows of a text file that hold nothing; readers pass over them, spreadsheets count them."""
    if not _has_blank(path):
        return []
    delimiter = dialect_of(path, encoding, label).delimiter
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        with opened(path) as file, TextIOWrapper(file, CODECS[encoding], "replace", "") as text:
            rows = csv.reader(text, delimiter=delimiter)
            return [number for number, row in enumerate(rows, 1) if not row]
    finally:
        csv.field_size_limit(limit)


def _has_blank(path: Path) -> bool:
    """Whether two line ends follow each other, or the file begins with one: quick, and enough."""
    with opened(path) as file:
        before = b"\n"
        while block := file.read(BLOCK):
            plain = (before + block).replace(b"\r", b"").replace(b"\0", b"")
            if b"\n\n" in plain:
                return True
            before = plain[-1:]
    return False
