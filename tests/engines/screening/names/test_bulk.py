"""All parties and counterparties of a store, compared with lists at once."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from fulcrum.engines.screening.names.bulk import ROWS, screen_names
from fulcrum.engines.screening.names.lists import read_list
from fulcrum.engines.screening.names.spec import MatchSpec
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.entities.bank import account, pay, person, store_of

TRANSACTIONS = [
    pay("A", "X", 100, 1) | {"counterparty_name": "Muhammad al Rashid"},
    pay("B", "X", 100, 4) | {"counterparty_name": "Muhammad al Rashid"},
    pay("B", "Y", 100, 9) | {"counterparty_name": "Blue Sky Ltd"},
    pay("B", "Z", 100, 9) | {"counterparty_name": None},
]
PARTIES = [person("P1", "Müller, Jürgen"), person("P2", "Eva Berg"), person("P3")]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_matches_of_both_are_written_with_their_dealings(tmp_path: Path) -> None:
    store = store_of(
        tmp_path, TRANSACTIONS, accounts=[account("A", "P1"), account("B", "P2")], parties=PARTIES
    )
    lists = [
        read_list(written(tmp_path, "one.csv", "id,name\n1,Mohammed Al-Rashid\n2,Nobody Here\n")),
        read_list(written(tmp_path, "two.csv", "id,name\n1,Juergen Mueller\n")),
    ]
    told: list[str] = []
    made = screen_names(store, lists, tmp_path / "out", report=lambda *one: told.append(one[0]))
    table = pq.read_table(tmp_path / "out" / "names.parquet")
    assert table.schema.names == ROWS.names
    rows = table.to_pylist()
    assert [(row["about"], row["subject"], row["source"], row["entry"]) for row in rows] == [
        ("party", "P1", "two", "1"),
        ("counterparty", "Muhammad al Rashid", "one", "1"),
    ]
    assert rows[0]["accounts"] is None
    assert (rows[1]["accounts"], rows[1]["transactions"]) == (2, 2)
    assert rows[1]["last_day"] - rows[1]["first_day"] == 3
    assert "Muhammad sounds like Mohammed" in rows[1]["why"]
    assert (made.compared, made.entries) == (4, 3)
    assert made.matches == {"party": 1, "counterparty": 1}
    assert "A name alone proves nothing" in made.summary()
    kept = json.loads((tmp_path / "out" / "names.json").read_text("utf-8"))
    assert kept["provenance"]["seed"] is None
    assert [one["name"] for one in kept["lists"]] == ["one.csv", "two.csv"]
    assert set(told) == {"Names"}


def test_shards_and_batches_change_nothing(tmp_path: Path) -> None:
    listed = [read_list(written(tmp_path, "one.csv", "name\nMohammed Al-Rashid\nEva Berg\n"))]
    found = []
    for number, (shards, batch) in enumerate(((1, 100), (5, 1))):
        store = store_of(tmp_path / str(number), TRANSACTIONS, shards, parties=PARTIES)
        out = tmp_path / f"out{number}"
        screen_names(store, listed, out, MatchSpec(batch=batch, threads=1 + number))
        found.append(pq.read_table(out / "names.parquet"))
    assert found[0].num_rows == 2
    assert found[0].equals(found[1])


def test_without_parties_counterparties_are_compared(tmp_path: Path) -> None:
    store = store_of(tmp_path, TRANSACTIONS)
    listed = read_list(written(tmp_path, "one.csv", "name\nNobody Here\n"))
    made = screen_names(store, [listed], tmp_path / "out")
    assert (made.compared, made.matches) == (2, {"party": 0, "counterparty": 0})
    assert pq.read_table(tmp_path / "out" / "names.parquet").num_rows == 0


def test_without_a_list_it_refuses(tmp_path: Path) -> None:
    store = store_of(tmp_path, TRANSACTIONS)
    with pytest.raises(FulcrumError, match="No list"):
        screen_names(store, [], tmp_path / "out")
