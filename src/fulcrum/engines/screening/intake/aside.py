"""The quarantine: rows that could not be taken in, each with its file, row, column and reason.

It is a CSV that a spreadsheet may open, so a cell that begins like a formula is kept from being
one.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

from fulcrum.engines.screening.duck import Duck, quoted
from fulcrum.engines.screening.intake.tables import Intake, forget_rejected, rejected

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


def note_rejected(duck: Duck, label: str, folder: Path) -> None:
    """Keep the lines of a file that are no rows."""
    tables = {row[0] for row in duck.execute("SHOW TABLES").fetchall()}
    if "reject_errors" not in tables:
        return
    lines = [(label, line, "", said, f"is no row: {why}") for line, said, why in rejected(duck)]
    _append(folder / "rejected.csv", lines)
    forget_rejected(duck)


def note_wrong(
    intake: Intake, table: str, label: str, relation: str, set_aside: dict[str, int]
) -> None:
    """Write the wrong rows of a small table, and count them."""
    rows = intake.duck.execute(
        f"SELECT at_row, wrong.c, wrong.s, wrong.w FROM {relation} WHERE wrong IS NOT NULL "
        "ORDER BY at_row"
    ).fetchall()
    _append(intake.spec.out / "quarantine" / f"{table}.csv", [(label, *row) for row in rows])
    set_aside[table] = set_aside.get(table, 0) + len(rows)
    forget_rejected(intake.duck)


def write(intake: Intake, staging: Path) -> int:
    """Write the wrong rows of all transaction files, in the order of files and rows."""
    path = intake.spec.out / "quarantine" / "transactions.csv"
    path.unlink(missing_ok=True)
    count = 0
    for folder in sorted(staging.glob("source-*")):
        label = (folder / "label.txt").read_text("utf-8")
        lines = _rejected_lines(folder)
        wrong = _wrong_rows(intake, folder, label, [int(line[1]) for line in lines])
        rows = sorted([*lines, *wrong], key=lambda one: int(str(one[1])))
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
    intake: Intake, folder: Path, label: str, lines: list[int]
) -> list[tuple[object, ...]]:
    parts = sorted(folder.glob("shard=-1/*.parquet"))
    if not parts:
        return []
    named = ", ".join(quoted(one) for one in parts)
    rows = intake.duck.execute(
        f"SELECT at_row, wrong.c, wrong.s, wrong.w FROM read_parquet([{named}]) ORDER BY at_row"
    ).fetchall()
    return [(label, in_file(row[0], lines), *row[1:]) for row in rows]


def in_file(number: int, rejected_lines: list[int]) -> int:
    """The row of a file, from its number among rows that could be split into cells."""
    for line in sorted(rejected_lines):
        if line <= number:
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
