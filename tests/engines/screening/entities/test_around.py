"""The network around an alert: two hops, hubs cut, the strongest first, and the shapes of flows."""

import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fulcrum.engines.screening.entities.around import around
from fulcrum.engines.screening.entities.network import (
    CYCLE,
    FAN_IN,
    FAN_OUT,
    FLOW,
    IDENTITY,
    PASS_THROUGH,
    SHARED,
    Network,
)
from fulcrum.engines.screening.entities.spec import NetworkSpec
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.entities.bank import (
    Row,
    account,
    alert_of,
    pay,
    person,
    run_of,
    store_of,
)

LAST = 80  # the day of every alert, counted from Monday 2 March 2026


def drawn(
    folder: Path,
    transactions: Sequence[Row],
    spec: NetworkSpec | None = None,
    *,
    alerts: Sequence[tuple[str, int]] = (("A", LAST),),
    pairs: Path | None = None,
    shards: int = 3,
    **tables: Any,
) -> Network:
    store = store_of(folder, transactions, shards, **tables)
    out = run_of(folder, store, *alerts)
    return around(out, alert_of(*alerts[0]), spec, pairs=pairs)


def both(source: str, target: str, amount: float, day: int, hour: int = 12) -> list[Row]:
    """A movement that both accounts' books have."""
    return [
        pay(source, target, amount, day, hour=hour),
        pay(source, target, amount, day, target, hour=hour),
    ]


def flows(made: Network) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (one.source, one.target): (one.cents, one.count)
        for one in made.edges
        if one.kind == FLOW
    }  # fmt: skip


def hops(made: Network) -> dict[str, int]:
    return {one.id: one.hop for one in made.nodes}


CHAIN = [
    *both("A", "B", 100, 1),
    *both("A", "B", 50, 3),
    *both("C", "A", 30, 2),
    *both("B", "D", 20, 4),
    *both("D", "E", 10, 5),
    pay("A", "X1", 70, 6),
    pay("F", "X1", 60, 7),
]
OWN = [account(one) for one in "ABCDEF"]


def test_it_goes_two_hops_both_ways_and_counts_a_flow_of_two_books_once(tmp_path: Path) -> None:
    made = drawn(tmp_path, CHAIN, accounts=OWN)
    assert hops(made) == {"A": 0, "B": 1, "X1": 1, "C": 1, "D": 2, "F": 2}
    assert flows(made) == {
        ("A", "B"): (15_000, 2),
        ("A", "X1"): (7_000, 1),
        ("F", "X1"): (6_000, 1),
        ("C", "A"): (3_000, 1),
        ("B", "D"): (2_000, 1),
    }
    first = next(one for one in made.edges if one.target == "B")
    assert (first.first_day, first.last_day) == ("2026-03-03", "2026-03-05")
    assert (made.left_out, made.hubs, made.currency) == (0, 0, "GBP")


def test_nodes_say_what_is_known(tmp_path: Path) -> None:
    people = [person("P-A", "Ana Lind"), person("P-B", "Bo Ek")]
    alerts = (("A", LAST), ("B", 5), ("B", 40))
    made = drawn(tmp_path, CHAIN, accounts=OWN, parties=people, alerts=alerts)
    told = {one.id: one for one in made.nodes}
    a, b, x = told["A"], told["B"], told["X1"]
    assert (a.kind, a.label, a.party, a.party_kind) == ("account", "Ana Lind", "P-A", "person")
    assert (a.segment, a.opened, a.partners) == ("retail", "2020-01-01", 3)
    assert (a.in_cents, a.out_cents) == (3_000, 22_000)
    assert (a.alert, b.alert) == (
        alert_of("A", LAST),
        alert_of("B", 40),
    )  # the one with most points
    assert (x.kind, x.label, x.alert, x.partners) == ("external", "Name of X1", "", 2)
    assert (a.x, a.y) == (0.5, 0.5)
    assert all(0 <= one.x <= 1 and 0 <= one.y <= 1 for one in made.nodes)


def test_others_who_deal_with_an_outside_account_are_sought_only_if_asked(tmp_path: Path) -> None:
    made = drawn(tmp_path, CHAIN, NetworkSpec(everywhere=False), accounts=OWN)
    assert "F" not in hops(made)
    assert "X1" in hops(made)


def test_an_account_at_another_bank_may_be_the_subject(tmp_path: Path) -> None:
    rows = [pay(f"W{n}", "BOSS", 100 + n, n) for n in range(6)]
    made = drawn(tmp_path, rows, alerts=[("BOSS", LAST)])
    assert {one.id: one.kind for one in made.nodes} == {"BOSS": "external"} | {
        f"W{n}": "account" for n in range(6)
    }
    assert made.motifs[0].kind == FAN_IN


def test_nothing_after_the_alert_or_before_its_window_is_used(tmp_path: Path) -> None:
    rows = [
        pay("A", "EARLY", 10, LAST - 90),
        pay("A", "FIRST", 10, LAST - 89),
        pay("A", "LAST", 10, LAST),
        pay("A", "LATE", 10, LAST + 1),
    ]
    made = drawn(tmp_path, rows)
    assert set(hops(made)) == {"A", "FIRST", "LAST"}
    assert (made.first_day, made.last_day) == ("2026-02-21", "2026-05-21")
    week = around(tmp_path / "run", alert_of("A", LAST), NetworkSpec(days=7))
    assert set(hops(week)) == {"A", "LAST"}


def test_a_hub_is_shown_but_not_followed(tmp_path: Path) -> None:
    rows = [*both("A", "SHOP", 500, 1), *both("A", "B", 10, 2), *both("B", "SHOP", 7, 3)]
    rows += [row for n in range(6) for row in both(f"K{n}", "SHOP", 900, n)]
    own = [*OWN, account("SHOP"), *(account(f"K{n}") for n in range(6))]
    made = drawn(tmp_path, rows, NetworkSpec(most_partners=5), accounts=own)
    told = {one.id: one for one in made.nodes}
    assert set(told) == {"A", "B", "SHOP"}
    assert (told["SHOP"].hub, told["SHOP"].partners, made.hubs) == (True, 8, 1)
    assert flows(made)[("B", "SHOP")] == (700, 1)
    followed = around(tmp_path / "run", alert_of("A", LAST), NetworkSpec(most_partners=9))
    assert len(followed.nodes) == 9


def test_the_strongest_flows_are_shown_first_and_the_rest_counted(tmp_path: Path) -> None:
    rows = [pay("A", f"X{n:02}", 100 - n, 1) for n in range(30)]
    made = drawn(tmp_path, rows, NetworkSpec(most_nodes=9))
    assert [one.id for one in made.nodes] == ["A", "X00", "X01", "X02", "X03", "X04"]
    assert made.left_out == 25


def test_links_of_identity(tmp_path: Path) -> None:
    people = [
        person("P-A", "Ana Lind", phone="020 7946 0991", email="ana@example.org"),
        person("P-S", "Eva Berg", phone="+44 20 7946 0991"),
        person("P-N", "No Account", email="ANA@example.org"),
        person("P-X", "Some One", phone="020 7946 0777"),
    ]
    own = [account("A"), account("A2", "P-A"), account("S"), account("X")]
    holders = [{"account_id": "J", "party_id": "P-A", "role": "joint"}]
    rows = [*both("A", "X", 10, 1), *both("S", "Y", 20, 2)]
    made = drawn(tmp_path, rows, accounts=own, parties=people, holders=holders)
    links = {(one.source, one.target): one.reasons for one in made.edges if one.kind == IDENTITY}
    assert links == {
        ("A", "A2"): ("holder",),
        ("A", "J"): ("holder",),
        ("A", "P-N"): ("email",),
        ("A", "S"): ("phone",),
        ("A2", "J"): ("holder",),
        ("A2", "P-N"): ("email",),
        ("A2", "S"): ("phone",),
        ("J", "P-N"): ("email",),
        ("J", "S"): ("phone",),
    }
    told = {one.id: one for one in made.nodes}
    assert (told["P-N"].kind, told["P-N"].label) == ("party", "No Account")
    assert told["Y"].hop == 2  # a flow of an account that identity led to


def test_pairs_of_shared_identity_may_be_handed_over(tmp_path: Path) -> None:
    rows = [{"left": "P-A", "right": "P-S", "probability": 0.97, "shared": ["phone"],
             "reasons": ["phone"], "against": ["not_given"]}]  # fmt: skip
    path = tmp_path / "pairs.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    own = [account("A"), account("S")]
    made = drawn(tmp_path, [*both("A", "B", 10, 1)], accounts=own, pairs=path)
    (link,) = (one for one in made.edges if one.kind == IDENTITY)
    assert (link.source, link.target) == ("A", "S")
    assert (link.reasons, link.probability) == (("related", "phone"), 0.97)


def motifs(made: Network, kind: str) -> list[tuple[str, ...]]:
    return [one.nodes for one in made.motifs if one.kind == kind]


def test_fans(tmp_path: Path) -> None:
    rows = [row for n in range(5) for row in both(f"S{n}", "A", 50 - n, n)]
    rows += [row for n in range(5) for row in both("A", f"R{n}", 40 - n, n)]
    made = drawn(tmp_path, rows)
    assert motifs(made, FAN_IN) == [("A", "S0", "S1", "S2", "S3", "S4")]
    assert motifs(made, FAN_OUT) == [("A", "R0", "R1", "R2", "R3", "R4")]
    fan = next(one for one in made.motifs if one.kind == FAN_IN)
    assert (fan.members, fan.cents, fan.count) == (5, 24_000, 5)
    assert fan.told == "5 others pay A: 240.00 GBP, 2026-03-02 to 2026-03-06."


def test_four_are_no_fan(tmp_path: Path) -> None:
    rows = [row for n in range(4) for row in both(f"S{n}", "A", 50, n)]
    assert drawn(tmp_path, rows).motifs == ()


@pytest.mark.parametrize(
    ("amount", "hours", "times"),
    [(800, 48, [2]), (1050, 1, [2]), (799, 1, []), (1051, 1, []), (800, 49, [])],
)
def test_money_that_goes_on(tmp_path: Path, amount: int, hours: int, times: list[int]) -> None:
    rows = []
    for day in (1, 20):
        rows += [*both("S", "A", 1000, day, 0), *both("A", "R", amount, day, hours)]
    made = drawn(tmp_path, rows)
    found = [one for one in made.motifs if one.kind == PASS_THROUGH]
    assert [one.count for one in found] == times
    for one in found:
        assert (one.nodes, one.cents) == (("S", "A", "R"), 200_000)
        assert "A hands on within 48 hours what S pays, to R, 2 times" in one.told


def test_once_is_not_a_habit(tmp_path: Path) -> None:
    rows = [*both("S", "A", 1000, 1, 0), *both("A", "R", 1000, 1, 2)]
    assert motifs(drawn(tmp_path, rows), PASS_THROUGH) == []


def test_money_that_comes_back(tmp_path: Path) -> None:
    rows = [*both("A", "B", 90, 1), *both("B", "C", 80, 2), *both("C", "A", 70, 3)]
    rows += [*both("C", "D", 60, 4), *both("D", "A", 50, 5), *both("A", "E", 500, 6)]
    made = drawn(tmp_path, rows)
    assert motifs(made, CYCLE) == [("A", "B", "C"), ("A", "B", "C", "D")]
    assert [one.cents for one in made.motifs if one.kind == CYCLE] == [7_000, 5_000]


def test_payers_with_the_same_payees(tmp_path: Path) -> None:
    rows = [pay(f"W{n}", payee, 10, n) for n in range(3) for payee in ("X", "Y")]
    rows += [pay("W0", "Z", 10, 1), pay("Q", "X", 10, 1)]
    made = drawn(tmp_path, rows, alerts=[("W1", LAST)])
    (one,) = (one for one in made.motifs if one.kind == SHARED)
    assert (one.nodes, one.payers) == (("W0", "W1", "W2", "X", "Y"), 3)
    assert one.told.startswith("3 payers have 2 payees in common: 60.00 GBP")


def test_shards_threads_and_order_change_nothing(tmp_path: Path) -> None:
    rows = [*CHAIN, *(row for n in range(40) for row in both("A", f"N{n}", 5, n))]
    one = drawn(tmp_path / "one", rows, accounts=OWN)
    other = drawn(tmp_path / "other", rows[::-1], NetworkSpec(threads=1), accounts=OWN, shards=7)
    assert other.nodes == one.nodes
    assert other.edges == one.edges
    assert other.motifs == one.motifs
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert json.loads(json.dumps(one.to_dict()))["alert"] == one.alert
    assert "around A" in one.summary()


def test_what_names_hold_harms_nobody(tmp_path: Path) -> None:
    name = "x'; DROP TABLE nodes; --\"<script>"
    made = drawn(tmp_path, [pay("A", name, 10, 1), pay(name, "A", 10, 2, "A")], accounts=OWN)
    assert set(hops(made)) == {"A", name}


def test_a_subject_without_partners_is_a_network_of_one(tmp_path: Path) -> None:
    row = {"account_id": "A", "at": "2026-03-02 12:00:00", "amount": "10", "credit": "credit",
           "channel": "cash"}  # fmt: skip
    made = drawn(tmp_path, [row])
    assert [(one.id, one.kind) for one in made.nodes] == [("A", "account")]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="no finished run"):
        around(tmp_path, "A@1")
    drawn(tmp_path, CHAIN)
    with pytest.raises(FulcrumError, match="no alert"):
        around(tmp_path / "run", "B@1")
    with pytest.raises(FulcrumError, match="no file of pairs"):
        around(tmp_path / "run", alert_of("A", LAST), pairs=tmp_path / "none.parquet")


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"most_nodes": 1}, "most_nodes"),
        ({"most_nodes": 501}, "most_nodes"),
        ({"most_partners": 1}, "most_partners"),
        ({"most_sharing": 1}, "most_sharing"),
        ({"days": -1}, "days"),
        ({"motifs": 0}, "motifs"),
    ],
)
def test_what_cannot_be_used_is_refused(values: dict[str, int], where: str) -> None:
    with pytest.raises(FulcrumError) as caught:
        NetworkSpec(**values)  # type: ignore[arg-type]
    assert caught.value.where == where
