"""The quarantine: rows that could not be taken in, each with its file, row, column and reason.

It is a CSV that a spreadsheet may open, so a cell that begins like a formula is kept from being
one.
"""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from fulcrum.engines.screening.duck import quoted
from fulcrum.engines.screening.intake.lines import Read, Rejected
from fulcrum.engines.screening.intake.tables import Intake

HEADER = ("file", "row", "column", "said", "finding")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: object) -> str:
    """Text that no spreadsheet takes for a formula."""
    told = "" if text is None else str(text)
    return f"'{told}" if told.startswith(FORMULA) else told


def _append(path: Path, rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(HEADER)
        writer.writerows([safe_cell(cell) for cell in row] for row in rows)


def _line(label: str, one: Rejected) -> tuple[object, ...]:
    return label, one.row, "", one.said, f"is no row: {one.why}"


def note_rejected(lines: Sequence[Rejected], label: str, folder: Path) -> None:
    """Keep the lines of a file that are no rows."""
    _append(folder / "rejected.csv", [_line(label, one) for one in lines])


def note_small(intake: Intake, told: Read, relation: str, set_aside: dict[str, int]) -> None:
    """Write what is wrong in a file of a small table, and count it.

    Args:
        intake: what goes on.
        told: how reading the file went.
        relation: the table that holds its rows.
        set_aside: rows set aside, by table; added to.
    """
    table, label = told.source.table, told.source.label
    rows = intake.duck.execute(
        f"SELECT at_row, wrong.c, wrong.s, wrong.w FROM {relation} WHERE wrong IS NOT NULL "
        "ORDER BY at_row"
    ).fetchall()
    skipped = told.skipped() if rows else []
    wrong = [(label, in_file(row[0], skipped), *row[1:]) for row in rows]
    found = sorted([*(_line(label, one) for one in told.rejected), *wrong], key=_row)
    _append(intake.spec.out / "quarantine" / f"{table}.csv", found)
    set_aside[table] = set_aside.get(table, 0) + len(found)


def _row(line: Sequence[object]) -> int:
    return int(str(line[1]))


def write(intake: Intake, staging: Path) -> int:
    """Write the wrong rows of all transaction files, in the order of files and rows."""
    path = intake.spec.out / "quarantine" / "transactions.csv"
    count = 0
    for folder in sorted(staging.glob("source-*")):
        label = (folder / "label.txt").read_text("utf-8")
        skipped = json.loads((folder / "skipped.json").read_text("utf-8"))
        wrong = _wrong_rows(intake, folder, label, skipped)
        rows = sorted([*_rejected_lines(folder), *wrong], key=_row)
        _append(path, rows)
        count += len(rows)
    return count


def _rejected_lines(folder: Path) -> list[tuple[str, ...]]:
    path = folder / "rejected.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def _wrong_rows(
    intake: Intake, folder: Path, label: str, skipped: list[int]
) -> list[tuple[object, ...]]:
    parts = sorted(folder.glob("shard=-1/*.parquet"))
    if not parts:
        return []
    named = ", ".join(quoted(one) for one in parts)
    rows = intake.duck.execute(
        f"SELECT at_row, wrong.c, wrong.s, wrong.w FROM read_parquet([{named}]) ORDER BY at_row"
    ).fetchall()
    return [(label, in_file(row[0], skipped), *row[1:]) for row in rows]


def in_file(number: int, skipped: list[int]) -> int:
    """The row of a file, from its number among those that are rows.

    Args:
        number: of the row; the header is row 1.
        skipped: rows of the file that are none: blank, or not to be split into cells; sorted.
    """
    for row in skipped:
        if row <= number:
            number += 1
    return number


def counts(out: Path) -> dict[str, int]:
    """How many rows each finding met: "table: column what"."""
    found: dict[str, int] = {}
    for path in sorted((out / "quarantine").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                column = f"{row['column']} " if row["column"] else ""
                key = f"{path.stem}: {column}{row['finding']}"
                found[key] = found.get(key, 0) + 1
    return found
