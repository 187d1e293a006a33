"""Planted networks: who is in them, and that the dial makes them harder to see."""

from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pytest

from fulcrum.engines.simulation import BankSpec
from fulcrum.engines.simulation.bank.networks.plan import (
    SCENARIOS,
    network_count,
    numbers_of_block,
    scenario_of,
)
from tests.engines.simulation.bank.conftest import Written, spec_of, write

DIALS = (0.0, 1.0)


@pytest.fixture(scope="module")
def easy_and_hard(tmp_path_factory: pytest.TempPathFactory) -> tuple[Written, Written]:
    """The same bank at both ends of the dial."""
    folder = tmp_path_factory.mktemp("dial")
    easy, hard = (
        write(
            spec_of(accounts=2_000, months=5, accounts_per_network=80, difficulty=dial, seed=3),
            folder / str(dial),
        )
        for dial in DIALS
    )
    return easy, hard


def members(made: Written, scenario: str, role: str) -> set[str]:
    """The accounts of a role in the networks of a scenario."""
    return {
        one["account_id"]
        for one in made.rows("truth/truth")
        if (one["scenario"], one["role"]) == (scenario, role)
    }


def rows_of(made: Written, accounts: set[str]) -> list[dict[str, Any]]:
    rows = made.table("transactions")
    import pyarrow as pa  # noqa: PLC0415

    mine = rows.filter(pc.is_in(rows["account_id"], value_set=pa.array(sorted(accounts))))
    return sorted(mine.to_pylist(), key=lambda one: one["at"])


def captured(made: Written) -> float:
    """The share of wages of which 70 in 100 are sent on within two days."""
    seen: list[bool] = []
    rows = rows_of(made, members(made, "wage_capture", "exploited"))
    sent: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in rows:
        if not one["credit"] and one["channel"] == "transfer":
            sent[one["account_id"]].append(one)
    for wage in rows:
        if wage["channel"] == "payroll" and wage["credit"]:
            until = wage["at"] + timedelta(hours=48)
            gone = [
                one["cents"] for one in sent[wage["account_id"]] if wage["at"] < one["at"] < until
            ]
            seen.append(sum(gone) >= 0.7 * wage["cents"])
    return sum(seen) / len(seen)


def night_cash(made: Written) -> float:
    """Cash paid in by night, for each exploited account of a circuit."""
    accounts = members(made, "sex_trade_circuit", "exploited")
    rows = rows_of(made, accounts)
    night = [
        one
        for one in rows
        if one["channel"] == "cash" and one["credit"] and not 6 <= one["at"].hour < 22
    ]
    return len(night) / len(accounts)


def equal_instalments(made: Written) -> float:
    """The share of what workers pay a recruiter that is the commonest sum."""
    payees = members(made, "recruitment_debt", "controller")
    paid: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for one in rows_of(made, members(made, "recruitment_debt", "exploited")):
        if not one["credit"] and one["counterparty"] in payees:
            paid[one["counterparty"]][one["cents"]] += 1
    common = sum(counts.most_common(1)[0][1] for counts in paid.values())
    return common / sum(counts.total() for counts in paid.values())


def brought_by_others(made: Written) -> float:
    """The share of a funnel's cash that somebody other than the holder pays in, far from home."""
    accounts = members(made, "smuggling_funnel", "facilitator")
    rows = [one for one in rows_of(made, accounts) if one["channel"] == "cash" and one["credit"]]
    holder = {one["account_id"]: one["party_id"] for one in made.rows("accounts")}
    name = {one["party_id"]: one["name"] for one in made.rows("parties")}
    other = [one for one in rows if one["depositor"] != name[holder[one["account_id"]]]]
    return len(other) / len(rows)


def living(made: Written) -> float:
    """Purchases of food of each account of a servant."""
    accounts = members(made, "domestic_servitude", "exploited")
    rows = [one for one in rows_of(made, accounts) if one["mcc"] in {5411, 5499, 5812, 5814}]
    return -len(rows) / len(accounts)


def small_and_far(made: Written) -> float:
    """Small wires to listed countries, for each account that pays."""
    accounts = members(made, "online_exploitation", "controller")
    listed = {one["value"] for one in made.rows("lists") if one["list"] == "high_risk_country"}
    rows = [
        one
        for one in rows_of(made, accounts)
        if one["channel"] == "wire" and one["country"].lower() in listed
    ]
    return len(rows) / len(accounts)


@pytest.mark.parametrize(
    "figure",
    [captured, night_cash, equal_instalments, brought_by_others, living, small_and_far],
    ids=lambda one: one.__name__,
)
def test_what_gives_a_scenario_away_fades_with_difficulty(
    figure: Any, easy_and_hard: tuple[Written, Written]
) -> None:
    easy, hard = (figure(made) for made in easy_and_hard)
    assert easy > hard


def test_wages_are_captured_when_it_is_easy_to_see(
    easy_and_hard: tuple[Written, Written],
) -> None:
    easy, hard = (captured(made) for made in easy_and_hard)
    assert easy > 0.6
    assert hard < 0.35


def test_every_scenario_is_planted_with_its_roles(large: Written) -> None:
    roles = defaultdict(set)
    for one in large.rows("truth/truth"):
        roles[one["scenario"]].add(one["role"])
    assert set(roles) == set(SCENARIOS)
    for scenario in SCENARIOS:
        # The children hold no account.
        wanted = {"controller"} | ({"exploited"} if scenario != "online_exploitation" else set())
        assert wanted <= roles[scenario], scenario
    planted = {one.scenario: one for one in large.bank.planted}
    assert planted["online_exploitation"].exploited == 0
    assert sum(one.networks for one in large.bank.planted) == network_count(large.spec)


def test_nobody_is_in_two_networks_or_an_innocent_in_one(large: Written) -> None:
    accounts = [one["account_id"] for one in large.rows("truth/truth")]
    assert len(accounts) == len(set(accounts))
    alike = {one["account_id"] for one in large.rows("truth/lookalikes")}
    assert not alike & set(accounts)


def test_the_truth_of_rows_speaks_of_rows_that_there_are(large: Written) -> None:
    truth = large.table("truth/rows")
    ids = set(large.table("transactions")["txn_id"].to_pylist())
    assert set(truth["txn_id"].to_pylist()) <= ids
    networks = {one["network_id"] for one in large.rows("truth/truth")}
    assert set(truth["network_id"].to_pylist()) == networks


def test_harder_banks_have_more_lookalikes(easy_and_hard: tuple[Written, Written]) -> None:
    easy, hard = (made.bank.rows_of("lookalikes") for made in easy_and_hard)
    assert hard > 3 * easy
    kinds = {one["kind"] for one in easy_and_hard[1].rows("truth/lookalikes")}
    assert {"night_shift", "travelling_sales", "landlord", "students", "savings_club"} <= kinds


def test_large_banks_have_one_of_each_and_every_network_a_block() -> None:
    assert network_count(BankSpec(accounts=3_000)) == 6
    assert network_count(BankSpec(accounts=2_999)) == 2
    assert network_count(BankSpec(accounts=100_000)) == 67
    spec = BankSpec(accounts=9_000)
    numbers = [one for block in range(spec.block_count) for one in numbers_of_block(spec, block)]
    assert numbers == list(range(6))
    assert {scenario_of(spec, one) for one in numbers} == set(SCENARIOS)


def test_too_few_people_make_no_network(tmp_path: Path) -> None:
    made = write(spec_of(accounts=60, months=1, accounts_per_network=50, seed=4), tmp_path / "bank")
    assert sum(one.networks for one in made.bank.planted) <= 1
