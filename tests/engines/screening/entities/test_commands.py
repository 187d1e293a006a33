"""The commands: entities, network and names, on a small bank."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from fulcrum.cli.screen_entities import entities, names, network
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.entities.bank import (
    account,
    alert_of,
    pay,
    person,
    run_of,
    store_of,
)

app = typer.Typer()
for command in (entities, network, names):
    app.command()(command)

ANA = {"phone": "020 7946 0991", "email": "ana@example.org", "address": "12 Long Road"}


def fulcrum(*words: object) -> Result:
    done = CliRunner().invoke(app, [str(word) for word in words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("bank")
    store = store_of(
        home,
        [pay("A", "B", 100, 1), pay("A", "X\x1b[31m", 50, 2), pay("B", "C", 10, 2)],
        accounts=[account("A", "P1"), account("B", "P2")],
        parties=[person("P1", "Ana Lind", **ANA), person("P2", "Anna Lind", **ANA)],
    )
    run_of(home, store, ("A", 9))
    (home / "list.csv").write_text("id,name\n1,Lind Anna\n2,Name of C\n3,\n", "utf-8")
    return home


def test_entities(folder: Path) -> None:
    done = fulcrum("entities", folder / "data", "--out", folder / "ids")
    assert done.exit_code == 0
    assert "2 parties compared: 1 pairs." in done.stdout
    assert "P1 and P2: Probability 0.9" in done.stdout
    exact = fulcrum("entities", folder / "data", "--out", folder / "exact", "--exact", "--json")
    assert json.loads(exact.stdout)["clusters"] == 1


def test_network(folder: Path) -> None:
    done = fulcrum("network", folder / "run", alert_of("A", 9))
    assert done.exit_code == 0
    assert "A -> B: 100.00 GBP in 1, 2026-03-03 to 2026-03-03" in done.stdout
    assert "A and B: the same e-mail, the same telephone, the same address" in done.stdout
    assert "B: account, hop 1, 'Anna Lind'" in done.stdout
    fulcrum("entities", folder / "data", "--out", folder / "ids")
    told = fulcrum(
        "network", folder / "run", alert_of("A", 9), "--json", "--own-books",
        "--pairs", folder / "ids" / "pairs.parquet",
    )  # fmt: skip
    assert any("related" in edge["reasons"] for edge in json.loads(told.stdout)["edges"])


def test_a_large_network_is_cut_short(tmp_path: Path) -> None:
    store = store_of(tmp_path, [pay("A", f"X{n:02}", 100 - n, 1) for n in range(60)])
    out = run_of(tmp_path, store, ("A", 9))
    done = fulcrum("network", out, alert_of("A", 9), "--most-nodes", 100)
    assert "  and 20 more" in done.stdout
    assert "A -> X39" in done.stdout
    assert "A -> X40" not in done.stdout


def test_no_name_of_others_acts_on_the_terminal(folder: Path) -> None:
    assert "\x1b" not in fulcrum("network", folder / "run", alert_of("A", 9)).stdout


def test_one_name(folder: Path) -> None:
    done = fulcrum("names", "--against", folder / "list.csv", "--name", "Anna Lind", "--name", "Bo")
    assert done.exit_code == 0
    assert "'Bo': 0 matches" in done.stdout
    assert "  1.00, strong  'Lind Anna' [1, list]: Anna; Lind." in done.stdout
    assert "1 rows were set aside" in done.stderr
    told = fulcrum("names", "--against", folder / "list.csv", "--name", "Anna Lind", "--json")
    assert [one["entry"]["id"] for one in json.loads(told.stdout)] == ["1"]


def test_all_names(folder: Path) -> None:
    out = folder / "names"
    done = fulcrum("names", folder / "data", "--against", folder / "list.csv", "--out", out)
    assert "2 matches (1 of party, 1 of counterparty), 2 of them strong." in done.stdout
    assert (out / "names.parquet").exists()
    told = fulcrum(
        "names", folder / "data", "--against", folder / "list.csv", "--out", out, "--json"
    )
    assert json.loads(told.stdout)["entries"] == 2


def test_whose_names_must_be_said(folder: Path) -> None:
    with pytest.raises(FulcrumError, match="whose names"):
        fulcrum("names", "--against", folder / "list.csv")
