import gzip
from pathlib import Path

import pytest

from fulcrum.engines.screening.intake.dialect import dialect_of
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.intake.taking import lines, take

ROW = "t0,A,2026-03-02 10:00,5,cash,café"
BANK = lines(ROW)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_first_line_says_what_stands_between_cells(tmp_path: Path, delimiter: str) -> None:
    taken = take(tmp_path, {"transactions.csv": BANK.replace(",", delimiter)})
    assert taken.column("memo") == ["café"]


@pytest.mark.parametrize("name", ["transactions.csv", "transactions.txt", "TRANSACTIONS.TSV"])
def test_text_files_have_several_endings(tmp_path: Path, name: str) -> None:
    assert take(tmp_path, {name: BANK}).told.kept == {"transactions": 1}


@pytest.mark.parametrize(
    "content",
    [
        BANK.encode("utf-8-sig"),
        BANK.replace("\n", "\r\n").encode(),
        BANK.replace("\n", "\r").encode(),
        BANK.rstrip("\n").encode(),
        ("\n\n" + BANK).encode(),
    ],
    ids=["marked", "windows", "old-mac", "no-end", "blank-above"],
)
def test_files_as_systems_write_them(tmp_path: Path, content: bytes) -> None:
    assert take(tmp_path, {"transactions.csv": content}).column("memo") == ["café"]


def test_packed_text(tmp_path: Path) -> None:
    taken = take(tmp_path, {"transactions.csv.gz": gzip.compress(BANK.encode())})
    assert taken.column("memo") == ["café"]


def test_what_is_not_packed_cannot_be_unpacked(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="The file cannot be read") as told:
        take(tmp_path, {"transactions.csv.gz": BANK})
    assert told.value.where == "transactions.csv.gz"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_is_refused_until_it_is_named(tmp_path: Path, encoding: str) -> None:
    files = {"transactions.csv": BANK.encode(encoding)}
    with pytest.raises(FulcrumError) as told:
        take(tmp_path, files)
    assert told.value.where == "transactions.csv"
    assert "is not written in UTF-8" in told.value.what
    assert "--encoding" in told.value.what
    assert take(tmp_path, files, encoding=encoding).column("memo") == ["café"]


def test_what_is_no_utf_16_is_told(tmp_path: Path) -> None:
    for content in (b"\xfe\xff" + BANK.encode("utf-16-be"), b"\xff\xfe\x00\xdc\x00\x00"):
        with pytest.raises(FulcrumError, match="not written in UTF-16"):
            take(tmp_path, {"transactions.csv": content}, encoding="utf-16")


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(FulcrumError, match="The file is empty"):
        take(tmp_path, {"transactions.csv": content})


def test_a_file_without_rows_is_told(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError) as told:
        take(tmp_path, {"transactions.csv": lines()})
    assert told.value.what == "Not one transaction could be kept."


def test_names_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a,A, a ,,"b, c",at_row\n', "utf-8")
    found = dialect_of(path, "utf-8", "x")
    assert found.names == ("a", "A_1", "a_2", "column4", "b, c", "at_row_1")
    assert found.delimiter == ","


def test_a_column_named_like_ours_inside_is_read(tmp_path: Path) -> None:
    header = "txn_id,account_id,at,amount,at_row,memo,memo"
    taken = take(
        tmp_path, {"transactions.csv": lines("t0,A,2026-03-02 10:00,5,9,x,y", header=header)}
    )
    assert taken.column("memo") == ["x"]


def test_what_payers_write_never_changes_how_a_file_is_read(tmp_path: Path) -> None:
    odd = [f"t{n},A,2026-03-02 10:00,5,cash,it's; 5' | \\ 'quoted'; done" for n in range(50)]
    taken = take(tmp_path, {"transactions.csv": lines(*odd)})
    assert set(taken.column("memo")) == {"it's; 5' | \\ 'quoted'; done"}
