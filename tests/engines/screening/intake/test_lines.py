"""Lines that are no rows: listed with their numbers, and nothing around them lost."""

import gzip
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.intake.taking import Taken, lines, take

GOOD = "t{n},A,2026-03-02 10:00:{s:02},5,cash,hello"
MULTI = 't{n},A,2026-03-02 10:00:{s:02},5,cash,"two\nlines, and ""more"""'
KINDS = {
    "good": GOOD,
    "multi": MULTI,
    "blank": "",
    "wrong": "t{n},A,never,5,cash,hello",
    "few": "t{n},A",
    "many": "t{n},A,2026-03-02 10:00,5,cash,hello,and,more",
    "open": 't{n},A,2026-03-02 10:00,5,cash,"never closed',
}
BAD = {"wrong", "few", "many", "open"}


def made(kinds: list[str]) -> str:
    return lines(*(KINDS[kind].format(n=n, s=n % 60) for n, kind in enumerate(kinds)))


def checked(taken: Taken, kinds: list[str]) -> None:
    """Good rows are kept; bad ones are listed with the numbers a spreadsheet shows."""
    kept = sorted(f"t{n}" for n, kind in enumerate(kinds) if kind in {"good", "multi"})
    assert taken.column("txn_id") == kept
    assert taken.rows_aside() == [n + 2 for n, kind in enumerate(kinds) if kind in BAD]


@settings(max_examples=20)
@given(st.lists(st.sampled_from([one for one in KINDS if one != "open"]), max_size=25))
@example(["blank", "blank", "few", "blank", "wrong", "multi", "wrong", "blank", "many", "blank"])
@example(["wrong", "blank"])
def test_every_bad_row_is_listed_where_it_stands(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str]
) -> None:
    kinds = ["good", *kinds]
    checked(take(tmp_path_factory.mktemp("rows"), {"transactions.csv": made(kinds)}), kinds)


@settings(max_examples=12)
@given(st.lists(st.sampled_from([one for one in KINDS if one != "multi"]), max_size=12))
@example(["open", "good", "open", "good", "good"])
@example(["good", "open"])
@example(["open", "blank", "wrong"])
def test_a_quote_that_is_never_closed_costs_its_row_alone(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str]
) -> None:
    kinds = ["good", *kinds]
    checked(take(tmp_path_factory.mktemp("quotes"), {"transactions.csv": made(kinds)}), kinds)


def test_reasons_are_told_in_words(tmp_path: Path) -> None:
    kinds = ["good", "few", "many", "open", "good"]
    taken = take(tmp_path, {"transactions.csv": made(kinds)})
    assert [(one["row"], one["column"], one["finding"]) for one in taken.aside()] == [
        ("3", "", "is no row: it has too few cells"),
        ("4", "", "is no row: it has too many cells"),
        ("5", "", "is no row: it has a quote that is not closed, or not doubled"),
    ]
    assert taken.aside()[2]["said"] == 't3,A,2026-03-02 10:00,5,cash,"never closed'
    assert taken.told.findings["transactions: is no row: it has too few cells"] == 1
    assert taken.told.set_aside == {"transactions": 3}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_line_ends(tmp_path: Path, mark: bytes) -> None:
    kinds = ["good", "blank", "few", "open", "wrong", "good", "many", "multi", "wrong"]
    content = made(kinds).replace("\n", "\r\n").encode()
    checked(take(tmp_path, {"transactions.csv": mark + content}), kinds)


def test_quotes_inside_of_a_cell_that_are_not_doubled(tmp_path: Path) -> None:
    odd = 't0,A,2026-03-02 10:00,5,cash,"say "hi" there"'
    plain = 't1,A,2026-03-02 10:00,5,cash,say "hi" there'
    taken = take(tmp_path, {"transactions.csv": lines(odd, plain)})
    assert taken.rows_aside() == [2]
    assert taken.column("memo") == ['say "hi" there']


def test_bytes_that_are_no_text_cost_their_row_alone(tmp_path: Path) -> None:
    far = [GOOD.format(n=n, s=n % 60) for n in range(30_000)]  # beyond what is looked at first
    content = lines(*far).encode() + b"x,A,2026-03-02 10:00,5,cash,caf\xe9\n"
    taken = take(tmp_path, {"transactions.csv": content})
    (one,) = taken.aside()
    assert one["row"] == "30002"
    assert one["finding"] == "is no row: it is not written in the file's encoding"
    assert taken.told.kept == {"transactions": 30_000}


def test_long_cells_among_blank_lines(tmp_path: Path) -> None:
    long = GOOD.format(n=1, s=1).replace("hello", "x" * 300_000)
    text = lines(long, "", KINDS["wrong"].format(n=2), "", long.replace("t1", "t3"), "t4,A")
    taken = take(tmp_path, {"transactions.csv": text})
    assert taken.rows_aside() == [4, 7]
    assert taken.column("txn_id") == ["t1", "t3"]


def test_a_line_beyond_all_measure_costs_itself_alone(tmp_path: Path) -> None:
    rows = [GOOD.format(n=n, s=n) for n in range(3)]
    text = lines(rows[0], rows[1].replace("hello", "x" * 3_000_000), rows[2])
    taken = take(tmp_path, {"transactions.csv": text})
    assert taken.column("txn_id") == ["t0", "t2"]
    assert [(one["row"], one["finding"]) for one in taken.aside()] == [
        ("3", "is no row: it is too long")
    ]


@pytest.mark.parametrize("name", ["transactions.csv", "transactions.csv.gz"])
def test_where_a_copy_cannot_be_mended_it_is_said(tmp_path: Path, name: str) -> None:
    text = made(["good", "open", "good"]).encode("latin-1")
    packed = name.endswith(".gz")
    with pytest.raises(FulcrumError, match="opened on row 3 is never closed"):
        take(
            tmp_path,
            {name: gzip.compress(text) if packed else text},
            encoding="utf-8" if packed else "latin-1",
        )


def test_a_file_is_not_read_again_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fulcrum.engines.screening.intake.lines.MOST_MENDS", 1)
    with pytest.raises(FulcrumError, match="not closed, or not doubled, all over the file"):
        take(tmp_path, {"transactions.csv": made(["open", "good"])})


def test_lines_of_small_tables_are_listed_too(tmp_path: Path) -> None:
    accounts = lines(
        "A,P,personal,2020-01-01",
        "B,P",
        "",
        "C,P,personal,when it was",
        'D,P,personal,"2020',
        "E,P,personal,2021-01-01",
        header="account_id,party_id,kind,opened",
    )
    taken = take(tmp_path, {"transactions.csv": made(["good"]), "accounts.csv": accounts})
    assert [row["account_id"] for row in taken.table("accounts")] == ["A", "E"]
    assert [(one["row"], one["column"]) for one in taken.aside("accounts")] == [
        ("3", ""),
        ("5", "opened"),
        ("6", ""),
    ]
    assert taken.told.set_aside == {"accounts": 3}


def test_three_bad_rows_among_many(tmp_path: Path) -> None:
    """Rows stand in order and are read by two threads; nothing is out of order, nothing lost."""
    bad = {17: "t,A,never,5,cash,UTC", 150_000: "t,A", 299_998: "t,A,x,y,z,UTC,more"}
    body = [
        bad.get(
            n,
            f"t{n},A,2026-03-0{2 + n // 86_400} {n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02},5,cash,UTC",
        )
        for n in range(300_000)
    ]
    text = lines(*body, header="txn_id,account_id,at,amount,channel,zone")
    taken = take(tmp_path, {"transactions.csv": text}, threads=2)
    assert taken.rows_aside() == [n + 2 for n in bad]
    assert taken.told.kept == {"transactions": 299_997}
    assert taken.told.set_aside == {"transactions": 3}
    assert taken.told.notes == ("1 accounts have transactions but are not described.",)
