"""Files and archives: which table each belongs to, and archives nobody should open."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from fulcrum.engines.screening.intake import archives
from fulcrum.engines.screening.intake.sources import find_sources, table_of
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.intake.taking import lines, put, take

ROW = "t{n},A,2026-03-02 10:00,5,cash,"


def bank(*numbers: int) -> str:
    return lines(*(ROW.format(n=n) for n in numbers))


def zipped(members: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 10, 0, 0)), content, how)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("transactions.csv", "transactions"),
        ("Transactions 2026-03.csv", "transactions"),
        ("accounts_full.parquet", "accounts"),
        ("transactions/2026/part-0.csv", "transactions"),
        ("logins/accounts.csv", "accounts"),
        ("payments.csv", ""),
        ("my transactions.csv", ""),
    ],
)
def test_a_file_s_table_is_in_its_name_or_its_folder_s(
    tmp_path: Path, name: str, table: str
) -> None:
    assert table_of(tmp_path / name, tmp_path) == table


def test_many_files_make_one_table(tmp_path: Path) -> None:
    files = {
        "2025/transactions.csv": bank(1),
        "2026/transactions.csv": bank(2, 3),
        "transactions/part-0.csv": bank(4),
        "truth/transactions.csv": bank(5),
    }
    assert take(tmp_path, files).column("txn_id") == ["t1", "t2", "t3", "t4"]


def test_a_folder_named_truth_above_what_is_handed_over_is_no_matter(tmp_path: Path) -> None:
    folder = tmp_path / "truth"
    folder.mkdir()
    assert take(folder, {"transactions.csv": bank(1)}).told.kept == {"transactions": 1}


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Rows without ids are called after their file: two such files must not be one."""
    header = "account_id,at,amount"
    text = lines("A,2026-03-02 10:00,5", header=header)
    one, two = (put(tmp_path / name, {"transactions.csv": text}) for name in ("one", "two"))
    files = (one / "transactions.csv", two / "transactions.csv")
    taken = take(tmp_path, {}, sources=files)
    assert taken.column("txn_id") == ["transactions.csv (2)#2", "transactions.csv#2"]
    folded = take(tmp_path, {"a/transactions.csv": text, "b/transactions.csv": text})
    assert folded.column("txn_id") == ["a/transactions.csv#2", "b/transactions.csv#2"]


def test_the_order_of_what_is_handed_over_does_not_matter(tmp_path: Path) -> None:
    folder = put(tmp_path / "x", {"transactions-1.csv": bank(1, 2), "transactions-2.csv": bank(2)})
    names = sorted(folder.iterdir())
    one, two = (take(tmp_path, {}, sources=tuple(files)) for files in (names, names[::-1]))
    assert one.told == two.told


def test_files_of_no_table_are_named(tmp_path: Path) -> None:
    files = {
        "transactions.csv": bank(1),
        "readme.md": "x",
        "payments.csv": "x",
        "x.zip": zipped({}),
    }
    taken = take(tmp_path, files)
    assert taken.told.notes[0] == "Not read, for their names begin with no table's: payments.csv."
    many = {f"payments-{n}.csv": "x" for n in range(7)}
    note = take(tmp_path, files | many).told.notes[0]
    assert note.endswith("payments-4.csv and 3 more.")


@pytest.mark.parametrize("names", [(), ("payments.csv",), ("accounts.csv",)])
def test_without_transactions_nothing_is_taken_in(tmp_path: Path, names: tuple[str, ...]) -> None:
    folder = put(tmp_path / "bank", dict.fromkeys(names, "x"))
    folder.mkdir(exist_ok=True)
    with pytest.raises(FulcrumError) as told:
        find_sources([folder], tmp_path / "unpacked")
    assert told.value.what == "No file here holds transactions."
    assert "transactions-2026.csv" in told.value.mend


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="There is no such file or folder"):
        find_sources([tmp_path / "nowhere"], tmp_path)


def test_an_archive_of_files(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "2026/transactions-1.csv": bank(1, 2),
        "2026/transactions-2.csv": bank(3) + "broken\n",
        "accounts.csv": lines("A,P,personal", header="account_id,party_id,kind"),
        "notes.txt": "x",
        "inner.zip": zipped({"transactions.csv": bank(9)}),
    }
    taken = take(tmp_path, {"bank.zip": zipped(members)})
    assert taken.column("txn_id") == ["t1", "t2", "t3"]
    assert taken.table("accounts")[0]["account_id"] == "A"
    (one,) = taken.aside()
    assert (one["file"], one["row"]) == ("bank.zip/2026/transactions-2.csv", "3")


def test_an_archive_s_own_name_says_the_table_too(tmp_path: Path) -> None:
    taken = take(tmp_path, {"transactions-2026.zip": zipped({"part.csv": bank(1)})})
    assert taken.told.kept == {"transactions": 1}


def test_archives_of_one_name_are_told_apart(tmp_path: Path) -> None:
    files: dict[str, Any] = {
        "a/bank.zip": zipped({"transactions.csv": bank(1)}),
        "b/bank.zip": zipped({"transactions.csv": bank(2)}),
    }
    assert take(tmp_path, files).column("txn_id") == ["t1", "t2"]


def refused(tmp: Path, content: bytes) -> FulcrumError:
    with pytest.raises(FulcrumError) as told:
        take(tmp, {"bank.zip": content})
    assert told.value.where == "bank.zip"
    assert told.value.mend
    return told.value


def test_an_archive_that_unpacks_to_more_than_can_be_meant(tmp_path: Path) -> None:
    bomb = zipped({"transactions.csv": b"0" * 3_000_000})
    assert refused(tmp_path, bomb).what == (
        "It would unpack to 3,000,000 bytes, more than can be meant."
    )
    assert not any(path.name == "transactions.csv" for path in tmp_path.rglob("*"))


def test_an_archive_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    content = bytearray(zipped({"transactions.csv": b"0" * 2_500_000}))
    at = content.rindex(b"PK\x01\x02") + 24  # the size in the list of members
    content[at : at + 4] = (5_000).to_bytes(4, "little")
    assert "cannot be opened" in refused(tmp_path, bytes(content)).what
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.csv")) <= 5_000


@pytest.mark.parametrize(
    "name", ["../transactions.csv", "/etc/transactions.csv", "a/../../t.csv", "C:\\t.csv", "..\\t"]
)
def test_an_archive_whose_names_lead_out_of_it(tmp_path: Path, name: str) -> None:
    content = zipped({"transactions.csv": bank(1), name: bank(2)})
    assert "a file whose name leads elsewhere" in refused(tmp_path, content).what
    assert not list(tmp_path.rglob("t.csv"))


def test_broken_archives(tmp_path: Path) -> None:
    whole = zipped({"transactions.csv": bank(*range(500))})
    flipped = bytearray(whole)
    flipped[60:90] = bytes(30)
    for content in (b"no archive", whole[: len(whole) // 2], bytes(flipped)):
        assert "The archive cannot be opened" in refused(tmp_path, content).what


def test_what_an_archive_held_before_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    for name in ("one.csv", "two.csv"):
        path = put(tmp_path, {"x.zip": zipped({name: "x"})}) / "x.zip"
        found = archives.unpack(path, folder)
        assert [one.name for one in found] == [name]
    assert found[0].stat().st_mtime == 1_772_445_600  # as old as the archive says
