from datetime import date

import pytest

from fulcrum.engines.simulation import BankSpec
from fulcrum.engines.simulation.bank.spec import BLOCK
from fulcrum.kernel.errors import FulcrumError


@pytest.mark.parametrize(
    ("start", "months", "end", "days"),
    [
        (date(2025, 1, 1), 12, date(2025, 12, 31), 365),
        (date(2024, 2, 1), 1, date(2024, 2, 29), 29),
        (date(2024, 11, 1), 4, date(2025, 2, 28), 120),
    ],
)
def test_it_lasts_whole_calendar_months(start: date, months: int, end: date, days: int) -> None:
    spec = BankSpec(accounts=100, start=start, months=months)
    assert (spec.end, spec.day_count) == (end, days)


@pytest.mark.parametrize("accounts", [50, 2_000, 2_001, 4_050, 99_999])
def test_blocks_are_of_one_size_and_hold_every_account(accounts: int) -> None:
    spec = BankSpec(accounts=accounts)
    sizes = [spec.block_size(block) for block in range(spec.block_count)]
    assert sum(sizes) == accounts
    assert max(sizes) <= BLOCK
    assert max(sizes) - min(sizes) <= 1


def test_what_is_refused_says_what_to_do() -> None:
    with pytest.raises(FulcrumError) as told:
        BankSpec(accounts=100, currency="JPY")
    assert str(told.value) == (
        "currency: 'JPY' is not a currency the bank is simulated in. "
        "Choose one of AUD, CAD, CHF, EUR, GBP, USD."
    )
    with pytest.raises(FulcrumError, match="not the first day of a month"):
        BankSpec(accounts=100, start=date(2025, 1, 15))
    with pytest.raises(FulcrumError, match="not a number from 0 to 1"):
        BankSpec(accounts=100, difficulty=float("nan"))
