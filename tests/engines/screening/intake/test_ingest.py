"""Taking in as a whole: repetitions, order, files that cannot be read, and going on after an end."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fulcrum.engines.screening.intake.ingest import ingest, shard_count
from fulcrum.engines.screening.intake.mapping import TableMapping
from fulcrum.engines.screening.intake.sources import Source
from fulcrum.engines.screening.intake.spec import IngestSpec
from fulcrum.engines.screening.store import open_store
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.intake.taking import HEADER, Taken, lines, put, take

ROWS = [
    f"t{n},{'ABCDEFGH'[n % 8]},2026-03-{n % 28 + 1:02} {n % 24:02}:{n % 60:02}:00,{n + 1}.50,cash,m{n}"
    for n in range(200)
]


def parquet(rows: list[str]) -> pa.Table:
    cells = [row.split(",") for row in rows]
    return pa.table({name: [row[n] for row in cells] for n, name in enumerate(HEADER.split(","))})


def notes(taken: Taken) -> str:
    return "\n".join(taken.told.notes)


def test_rows_that_repeat_are_kept_once(tmp_path: Path) -> None:
    taken = take(tmp_path, {"transactions.csv": lines(*ROWS, *ROWS[:20])})
    assert taken.told.kept == {"transactions": 200}
    assert taken.told.duplicates == {"transactions": 20}
    assert "say something else" not in notes(taken)
    assert "transactions: 200 rows kept, 20 repeated." in taken.told.summary()


def test_rows_that_repeat_an_id_and_say_something_else_are_noted(tmp_path: Path) -> None:
    taken = take(
        tmp_path,
        {
            "transactions.csv": lines(
                "t0,A,2026-03-03 10:00,5,cash,",
                "t0,A,2026-03-02 10:00,5,cash,",
                "t0,A,2026-03-02 10:00,5,cash,",
                "t0,B,2026-03-02 10:00,5,cash,",
            )
        },
    )
    assert [(row["account_id"], row["at"].day) for row in taken.rows] == [("A", 2), ("B", 2)]
    assert taken.told.duplicates == {"transactions": 2}
    assert notes(taken).startswith("1 rows bear the id of another row of their account and say ")


@pytest.mark.parametrize("header", [HEADER, HEADER.replace("txn_id", "unknown")])
def test_rows_without_an_id_are_never_taken_for_one(tmp_path: Path, header: str) -> None:
    taken = take(
        tmp_path, {"transactions.csv": lines(*[",A,2026-03-02 10:00,5,cash,"] * 3, header=header)}
    )
    assert taken.column("txn_id") == [f"transactions.csv#{n}" for n in (2, 3, 4)]


def test_out_of_order_rows_are_sorted_and_noted(tmp_path: Path) -> None:
    straight = sorted(ROWS, key=lambda row: row.split(",")[2])
    assert "out of order" not in notes(take(tmp_path, {"transactions.csv": lines(*straight)}))
    taken = take(tmp_path, {"transactions.csv": lines(*straight[1:], straight[0])})
    assert "1 rows were out of order; all are sorted now." in notes(taken)
    for path in (taken.folder / "transactions").glob("*.parquet"):
        kept = [(row["account_id"], row["at"]) for row in pq.read_table(path).to_pylist()]
        assert kept == sorted(kept)


def test_csv_and_parquet_say_the_same(tmp_path: Path) -> None:
    one = take(tmp_path, {"transactions.csv": lines(*ROWS)})
    two = take(tmp_path, {"transactions.parquet": parquet(ROWS)})
    assert one.rows == two.rows
    assert one.told.digest == two.told.digest
    assert one.told.provenance.input_hash != two.told.provenance.input_hash


@pytest.mark.parametrize("threads", [1, 2])
def test_neither_the_order_of_rows_nor_how_files_are_cut_matters(
    tmp_path: Path, threads: int
) -> None:
    mixed = list(ROWS)
    Random(5).shuffle(mixed)  # noqa: S311 - an order, no secret
    files = {
        "transactions-1.csv": lines(*mixed[:30]),
        "transactions-2.parquet": parquet(mixed[30:90]),
        "transactions/3.csv": lines(*mixed[90:]),
    }
    base = take(tmp_path, {"transactions.csv": lines(*ROWS)}, shards=3)
    assert take(tmp_path, files, shards=3, threads=threads).told.digest == base.told.digest


def test_how_many_shards_there_are_changes_no_row(tmp_path: Path) -> None:
    files = {"transactions.csv": lines(*ROWS)}
    one, many = take(tmp_path, files, shards=1), take(tmp_path, files, shards=50)
    assert one.rows == many.rows
    store = open_store(many.folder)
    assert (store.shards, store.rows["transactions"]) == (50, 200)
    assert all(store.shard(number).exists() for number in range(50))


def test_the_amount_of_data_decides_how_many_shards(tmp_path: Path) -> None:
    path = tmp_path / "transactions.csv"
    with path.open("wb") as file:
        file.truncate(110 * 3_400_000)
    spec = IngestSpec(sources=(path,), out=tmp_path / "out")
    assert shard_count(spec, [Source("transactions", path, "csv", "x")]) == 3
    assert shard_count(spec, [Source("logins", path, "csv", "x")]) == 1


def test_the_manifest_says_what_there_is(tmp_path: Path) -> None:
    accounts = lines(
        "A,P,personal,2020-01-01", "B,P,personal,", header="account_id,party_id,kind,opened"
    )
    taken = take(
        tmp_path,
        {"transactions.csv": lines(*ROWS), "accounts.csv": accounts},
        source="Invented for a test.",
    )
    store = open_store(taken.folder)
    assert store.rows == {"transactions": 200, "accounts": 2}
    assert store.filled["accounts.opened"] == 0.5
    assert store.filled["transactions.memo"] == 1
    assert store.filled["transactions.city"] == 0
    assert (store.first_day, store.last_day) == (20513, 20540)
    assert (store.currency, store.source) == ("GBP", "Invented for a test.")
    assert store.lacks("transactions.city") == "transactions.city"
    assert store.lacks("logins") == "logins"
    assert store.lacks("accounts") == ""
    assert "6 accounts have transactions but are not described." in notes(taken)


def test_what_customers_are_is_part_of_the_digest(tmp_path: Path) -> None:
    header = "party_id,kind,home_city"
    files = {"transactions.csv": lines(*ROWS), "parties.csv": lines("P,person,X", header=header)}
    one = take(tmp_path, files)
    two = take(tmp_path, files | {"parties.csv": lines("P,person,Y", header=header)})
    assert one.told.kept == two.told.kept
    assert one.told.digest != two.told.digest


def test_small_tables_are_kept_once_by_their_key(tmp_path: Path) -> None:
    files = {
        "transactions.csv": lines(*ROWS),
        "accounts-1.csv": lines("A,P,personal", "A,Q,personal", header="account_id,party_id,kind"),
        "accounts-2.csv": lines("B,P,personal", header="account_id,party_id,kind"),
        "lists.csv": lines("agencies,x", "agencies,x", header="list,value"),
    }
    taken = take(tmp_path, files)
    assert [(row["account_id"], row["party_id"]) for row in taken.table("accounts")] == [
        ("A", "P"),
        ("B", "P"),
    ]
    assert taken.told.duplicates == {"accounts": 1, "lists": 1}


def test_a_missing_column_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError) as told:
        take(tmp_path, {"transactions.csv": "when,what\n2026-03-02,5\n"})
    assert told.value.where == "transactions.csv"
    assert "No column holds account_id: The account it was booked on." in told.value.what
    assert "[transactions.columns]. The file has: when, what." in told.value.what


def test_only_bad_rows(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError) as told:
        take(tmp_path, {"transactions.csv": lines("t0,A,never,5,cash,", "t1,A,never,5,cash,")})
    assert told.value.what == "Not one transaction could be kept."
    assert told.value.where.endswith("quarantine")
    assert (Path(told.value.where) / "transactions.csv").read_text("utf-8").count("never") == 2


def test_a_file_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    whole = put(tmp_path / "x", {"whole.parquet": parquet(ROWS)}) / "whole.parquet"
    files: dict[str, Any] = {
        "transactions-1.csv": lines(*ROWS[:50]),
        "transactions-2.parquet": whole.read_bytes()[:-20],
        "transactions-3.parquet": b"PAR1",
        "transactions-4.csv": "nothing,here\n1,2\n",
        "transactions-5.csv": "",
        "accounts.csv": "nothing,here\n1,2\n",
        "logins.parquet": b"x",
    }
    taken = take(tmp_path, files)
    assert taken.told.kept == {"transactions": 50}
    assert list(taken.told.failed) == [name for name in sorted(files, key=order) if name in BROKEN]
    assert all(why.endswith(".") for why in taken.told.failed.values())
    for name in BROKEN:
        assert f"{name}: {taken.told.failed[name]}" in taken.told.summary()
    assert open_store(taken.folder).lacks("accounts") == "accounts"


BROKEN = {
    "transactions-2.parquet", "transactions-3.parquet", "transactions-4.csv", "transactions-5.csv",
    "accounts.csv", "logins.parquet",
}  # fmt: skip


def order(name: str) -> tuple[bool, str]:
    """Transactions come first."""
    return not name.startswith("transactions"), name


@pytest.mark.parametrize("folder", ["out", "source/out"])
def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path: Path, folder: str) -> None:
    source = put(tmp_path / "source", {"transactions.csv": lines(*ROWS)})
    spec = IngestSpec(sources=(source,), out=tmp_path / folder, threads=1)
    if folder == "out":
        ingest(spec)
    with pytest.raises(FulcrumError, match=r"taken in before|lies in a folder to read") as told:
        ingest(spec)
    assert told.value.where == str(spec.out)


class StopError(Exception):
    """Ends the work where a test wants it to."""


def stopping(stage: str, at: int) -> Callable[[str, int, int | None], None]:
    def report(now: str, done: int, _total: int | None) -> None:
        if (now, done) == (stage, at):
            raise StopError

    return report


MANY = {
    "transactions-1.csv": lines(*ROWS[:70], "t900,A,never,5,cash,", "broken", "t901,A,,5,cash,"),
    "transactions-2.csv": lines(*ROWS[70:120]),
    "transactions-3.parquet": parquet(ROWS[120:]),
    "transactions-4.csv": "",
    "accounts.csv": lines("A,P,personal", "B,P", header="account_id,party_id,kind"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    return take(tmp_path_factory.mktemp("whole"), MANY, shards=4)


@pytest.mark.parametrize(
    "points",
    [
        [("Files", 1)],
        [("Files", 3)],
        [("Shards", 0)],
        [("Shards", 2), ("Shards", 4)],
        [("Files", 0), ("Files", 2), ("Shards", 1), ("Shards", 3)],
    ],
)
def test_what_was_interrupted_goes_on(
    tmp_path: Path, whole: Taken, points: list[tuple[str, int]]
) -> None:
    source = put(tmp_path / "source", MANY)
    spec = IngestSpec(sources=(source,), out=tmp_path / "out", shards=4, threads=1)
    for point in points:
        with pytest.raises(StopError):
            ingest(spec, stopping(*point))
        with pytest.raises(FulcrumError, match="taken in to the end"):
            open_store(spec.out)
    taken = Taken(spec.out, ingest(spec))
    assert taken.told == whole.told
    assert taken.aside() == whole.aside()
    assert taken.aside("accounts") == whole.aside("accounts")
    for name in ("manifest.json", "mapping.toml"):
        assert (taken.folder / name).read_text() == (whole.folder / name).read_text(), name
    assert not (taken.folder / "staging").exists()


def test_going_on_does_not_read_again(tmp_path: Path) -> None:
    source = put(tmp_path / "source", MANY)
    spec = IngestSpec(sources=(source,), out=tmp_path / "out", shards=4, threads=1)
    with pytest.raises(StopError):
        ingest(spec, stopping("Shards", 2))
    note = spec.out / "transactions" / "shard-0000.json"
    told = json.loads(note.read_text("utf-8"))
    note.write_text(json.dumps(told | {"late": 1_000_000}), "utf-8")
    assert "1,000,00" in notes(Taken(spec.out, ingest(spec)))  # what the note says, not the rows


def other(name: str, tmp: Path) -> dict[str, Any]:
    """What somebody changes between an interruption and the next try."""
    columns = {one: one for one in HEADER.split(",")}
    rates = tmp / "rates.csv"
    rates.write_text("currency,rate\nEUR,0.5\n", "utf-8")
    settings: dict[str, dict[str, Any]] = {
        "zone": {"zone": "Asia/Tokyo"},
        "rates": {"rates": rates},
        "mapping": {"mappings": {"transactions": TableMapping(columns, reversed_signs=True)}},
        "shards": {"shards": 2},
        "file": {},
    }
    return settings[name]


@pytest.mark.parametrize("name", ["zone", "rates", "mapping", "shards", "file"])
def test_work_on_other_files_or_settings_begins_anew(tmp_path: Path, name: str) -> None:
    header = f"{HEADER},currency"
    text = lines(*(f"{row},EUR" for row in ROWS), header=header)
    source = put(tmp_path / "source", {"transactions.csv": text, "lists.csv": "list,value\na,b\n"})
    before: dict[str, Any] = {
        "sources": (source,),
        "out": tmp_path / "out",
        "shards": 3,
        "threads": 1,
    }
    first: dict[str, Any] = (
        {"currency": "EUR"} if name != "rates" else {"rates": tmp_path / "rates.csv"}
    )
    (tmp_path / "rates.csv").write_text("currency,rate\nEUR,0.85\n", "utf-8")
    with pytest.raises(StopError):
        ingest(IngestSpec(**before | first), stopping("Shards", 2))
    if name == "file":
        put(source, {"transactions.csv": text.replace("cash", "card")})
        (source / "lists.csv").unlink()
    settings = first | other(name, tmp_path)
    taken = Taken(tmp_path / "out", ingest(IngestSpec(**before | settings)))
    fresh = ingest(IngestSpec(**before | settings | {"out": tmp_path / "fresh"}))
    assert taken.told == fresh
    assert (tmp_path / "out" / "lists.parquet").exists() == (name != "file")


def test_too_little_memory_is_told_and_is_no_file_s_fault(tmp_path: Path) -> None:
    many = lines(*(f"t{n},A{n},2026-03-02 10:00,5,cash,{'x' * 50}" for n in range(60_000)))
    with pytest.raises(FulcrumError) as told:
        take(tmp_path, {"transactions.csv": many}, memory="1MB")
    assert told.value.where == "memory"
    assert "--memory" in told.value.mend


def test_the_result_explains_itself(whole: Taken) -> None:
    assert whole.told.explain().startswith("Columns were mapped")
    plain = json.loads(json.dumps(whole.told.to_dict()))
    assert plain["kept"] == {"transactions": 200, "accounts": 1}
    assert plain["findings"] == {
        "accounts: is no row: it has too few cells": 1,
        "transactions: at is empty": 1,
        "transactions: at is not a moment that can be read": 1,
        "transactions: is no row: it has too few cells": 1,
    }


def test_the_mapping_that_was_used_can_be_used_again(tmp_path: Path, whole: Taken) -> None:
    from fulcrum.engines.screening.intake.mapping import read_mappings  # noqa: PLC0415

    found = read_mappings(whole.folder / "mapping.toml")
    again = take(tmp_path, MANY, shards=4, mappings=found)
    assert again.told.digest == whole.told.digest
