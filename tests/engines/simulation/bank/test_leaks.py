"""No single column may tell who was planted."""

from typing import Any

import numpy as np

from tests.engines.simulation.bank.conftest import Written
from tests.engines.simulation.bank.leaks import Array, Labelled, balanced_accuracy, leaks

# A network does do other things than a household: it moves more money, and buys other goods. Columns
# such as `channel` and `mcc` may therefore tell a little, and measured over seeds and difficulties
# none came above 0.66; at 0.7, four in ten planted rows would have to be of a kind that nobody else
# has. What the bank gives a row (its number, place, moment, zone) has no reason to tell anything:
# 25 networks leave chance some room, 0.6.
TELLS_MUCH, TELLS_ANYTHING = 0.7, 0.6
NEUTRAL = (
    "row.place",
    "txn_id.",
    "account_id.",
    "party_id.",
    "zone.",
    "at.fraction",
    "at.second",
    "at.minute",
    "opened.",
)
HALF = frozenset("02468ACEGJMPRTWY")


def halves(keys: list[str]) -> Array:
    """Which rows are learnt from, by the last letter of what they belong to."""
    return np.array([key[-1] in HALF for key in keys])


def told(scores: dict[str, float]) -> str:
    return "\n" + "\n".join(f"{name:32} {score:.3f}" for name, score in scores.items())


def assert_no_leak(table: Labelled, identifiers: tuple[str, ...]) -> dict[str, float]:
    scores = leaks(table, identifiers)
    assert max(scores.values()) <= TELLS_MUCH, told(scores)
    neutral = {name: score for name, score in scores.items() if name.startswith(NEUTRAL)}
    assert max(neutral.values()) <= TELLS_ANYTHING, told(neutral)
    return scores


def labelled(rows: Any, key: str, network: dict[str, str]) -> Labelled:
    """A table whose rows are planted when their key is that of a network's."""
    keys = rows[key].to_pylist()
    owner = [network.get(one, "") for one in keys]
    where = rows["account_id" if "account_id" in rows.column_names else key].to_pylist()
    learnt = halves([one or other for one, other in zip(owner, where, strict=True)])
    return Labelled(rows, np.array([bool(one) for one in owner]), learnt)


def some_of(table: Labelled) -> Labelled:
    """Every planted row and a quarter of the others, which is enough to learn from."""
    luck = np.random.default_rng(1).random(len(table.planted))
    kept = np.flatnonzero(table.planted | (luck < 0.25))
    return Labelled(table.rows.take(kept), table.planted[kept], table.learnt[kept])


def test_no_column_of_transactions_tells_planted_rows(large: Written) -> None:
    truth = large.table("truth/rows").to_pydict()
    network = dict(zip(truth["txn_id"], truth["network_id"], strict=True))
    table = some_of(labelled(large.table("transactions"), "txn_id", network))
    assert table.planted.sum() == len(network) > 5_000
    scores = assert_no_leak(table, ("txn_id", "account_id", "linked_id", "counterparty"))
    assert set(large.table("transactions").column_names) <= {one.split(".")[0] for one in scores}


def test_no_column_of_accounts_or_parties_tells_members(large: Written) -> None:
    truth = large.table("truth/truth").to_pydict()
    for table, key, identifiers in (
        ("accounts", "account_id", ("account_id", "party_id")),
        ("parties", "party_id", ("party_id", "owner")),
    ):
        network = dict(zip(truth[key], truth["network_id"], strict=True))
        assert_no_leak(labelled(large.table(table), key, network), identifiers)


def test_the_classifier_does_find_leaks() -> None:
    draws = np.random.default_rng(1)
    planted = draws.random(4_000) < 0.05
    learnt = draws.random(4_000) < 0.5
    noise = draws.integers(0, 9, 4_000)
    assert balanced_accuracy(noise, planted, learnt) < 0.6
    assert balanced_accuracy(np.where(planted, 1, noise), planted, learnt) > 0.9
