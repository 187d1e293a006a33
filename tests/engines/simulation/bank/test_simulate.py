import json
from datetime import date, datetime
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from fulcrum.engines.simulation import simulate_bank
from fulcrum.engines.simulation.bank import writing
from fulcrum.engines.simulation.bank.block import make_block
from fulcrum.engines.simulation.bank.movements import transaction_table
from fulcrum.engines.simulation.bank.world import make_world
from fulcrum.kernel.errors import FulcrumError
from tests.engines.simulation.bank.conftest import Written, spec_of, write


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    banks = [write(spec_of(), tmp_path / name) for name in ("one", "two")]
    assert banks[0].bank == banks[1].bank
    files = [
        {path.relative_to(one.folder): path.read_bytes() for path in one.folder.rglob("*.*")}
        for one in banks
    ]
    assert files[0] == files[1]
    assert len(files[0]) == len(banks[0].bank.tables) + 1


def test_another_seed_shares_nothing_but_the_country(tmp_path: Path) -> None:
    one, two = (write(spec_of(seed=seed), tmp_path / str(seed)) for seed in (1, 2))
    hashes = [{table.name: table.sha256 for table in of.bank.tables} for of in (one, two)]
    assert {name for name in hashes[0] if hashes[0][name] == hashes[1][name]} == {"merchants"}
    numbers = [set(of.table("accounts")["account_id"].to_pylist()) for of in (one, two)]
    assert not numbers[0] & numbers[1]


def test_a_block_depends_on_no_other(large: Written) -> None:
    world = make_world(large.spec)
    alone = transaction_table(world, make_block(world, 1))
    whole = large.table("transactions").slice(large.bank.rows_of("transactions") - len(alone))
    assert pc.all(pc.equal(alone["txn_id"], whole["txn_id"])).as_py()
    assert alone["cents"] == whole["cents"]
    assert alone["memo"].to_pylist() == whole["memo"].to_pylist()


def test_what_was_made_is_told(large: Written) -> None:
    said = json.loads((large.folder / "bank.json").read_text())
    assert said["invented"] == "Invented by fulcrum simulate, seed 7."
    assert said["spec"]["accounts"] == 4_000
    assert (said["spec"]["start"], said["months_end"]) == ("2025-01-01", "2025-03-31")
    assert said["provenance"] == large.bank.provenance.to_dict()
    rows = {one["name"]: one["rows"] for one in said["tables"]}
    assert rows["transactions"] == large.table("transactions").num_rows
    assert rows["truth"] == large.table("truth/truth").num_rows
    assert "4,000 accounts" in large.bank.summary()
    assert "Invented by fulcrum simulate, seed 7." in large.bank.summary()
    assert large.bank.explain().startswith("Accounts are made in blocks")
    with pytest.raises(KeyError):
        large.bank.rows_of("nothing")


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(FulcrumError, match="something in this folder already"):
        simulate_bank(spec_of(), tmp_path)
    with pytest.raises(FulcrumError, match="cannot be made"):
        simulate_bank(spec_of(), tmp_path / "mine.txt" / "bank")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_progress_is_told_block_by_block(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    spec = spec_of(accounts=2_100, months=1, accounts_per_network=100_000)
    simulate_bank(spec, tmp_path / "bank", lambda *said: told.append(said))
    assert told == [("blocks", done, 2) for done in range(3)]


def test_transactions_go_to_a_new_file_every_few_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PART_BLOCKS", 1)
    spec = spec_of(accounts=2_100, months=1, accounts_per_network=100_000)
    made = write(spec, tmp_path / "bank")
    parts = sorted(path.name for path in (made.folder / "transactions").iterdir())
    assert parts == ["part-00000.parquet", "part-00001.parquet"]
    rows = sum(pq.read_metadata(path).num_rows for path in (made.folder / "transactions").iterdir())
    assert rows == made.bank.rows_of("transactions")
    assert made.table("truth/truth").num_rows == 0
    assert made.bank.planted == ()


def test_what_fails_half_way_leaves_no_description(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no more")

    monkeypatch.setattr("fulcrum.engines.simulation.bank.simulate.party_table", fail)
    with pytest.raises(RuntimeError, match="no more"):
        simulate_bank(spec_of(), tmp_path / "bank")
    assert not (tmp_path / "bank" / "bank.json").exists()


@pytest.mark.parametrize("accounts", [50, 51, 77])
def test_the_smallest_banks_can_be_made(accounts: int, tmp_path: Path) -> None:
    made = write(spec_of(accounts=accounts, months=1, accounts_per_network=50), tmp_path / "bank")
    assert made.bank.rows_of("accounts") == accounts


def test_a_table_without_rows_has_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fulcrum.engines.simulation.bank.sightings.FEEDS", {})
    made = write(spec_of(months=1), tmp_path / "bank")
    assert made.bank.rows_of("tickets") == made.table("tickets").num_rows == 0
    assert made.table("tickets").column_names[:2] == ["txn_id", "account_id"]


def test_other_currencies_have_their_own_country(tmp_path: Path) -> None:
    made = write(spec_of(currency="USD", start=date(2024, 3, 1), months=1), tmp_path / "bank")
    rows = made.table("transactions")
    zones = rows["zone"].value_counts().to_pylist()
    assert max(zones, key=lambda one: one["counts"])["values"] == "America/New_York"
    assert set(made.table("parties")["home_country"].to_pylist()) == {"US"}
    first, last = datetime(2024, 3, 1), datetime(2024, 4, 1)  # noqa: DTZ001 - wall clock
    assert first <= pc.min(rows["at"]).as_py() <= pc.max(rows["at"]).as_py() < last
