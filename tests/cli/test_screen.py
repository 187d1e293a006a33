"""`fulcrum screen`, from files to an alert that is explained and computed again."""

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import csv

from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    buy,
    deposit,
    fires,
    on,
    person,
    withdraw,
)
from fulcrum.engines.screening.trials import tables_of
from tests.cli.conftest import Done, Fulcrum

INVENTED = "Invented for a test of the command."
# Somebody writes into a terminal what no terminal may act on.
MEMO = "=HYPERLINK(1) \u202e<script>\x1b[31m"


def circuit() -> list[Row]:
    """Night cash, rooms in several cities, and small adverts: three families."""
    rows = [withdraw(on(day, "23:00"), 90, memo=MEMO) for day in range(6)]
    rows += [
        buy(on(3 * n, "18:00"), 80, 7011, city=f"City {n}", merchant=f"Inn {n}") for n in range(4)
    ]
    rows += [buy(on(day, "09:00"), 12, 7311, merchant="Ads") for day in range(6)]
    rows += [deposit(on(day, "14:00"), 300, city=f"City {day % 3}", branch="B") for day in range(9)]
    return [account(), person(), *rows]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank's files, one row of which cannot be read."""
    folder = tmp_path_factory.mktemp("bank")
    made: dict[str, Any] = tables_of([fires("circuit", circuit())])
    for name in ("transactions", "accounts", "parties"):
        rows: pa.Table = made[name]
        derived = [one for one in ("sec", "day", "month", "hour") if one in rows.column_names]
        csv.write_csv(rows.drop_columns(derived), folder / f"{name}.csv")
    with (folder / "transactions.csv").open("a", encoding="utf-8") as file:
        file.write('"broken"\n')
    return folder


@pytest.fixture(scope="module")
def finished(bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files taken in and screened, in the folders data and run."""
    from fulcrum.engines.screening import (  # noqa: PLC0415
        IngestSpec,
        ScreenSpec,
        ingest,
        screen,
    )

    folder = tmp_path_factory.mktemp("finished")
    ingest(IngestSpec(sources=(bank,), out=folder / "data", source=INVENTED))
    screen(ScreenSpec(data=folder / "data", out=folder / "run"))
    return folder


def names(done: Done) -> list[str]:
    return [line.split()[0] for line in done.out.splitlines()]


def test_from_files_to_an_alert_that_is_explained(
    fulcrum: Fulcrum, bank: Path, tmp_path: Path
) -> None:
    data, run = tmp_path / "data", tmp_path / "run"
    done = fulcrum("screen", "ingest", bank, "--out", data, "--source", INVENTED)
    assert done.code == 0, done.err
    assert "transactions: 25 rows kept, 1 set aside." in done.out
    assert "1 × transactions: is no row: it has too few cells" in done.out
    assert f"Rows set aside are listed in {data / 'quarantine'}." in done.err

    done = fulcrum("screen", "run", data, "--out", run, "--memory", "512MB", "--threads", 1)
    assert done.code == 0, done.err
    assert "25 transactions of 1 accounts." in done.out
    assert "1 alerts." in done.out
    assert INVENTED in done.out
    assert "explain an alert with `fulcrum screen explain" in done.err
    assert "Shards: " in done.err

    (alert,) = names(fulcrum("screen", "explain", run))
    assert re.fullmatch(r"0/A@\d+", alert)
    done = fulcrum("screen", "explain", run, alert)
    assert done.code == 0
    assert done.out.startswith(f"{alert}: ")
    for said in (INVENTED, "Rule: At least 3", "could be missing, and the alert would stand", "After: FINTRAC", "Who is who:",
                 "It may also be:", "What would have changed it:", "[source]", "[ours]"):  # fmt: skip
        assert said in done.out, said
    assert f"Compute it again: fulcrum screen explain {run} {alert} --again" in done.out

    done = fulcrum("screen", "explain", run, alert, "--again")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"\d+ hits came out the same\.\n", done.out)


def test_no_memo_acts_on_a_terminal(fulcrum: Fulcrum, finished: Path) -> None:
    run = finished / "run"
    (alert,) = names(fulcrum("screen", "explain", run))
    done = fulcrum("screen", "explain", run, alert)
    assert "\\x1b[31m" in done.out
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out


def test_results_for_machines(fulcrum: Fulcrum, bank: Path, finished: Path, tmp_path: Path) -> None:
    told = json.loads(fulcrum("screen", "ingest", bank, "--out", tmp_path / "data", "--json").out)
    assert told["kept"] == {"transactions": 25, "accounts": 1, "parties": 1}
    done = fulcrum("screen", "run", finished / "data", "--out", tmp_path / "run", "--json")
    told = json.loads(done.out)
    assert told["alerts"] == 1
    assert told["hits"]["I01"] == 2
    assert told["lacking"]["I12"] == ["transactions.atm_owner"]
    run = tmp_path / "run"
    (alert,) = names(fulcrum("screen", "explain", run))
    told = json.loads(fulcrum("screen", "explain", run, alert, "--json").out)
    assert told["subject"] == "0/A"
    assert {"I01", "I03", "I48"} <= {one["indicator"] for one in told["hits"]}


def test_what_does_not_come_out_the_same_is_a_finding(
    fulcrum: Fulcrum, finished: Path, tmp_path: Path
) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    for path in (finished / "run").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = pq.read_table(tmp_path / "alert_hits.parquet")
    changed = [row | {"value": row["value"] + 1} for row in rows.to_pylist()]
    pq.write_table(pa.Table.from_pylist(changed, rows.schema), tmp_path / "alert_hits.parquet")
    (alert,) = names(fulcrum("screen", "explain", tmp_path))
    done = fulcrum("screen", "explain", tmp_path, alert, "--again")
    assert done.code == 1
    assert done.out == "0 hits came out the same.\n"
    assert " then, " in done.err


def test_a_plan_is_told_and_nothing_done(fulcrum: Fulcrum, finished: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    done = fulcrum("screen", "run", finished / "data", "--out", out, "--explain-plan")
    assert done.code == 0
    assert "Each shard is read once into slices" in done.out
    assert "Not evaluable: I12 needs transactions.atm_owner." in done.out
    assert not out.exists()


def test_a_bank_s_own_numbers(fulcrum: Fulcrum, finished: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[I01]\nleast = 99\n", "utf-8")
    out = tmp_path / "run"
    done = fulcrum(
        "screen", "run", finished / "data", "--out", out, "--parameters", own,
        "--since", "2026-03-04", "--json",
    )  # fmt: skip
    assert json.loads(done.out)["hits"]["I01"] == 0
    assert json.loads((out / "run.json").read_text("utf-8"))["since"] == "2026-03-04"


def test_a_mapping_and_rates(fulcrum: Fulcrum, tmp_path: Path) -> None:
    (tmp_path / "transactions.csv").write_text(
        "Konto;Tag;Betrag;Waehrung;Art\nA;02.03.2026 22:30;-1.250,50;EUR;Automat\n", "latin-1"
    )
    (tmp_path / "rates.csv").write_text("currency,rate\nEUR,0.8\n", "utf-8")
    (tmp_path / "mapping.toml").write_text(
        '[transactions]\nmoment = "%d.%m.%Y %H:%M"\ndecimal = ","\n'
        '[transactions.columns]\naccount_id = "Konto"\nat = "Tag"\namount = "Betrag"\n'
        'currency = "Waehrung"\nchannel = "Art"\n[transactions.channels]\nautomat = "cash"\n',
        "utf-8",
    )
    done = fulcrum(
        "screen", "ingest", tmp_path / "transactions.csv", "--out", tmp_path / "data",
        "--mapping", tmp_path / "mapping.toml", "--rates", tmp_path / "rates.csv",
        "--zone", "Europe/Berlin", "--encoding", "latin-1", "--shards", 1,
    )  # fmt: skip
    assert done.code == 0, done.err
    import pyarrow.parquet as pq  # noqa: PLC0415

    (row,) = pq.read_table(tmp_path / "data" / "transactions" / "shard-0000.parquet").to_pylist()
    assert (row["cents"], row["credit"], row["channel"]) == (100_040, False, "cash")
    assert (row["hour"], row["zone"]) == (22, "Europe/Berlin")


def refused(done: Done, *said: str) -> None:
    assert done.code == 1, (done.code, done.out, done.err)
    assert done.out == ""
    assert done.err.startswith("fulcrum: ")
    for one in said:
        assert one in done.err, done.err


def test_what_cannot_be_is_told_in_words(fulcrum: Fulcrum, bank: Path, tmp_path: Path) -> None:
    out = tmp_path / "data"
    refused(fulcrum("screen", "ingest", tmp_path / "x", "--out", out), "no such file or folder")
    refused(fulcrum("screen", "ingest", bank, "--out", out, "--zone", "Mars"), "is no time zone")
    refused(fulcrum("screen", "ingest", bank, "--out", out, "--memory", "lots"), "1GB")
    refused(fulcrum("screen", "ingest", bank, "--out", bank / "data"), "lies in a folder to read")
    refused(
        fulcrum("screen", "ingest", bank, "--out", out, "--mapping", tmp_path / "x.toml"),
        "x.toml: The file cannot be read",
    )
    refused(fulcrum("screen", "run", tmp_path, "--out", out), "fulcrum screen ingest")
    refused(fulcrum("screen", "run", tmp_path, "--out", out, "--engine", "abacus"), "duckdb or")
    refused(fulcrum("screen", "explain", tmp_path), "There is no finished run here.")
    refused(fulcrum("screen", "indicators", "--pack", "tax"), "no typology pack 'tax'")


def test_data_is_never_taken_in_twice(fulcrum: Fulcrum, bank: Path, finished: Path) -> None:
    refused(
        fulcrum("screen", "ingest", bank, "--out", finished / "data"),
        "This folder holds data that was taken in before.",
        "Choose another folder, or remove it.",
    )


def test_an_alert_there_is_not(fulcrum: Fulcrum, finished: Path) -> None:
    refused(fulcrum("screen", "explain", finished / "run", "x@1"), "There is no alert 'x@1'.")


def test_every_indicator_is_listed_with_its_numbers(fulcrum: Fulcrum) -> None:
    done = fulcrum("screen", "indicators")
    assert done.code == 0
    assert "I01 Night cash [cash]: " in done.out
    assert re.search(r"^    from_hour = 22 hour \[source\]: ", done.out, re.MULTILINE)
    told = json.loads(fulcrum("screen", "indicators", "--json").out)
    assert [one["id"] for one in told] == [f"I{number:02}" for number in range(1, 87)]
    first = told[0]
    assert first["exploitation"] == ["S"]
    assert first["needs"] == ["transactions"] or all("." in need for need in first["needs"])
    assert first["parameters"][0].keys() == {"name", "default", "unit", "origin", "meaning"}
