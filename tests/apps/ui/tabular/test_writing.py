import csv
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fulcrum.apps.ui.tabular import read_table, write_csv, write_xlsx, writing
from fulcrum.kernel.errors import FulcrumError

# What a cell can hold: any text but the control characters that XML has no place for.
CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff\ufeff").filter(
        lambda c: c >= " " or c in "\t\n\r"
    ),
    max_size=12,
) | st.builds(
    lambda head, tail: head + tail,
    st.sampled_from(["=", "'=", "''+", "-", "@", "\t", "\r", "\n", "＝"]),  # noqa: RUF001
    st.text("ab'=1", max_size=4),
)
ROWS = st.lists(st.tuples(st.just("key"), CELLS, CELLS), max_size=6)


def read_back(content: bytes, suffix: str, folder: Path) -> list[tuple[str, ...]]:
    path = folder / f"back{suffix}"
    path.write_bytes(content)
    return [tuple(cells) for _number, cells in read_table(path, trim=False).rows]


@given(rows=ROWS)
def test_csv_comes_back_as_it_went(rows: list[tuple[str, ...]], tmp_path_factory: object) -> None:
    folder = tmp_path_factory.mktemp("csv")  # type: ignore[attr-defined] # pytest's own
    content = b"".join(write_csv(["id", "a", "b"], rows))
    assert read_back(content, ".csv", folder) == rows


@settings(max_examples=40, deadline=None)
@given(rows=ROWS)
def test_xlsx_comes_back_as_it_went(rows: list[tuple[str, ...]], tmp_path_factory: object) -> None:
    folder = tmp_path_factory.mktemp("xlsx")  # type: ignore[attr-defined] # pytest's own
    content = write_xlsx(["id", "a", "b"], rows)
    assert read_back(content, ".xlsx", folder) == rows


@given(text=st.text(max_size=30) | CELLS)
@example('"=1')
@example("=1")
def test_no_text_of_csv_begins_a_formula(text: str) -> None:
    content = b"".join(write_csv(["a", "b"], [[text, "end"]])).decode("utf-8-sig")
    _head, (cell, end) = csv.reader(io.StringIO(content, newline=""), strict=True)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert end == "end"


def test_values_are_written_by_their_kind() -> None:
    row = [
        None,
        True,
        False,
        -5,
        -1.5,
        Decimal("-2.50"),
        float("nan"),
        date(2026, 3, 1),
        datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        time(9, 30),
        ["b", "a"],
        {"z", "y"},
        "=1+1",
        Path("=x"),
    ]
    lines = b"".join(write_csv([str(n) for n in range(len(row))], [row])).decode("utf-8-sig")
    assert lines.splitlines()[1] == (
        ",yes,no,-5,-1.5,-2.50,,2026-03-01,2026-03-01T09:30:00+00:00,09:30:00,b; a,y; z,'=1+1,'=x"
    )


def test_a_workbook_has_headings_numbers_notes_and_a_clean_name() -> None:
    content = write_xlsx(
        ["Name", "Count"],
        [["=cmd", 3], ["b", Decimal("2.5")], ["", None]],
        title="A/B: [list] 'of' things that is far too long",
        notes=["Source: us", "=1"],
    )
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["AB list of things that is far t", "Notes"]
    sheet = book.worksheets[0]
    assert [[c.value for c in row] for row in sheet.iter_rows(max_row=3)] == [
        ["Name", "Count"],
        ["'=cmd", 3],
        ["b", 2.5],
    ]
    assert sheet.freeze_panes == "A2"
    assert [row[0].value for row in book["Notes"].iter_rows()] == ["Source: us", "'=1"]


def test_a_sheet_always_has_a_name() -> None:
    assert load_workbook(io.BytesIO(write_xlsx(["a"], [], title="[]:"))).sheetnames == ["Data"]


def test_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    book = load_workbook(io.BytesIO(write_xlsx(["a"], [["x" * 40_000]])))
    value = book.worksheets[0]["A2"].value
    assert len(value) == writing.CELL_LIMIT
    assert value.endswith("x…")


def test_more_rows_than_a_workbook_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "ROW_LIMIT", 2)
    with pytest.raises(FulcrumError, match="no more than 2 rows"):
        write_xlsx(["a"], [["x"]] * 3)


def test_csv_comes_in_batches() -> None:
    pieces = list(write_csv(["a"], ([n] for n in range(1200))))
    assert len(pieces) == 3
    assert pieces[0].startswith(b"\xef\xbb\xbfa\r\n0\r\n")
    assert pieces[-1].endswith(b"1199\r\n")


def test_what_no_file_can_hold_is_left_out() -> None:
    assert b"".join(write_csv(["a"], [["x\x00\x0b\ud800é"]])).decode().endswith("xé\r\n")
