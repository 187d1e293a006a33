import json
from pathlib import Path

import pyarrow.parquet as pq

from tests.cli.conftest import Fulcrum

SMALL = ("--accounts", 120, "--months", 1, "--seed", 7, "--accounts-per-network", 50)


def test_a_bank_in_a_folder(fulcrum: Fulcrum, tmp_path: Path) -> None:
    out = tmp_path / "new" / "bank"
    done = fulcrum("simulate", "bank", "--out", out, *SMALL, "--from", "2024-02-01")
    assert done.code == 0
    assert "120 accounts" in done.out
    assert "Invented by fulcrum simulate, seed 7." in done.out
    assert f"who was planted is told in {out / 'truth'}." in done.out
    days = pq.read_table(out / "transactions")["at"].to_pylist()
    assert {(at.year, at.month) for at in days} == {(2024, 2)}


def test_for_machines(fulcrum: Fulcrum, tmp_path: Path) -> None:
    done = fulcrum(
        "simulate", "bank", "--out", tmp_path / "bank", *SMALL, "--currency", "eur", "--json"
    )
    said = json.loads(done.out)
    assert said["folder"] == str(tmp_path / "bank")
    assert said["provenance"]["seed"] == 7
    assert {one["name"]: one["rows"] for one in said["tables"]}["accounts"] == 120
    assert json.loads((tmp_path / "bank" / "bank.json").read_text())["spec"]["currency"] == "EUR"


def test_wrong_numbers_are_told_and_nothing_is_written(fulcrum: Fulcrum, tmp_path: Path) -> None:
    done = fulcrum("simulate", "bank", "--out", tmp_path / "bank", "--accounts", 3)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "fulcrum: accounts: 3 is not a whole number from 50 to 20,000,000. Choose another number.\n"
    )
    assert not (tmp_path / "bank").exists()


def test_a_folder_in_use_is_left_alone(fulcrum: Fulcrum, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = fulcrum("simulate", "bank", "--out", tmp_path, *SMALL)
    assert done.code == 2
    assert "Choose an empty folder, or a new one." in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
