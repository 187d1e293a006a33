"""Read a list of names from a file: one's own or a sanctions list, as CSV or JSON lines."""

import csv
import json
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from fulcrum.engines.screening.names.entries import Entry, Finding, NameList
from fulcrum.engines.screening.names.rows import (
    entry_of,
    entry_of_entity,
    has_names,
    is_entity,
)
from fulcrum.kernel.errors import FulcrumError

MOST_FINDINGS = 1000
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson", ".ftm")
# What a row holds: its values, or what is wrong with it as a whole.
Row = tuple[int, Mapping[str, Any] | str]


def read_list(path: Path, source: str = "") -> NameList:
    """Read a list; every row is checked, wrong ones are set aside with what is wrong.

    Args:
        path: a CSV (heading row with the column `name`; where there are some also aliases, which
            ; or | separates, id, kind, country, source and date), or JSON lines with the same
            keys, or with entities of FollowTheMoney as OpenSanctions publishes them. In UTF-8.
        source: what to call the list where a row does not say; the file's name without.

    Raises:
        FulcrumError: the file cannot be read, or not one row of it holds a name.
    """
    if not path.is_file():
        raise FulcrumError("There is no such file.", where=str(path), mend="Check its name.")
    reading = _Reading(source or path.stem)
    try:
        rows = _json_rows if path.suffix.lower() in JSON_SUFFIXES else _csv_rows
        for row, told in rows(path):
            reading.take(row, told)
    except UnicodeDecodeError:
        raise FulcrumError(
            "The file is not written in UTF-8.", where=path.name, mend="Save it as UTF-8."
        ) from None
    if not reading.entries:
        first = f" ({reading.findings[0]})" if reading.findings else ""
        raise FulcrumError(
            f"The list holds no name that could be read{first}.",
            where=path.name,
            mend="A CSV needs a heading row with the column `name`; JSON lines one object a line.",
        )
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return NameList(
        path.name,
        tuple(reading.entries),
        tuple(reading.findings[:MOST_FINDINGS]),
        reading.set_aside,
        reading.other,
        digest,
    )


class _Reading:
    """A list while it is read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self.set_aside = 0
        self.other = 0
        self._rows: dict[str, int] = {}

    def take(self, row: int, told: Mapping[str, Any] | str) -> None:
        """Keep a row's entry, or say what is wrong with the row."""
        if isinstance(told, str):
            self._set_aside([Finding(row, "", told, kept=False)])
            return
        if is_entity(told) and not has_names(told):
            self.other += 1
            return
        make = entry_of_entity if is_entity(told) else entry_of
        entry, findings = make(row, told, self.source)
        if entry is None:
            self._set_aside(findings)
            return
        before = self._rows.setdefault(entry.id, row)
        if before != row:
            what = f"is the id of row {before} already: {entry.id[:40]!r}"
            self._set_aside([Finding(row, "id", what, kept=False)])
            return
        self.entries.append(entry)
        self.findings += findings

    def _set_aside(self, findings: list[Finding]) -> None:
        self.set_aside += 1
        self.findings += findings


def _csv_rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        delimiter = max(",;\t", key=first.count)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        heading = [one.strip().lower() for one in next(reader, [])]
        if "name" not in heading:
            raise FulcrumError(
                "The file has no column `name`.",
                where=path.name,
                mend=f"Its heading row says: {', '.join(heading)[:200] or 'nothing'}.",
            )
        for cells in _lines(reader):
            if isinstance(cells, str):
                yield reader.line_num, cells
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heading):
                yield reader.line_num, f"has {len(cells)} cells, the heading {len(heading)}"
                continue
            yield reader.line_num, dict(zip(heading, cells, strict=True))


def _lines(reader: Any) -> Iterator[list[str] | str]:
    """The cells of each line, or why it has none; a wrong quote costs its own line only."""
    while True:
        try:
            yield next(reader)
        except csv.Error as error:
            yield f"cannot be split into cells: {error}"
        except StopIteration:
            return


def _json_rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig") as file:
        for row, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                told = json.loads(line)
            except (json.JSONDecodeError, RecursionError):
                yield row, "is not JSON"
                continue
            if not isinstance(told, dict):
                yield row, "is not an object with keys"
                continue
            yield row, {str(key): value for key, value in told.items()}
