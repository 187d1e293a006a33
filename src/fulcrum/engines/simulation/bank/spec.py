"""What bank to simulate: frozen, and checked once when it is made."""

import calendar
import math
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from fulcrum.kernel.errors import FulcrumError

MOST_ACCOUNTS = 20_000_000
MOST_MONTHS = 60
BLOCK = 2_000  # most accounts that are made, and held in memory, together
# Currencies whose reporting threshold is near 10,000 units; each with its country and zone.
CURRENCIES = {
    "AUD": ("AU", "Australia/Sydney"),
    "CAD": ("CA", "America/Toronto"),
    "CHF": ("CH", "Europe/Zurich"),
    "EUR": ("IE", "Europe/Dublin"),
    "GBP": ("GB", "Europe/London"),
    "USD": ("US", "America/New_York"),
}


def _refuse(where: str, what: str, mend: str) -> NoReturn:
    raise FulcrumError(what, where=where, mend=mend)


def _check_count(name: str, value: int, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        told = f"{value!r} is not a whole number from {least:,} to {most:,}."
        _refuse(name, told, "Choose another number.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankSpec:
    """An invented bank with planted networks.

    Attributes:
        accounts: how many accounts, 50 to 20,000,000.
        months: how many calendar months of transactions, 1 to 60.
        seed: the same seed gives the same files.
        start: first day of the first month.
        currency: reporting currency: AUD, CAD, CHF, EUR, GBP or USD.
        difficulty: 0 (networks stand out) to 1 (diluted by ordinary behaviour, kept below
            thresholds, spread over more accounts, among more innocent look-alikes).
        accounts_per_network: accounts for each planted network, 50 to 1,000,000; from 3,000
            accounts on there is at least one network of each scenario.

    Raises:
        FulcrumError: a value cannot be used; it says which, why, and what to do.
    """

    accounts: int
    months: int = 12
    seed: int = 0
    start: date = date(2025, 1, 1)
    currency: str = "GBP"
    difficulty: float = 0.5
    accounts_per_network: int = 1_500

    def __post_init__(self) -> None:
        """Check every value."""
        _check_count("accounts", self.accounts, 50, MOST_ACCOUNTS)
        _check_count("months", self.months, 1, MOST_MONTHS)
        _check_count("seed", self.seed, 0, 2**63 - 1)
        _check_count("accounts_per_network", self.accounts_per_network, 50, 1_000_000)
        if self.currency not in CURRENCIES:
            told = f"{self.currency!r} is not a currency the bank is simulated in."
            _refuse("currency", told, f"Choose one of {', '.join(sorted(CURRENCIES))}.")
        if not math.isfinite(self.difficulty) or not 0 <= self.difficulty <= 1:
            told = f"{self.difficulty!r} is not a number from 0 to 1."
            _refuse("difficulty", told, "0.5 is the default; 1 is hardest.")
        if self.start.day != 1 or not 1990 <= self.start.year <= 2090:
            told = f"{self.start} is not the first day of a month from 1990 to 2090."
            _refuse("start", told, "Choose a day such as 2025-01-01.")

    @property
    def source(self) -> str:
        """What the bank's description says about where it comes from."""
        return f"Invented by fulcrum simulate, seed {self.seed}"

    @property
    def end(self) -> date:
        """The last day of the last month."""
        place = self.start.year * 12 + self.start.month - 2 + self.months
        year, month = divmod(place, 12)
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    @property
    def day_count(self) -> int:
        """Days from the first to the last, both included."""
        return (self.end - self.start).days + 1

    @property
    def block_count(self) -> int:
        """How many blocks of accounts there are."""
        return -(-self.accounts // BLOCK)

    def block_size(self, block: int) -> int:
        """How many accounts a block has; all have the same, or one more."""
        size, rest = divmod(self.accounts, self.block_count)
        return size + (block < rest)
