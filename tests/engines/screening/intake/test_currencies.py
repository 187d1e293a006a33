from pathlib import Path
from typing import Any

import pytest

from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.intake.taking import Taken, lines, take

HEADER = "txn_id,account_id,at,amount,currency"


def foreign(tmp: Path, rates: str | None, *rows: str, **settings: Any) -> Taken:
    """Rows of moment, amount and currency, with a table of rates."""
    text = lines(*(f"t{number},A,{row}" for number, row in enumerate(rows)), header=HEADER)
    path = tmp / "rates.csv"
    if rates is not None:
        path.write_text(rates, "utf-8")
    return take(tmp, {"transactions.csv": text}, rates=None if rates is None else path, **settings)


def test_the_rate_of_the_day_is_taken(tmp_path: Path) -> None:
    rates = "currency,rate,day\nEUR,0.85,2026-03-01\neur,0.80,2026-03-03\nJPY,0.005,2020-01-01\n"
    taken = foreign(
        tmp_path,
        rates,
        "2026-03-01 00:00,100,EUR",
        "2026-03-02 23:59,-100,eur",
        "2026-03-03 00:00,100,EUR",
        "2026-03-02 10:00,10000,JPY",
        "2026-03-02 10:00,100,GBP",
        "2026-03-02 10:00,100,",
    )
    assert taken.column("cents") == [8500, 8500, 8000, 5000, 10000, 10000]
    assert taken.column("credit") == [True, False, True, True, True, True]


def test_what_has_no_rate_is_set_aside(tmp_path: Path) -> None:
    rates = "currency,rate,day\nEUR,0.85,2026-03-02\n"
    taken = foreign(
        tmp_path,
        rates,
        "2026-03-02 10:00,1,EUR",
        "2026-03-01 10:00,1,EUR",
        "2026-03-02 10:00,1,USD",
    )
    assert [(one["row"], one["said"], one["finding"]) for one in taken.aside()] == [
        ("3", "EUR", "has no rate in the table"),
        ("4", "USD", "has no rate in the table"),
    ]


def test_without_a_table_only_the_reporting_currency_is_kept(tmp_path: Path) -> None:
    taken = foreign(
        tmp_path, None, "2026-03-02 10:00,1,EUR", "2026-03-02 10:00,1,GBP", currency="EUR"
    )
    assert taken.column("txn_id") == ["t0"]
    assert taken.rows_aside() == [3]


def test_rates_that_never_change_need_no_day(tmp_path: Path) -> None:
    taken = foreign(tmp_path, "currency,rate\nUSD,0.75\n", "2026-03-02 10:00,200,USD")
    assert taken.column("cents") == [15000]


def test_no_rate_is_too_large_for_the_file(tmp_path: Path) -> None:
    rates = "currency,rate\nUSD,1e15\n"
    taken = foreign(tmp_path, rates, "2026-03-02 10:00,2000000,USD", "2026-03-02 10:00,1,GBP")
    assert taken.column("txn_id") == ["t1"]


@pytest.mark.parametrize(
    ("rates", "what"),
    [
        ("money,worth\nEUR,1\n", "A table of rates has the columns currency, rate"),
        ("currency,rate\nEUR,much\n", "The table of rates cannot be read: Could not convert"),
        ("currency,rate,day\nEUR,1,soon\n", "The table of rates cannot be read: "),
        ("currency,rate\nEUR,0\n", "EUR has a rate that is not above nothing."),
        ("currency,rate\nEUR,\n", "EUR has a rate that is not above nothing."),
        ("currency,rate\nEUR,inf\n", "EUR has a rate that is not above nothing."),
    ],
)
def test_a_table_of_rates_that_cannot_be(tmp_path: Path, rates: str, what: str) -> None:
    with pytest.raises(FulcrumError) as told:
        foreign(tmp_path, rates, "2026-03-02 10:00,1,EUR")
    assert told.value.what.startswith(what)
    assert told.value.where == str(tmp_path / "rates.csv")


def test_a_table_of_rates_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="The table of rates cannot be read"):
        take(
            tmp_path,
            {"transactions.csv": lines("t0,A,2026-03-02 10:00,1,EUR", header=HEADER)},
            rates=tmp_path / "nowhere.csv",
        )
