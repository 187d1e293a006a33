"""Text that harms: unchanged where it is evidence, harmless where a spreadsheet may open it."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.intake.aside import in_file, safe_cell
from tests.engines.screening.intake.taking import take

HARMFUL = (
    '=HYPERLINK("http://198.51.100.1","x")',
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "';DROP TABLE transactions;--",
    "\u202eevil\u202c",
    "\u200bhidden",
    "two\nlines",
    'quotes " and "" more',
    "a\ttab",
    "emoji 🙂",
    "=" * 300,
)


def written(tmp: Path, rows: list[list[str]]) -> bytes:
    path = tmp / "written.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["txn_id", "account_id", "at", "amount", "memo"], *rows])
    return path.read_bytes()


def test_memos_are_kept_as_they_were_written(tmp_path: Path) -> None:
    rows = [[f"t{n:02}", "A", "2026-03-02 10:00", "5", memo] for n, memo in enumerate(HARMFUL)]
    taken = take(tmp_path, {"transactions.csv": written(tmp_path, rows)})
    assert taken.column("memo") == list(HARMFUL)


def test_the_quarantine_is_harmless(tmp_path: Path) -> None:
    rows = [[f"t{n:02}", "A", text, "5", "x"] for n, text in enumerate(HARMFUL)]
    rows += [["good", "A", "2026-03-02 10:00", "5", "x"], ["=short", "A"]]
    taken = take(tmp_path, {"transactions.csv": written(tmp_path, rows)})
    said = [one["said"] for one in taken.aside()]
    assert len(said) == len(HARMFUL) + 1
    for text, told in zip([*HARMFUL, "=short,A"], said, strict=True):
        assert not told.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert told in {text[:200], f"'{text[:200]}"}
    assert [row["txn_id"] for row in taken.rows] == ["good"]


def test_names_of_files_and_columns_are_harmless_too(tmp_path: Path) -> None:
    text = "account_id,=at,amount\nA,never,5\nA,2026-03-02 10:00,5\n"
    taken = take(tmp_path, {"transactions/=cmd.csv": text.replace("=at", "at")})
    assert taken.aside()[0]["file"] == "transactions/=cmd.csv"


@given(st.text(max_size=20))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    told = safe_cell(text)
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert told.removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("value", [None, 5, -5])
def test_what_is_no_text_is_told_as_text(value: int | None) -> None:
    assert safe_cell(value) == {None: "", 5: "5", -5: "'-5"}[value]


@given(st.sets(st.integers(1, 30)), st.integers(2, 40))
def test_numbers_of_rows_leave_out_those_that_are_none(skipped: set[int], number: int) -> None:
    rows = [row for row in range(1, 100) if row not in skipped]
    assert in_file(number, sorted(skipped)) == rows[number - 1]
