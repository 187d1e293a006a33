from datetime import datetime
from typing import Any

from fulcrum.engines.screening.reporting.evidence_rows import movements_of
from fulcrum.engines.screening.reporting.movements import Side
from tests.engines.screening.reporting.made import (
    ANNA,
    COLLECTOR,
    FIRM,
    MAIN,
    MARIA,
    OUTSIDE,
    WAGES,
)

ACCOUNTS = (MAIN, WAGES, OUTSIDE)
PARTIES = (COLLECTOR, FIRM, MARIA, ANNA)


def row(txn: str, **more: Any) -> dict[str, Any]:
    values = {
        "txn_id": txn, "account_id": "A-100", "at": datetime(2026, 3, 1, 12), "cents": 5000,  # noqa: DTZ001 - local wall clock
        "credit": True, "channel": "transfer",
    }  # fmt: skip
    return values | more


def sides(*rows: dict[str, Any]) -> list[Side]:
    return [one.source for one in movements_of({"I01": rows}, ACCOUNTS, PARTIES)]


def test_a_credit_comes_from_the_other_side_and_a_debit_goes_there() -> None:
    (came, went) = movements_of(
        {"I63": [row("1", counterparty="X-300"), row("2", credit=False, counterparty="X-300")]},
        ACCOUNTS,
    )
    assert (came.source.account, came.target.account) == ("X-300", "A-100")
    assert (went.source.account, went.target.account) == ("A-100", "X-300")


def test_a_row_of_two_indicators_is_one_movement() -> None:
    (one,) = movements_of({"I63": [row("1")], "I01": [row("1")]}, ACCOUNTS)
    assert one.indicators == ("I01", "I63")


def test_both_rows_of_a_movement_between_own_accounts_are_one() -> None:
    rows = [
        row("1", counterparty="A-200-MARIA"),
        row("1", account_id="A-200-MARIA", credit=False, counterparty="A-100"),
    ]
    (one,) = movements_of({"I63": rows}, ACCOUNTS, PARTIES)
    assert {side.account for side in one.sides} == {"A-100", "A-200-MARIA"}


def test_other_accounts_and_rows_without_an_amount_are_left_out() -> None:
    rows = [row("1", account_id="Z"), row("2", cents=0)]
    assert movements_of({"I01": rows}, ACCOUNTS) == ()


def test_who_is_no_account_is_told_by_name() -> None:
    assert sides(
        row("1", counterparty_name="A. Payer", country="FR"),
        row("2", channel="card", merchant="Hotel", credit=True),
        row("3", channel="cash", depositor="Somebody"),
        row("4", counterparty="N-1"),
        row("5"),
    ) == [
        Side(label="A. Payer", country="FR"),
        Side(label="Hotel", is_firm=True),
        Side(label="Somebody"),
        Side(label="N-1"),
        Side(),
    ]


def test_a_possible_victim_is_told_by_role() -> None:
    (one,) = movements_of(
        {"I63": [row("1", counterparty_name="Maria Testova", memo="wage MARIA TESTOVA may")]},
        ACCOUNTS,
        PARTIES,
    )
    assert one.source == Side(party="V1")
    assert one.description == "wage possible victim A may"


def test_places_are_the_city_the_branch_or_the_merchants() -> None:
    rows = [
        row("1", city="Bath", branch="B"),
        row("2", branch="B"),
        row("3", merchant="M"),
        row("4"),
    ]
    told = [one.place for one in movements_of({"I01": rows}, ACCOUNTS)]
    assert told == ["Bath", "B", "M", "Online"]
