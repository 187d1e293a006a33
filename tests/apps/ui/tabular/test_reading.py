import codecs
from contextlib import suppress
from datetime import date, time
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.ui.tabular import RowError, read_table, row_errors_table, write_csv
from fulcrum.kernel.errors import FulcrumError


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def rows_of(path: Path, **options: Any) -> list[tuple[int, list[str]]]:
    return list(read_table(path, **options).rows)


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "Name,City\nZoë,Zürich\n".encode(),
        codecs.BOM_UTF8 + "Name,City\nZoë,Zürich\n".encode(),
        "Name;City\r\nZoë;Zürich\r\n".encode("cp1252"),
        "Name\tCity\nZoë\tZürich\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Name|City\nZoë|Zürich\n".encode("utf-16-be"),
    ],
)
def test_encoding_and_delimiter_are_found(tmp_path: Path, content: bytes) -> None:
    table = read_table(put(tmp_path, "a.csv", content))
    assert table.headers == ["Name", "City"]
    assert list(table.rows) == [(2, ["Zoë", "Zürich"])]


def test_a_delimiter_within_quotes_does_not_count(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", b'"Name, first, last";City\nA;B\n')
    assert read_table(path).headers == ["Name, first, last", "City"]


def test_rows_keep_their_line_and_are_trimmed_and_filled(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", b'\nA,B,C,\n\n " x ",y\n"two\nlines",, z \n')
    assert rows_of(path) == [(4, ['" x "', "y", ""]), (6, ["two\nlines", "", "z"])]


def test_white_space_stays_when_asked(tmp_path: Path) -> None:
    assert rows_of(put(tmp_path, "a.csv", b"A\n x \n"), trim=False) == [(2, [" x "])]


@pytest.mark.parametrize(
    ("name", "content", "what", "where"),
    [
        ("a.pdf", b"x", "kind of file", "a.pdf"),
        ("a.csv", b"", "empty", "a.csv"),
        ("a.csv", b" , \n", "empty", "a.csv"),
        ("a.csv", b"A,\x00\n", "not a text file", "a.csv"),
        ("a.csv", b"A,\x81\n", "characters", "a.csv"),
        ("a.csv", codecs.BOM_UTF16_LE + b"\x00", "characters", "a.csv"),
        ("a.csv", b"A,B,A\n1,2,3\n", "A heading stands twice: A", "a.csv"),
        ("a.csv", b'A\n"' + b"x" * 200_000 + b'"', "cannot be read", "a.csv, line 2"),
        ("a.csv", b"A\n" + b"x" * 110_000, "longer than", "a.csv, line 2, column 1"),
        ("a.csv", b"A\n1\n1,2\n", "has 2 cells, but there are 1 headings", "a.csv, line 3"),
        ("a.csv", ",".join(f"h{n}" for n in range(1001)).encode(), "too many columns", "a.csv"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged", "a.xlsx"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, name: str, content: bytes, what: str, where: str
) -> None:
    with pytest.raises(FulcrumError) as caught:
        rows_of(put(tmp_path, name, content))
    assert what in caught.value.what
    assert caught.value.where == where
    assert caught.value.mend


def test_values_of_a_workbook_become_text(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Text", "Whole", "Part", "Yes", "Day", "Time", "None"],
        ["'=x", 3.0, 2.5, True, date(2026, 3, 1), time(9, 30), ""],
        [],
        [" a ", -1, 0.1, False],
    ]
    found = rows_of(workbook(tmp_path / "a.xlsx", {"One": rows}))
    assert found[0] == (2, ["=x", "3", "2.5", "yes", "2026-03-01", "09:30:00", ""])
    assert found[1] == (4, ["a", "-1", "0.1", "no", "", "", ""])


def test_an_instant_keeps_its_time(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "At")
        style = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_number(1, 0, 46082.5, style)
        sheet.write_number(2, 0, 46082, style)
    assert [cells for _n, cells in rows_of(path)] == [["2026-03-01T12:00:00"], ["2026-03-01"]]


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"One": [["A"], ["1"]], "Two": [["B"], ["2"]]})
    assert read_table(path).headers == ["A"]
    assert read_table(path, sheet="Two").headers == ["B"]
    with pytest.raises(FulcrumError) as caught:
        read_table(path, sheet="Three")
    assert "One, Two" in caught.value.mend


def test_an_open_file_is_read_like_a_path() -> None:
    upload = SimpleUploadedFile("../list.csv", b"A\n1\n")
    assert list(read_table(upload).rows) == [(2, ["1"])]
    with pytest.raises(FulcrumError, match="empty"):
        read_table(SimpleUploadedFile("list.csv", b""))


def test_an_open_file_without_a_name_is_not_taken() -> None:
    file = BytesIO(b"A\n1\n")
    file.name = None
    with pytest.raises(FulcrumError, match="kind of file"):
        read_table(file)


def test_a_long_file_is_not_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        for piece in write_csv(["A"], ([n] for n in range(50_000))):
            file.write(piece)
    assert [cells for _n, cells in islice(read_table(path).rows, 2)] == [["0"], ["1"]]


def test_errors_of_rows_become_a_file() -> None:
    one = RowError(7, "Country", "XX", "There is no such country.", "Use its two letters.")
    assert str(one) == ("row 7, column “Country”: There is no such country. Use its two letters.")
    columns, rows = row_errors_table([one])
    assert len(columns) == len(rows[0]) == 5


@given(content=st.binary(max_size=300), suffix=st.sampled_from([".csv", ".xlsx", ".tsv"]))
def test_whatever_comes_is_read_or_refused_in_words(
    content: bytes, suffix: str, tmp_path_factory: Any
) -> None:
    path = put(tmp_path_factory.mktemp("any"), f"any{suffix}", content)
    with suppress(FulcrumError):
        table = read_table(path)
        assert all(len(cells) == len(table.headers) for _number, cells in table.rows)
