"""Quarters of a year: the finest date that leaves a bank."""

from dataclasses import dataclass
from datetime import date
from re import fullmatch

from fulcrum.kernel.errors import FulcrumError


def _no_quarter(text: str) -> FulcrumError:
    return FulcrumError(f"{text} is no quarter.", where="quarter", mend="Write it like 2026-Q1.")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year.

    Attributes:
        year: four digits.
        number: 1 to 4.

    Raises:
        FulcrumError: there is no such quarter.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a fifth quarter."""
        if not (1900 <= self.year <= 9999 and 1 <= self.number <= 4):
            raise _no_quarter(f"{self.year}-Q{self.number}")

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def parse_quarter(text: object) -> Quarter:
    """A quarter written like 2026-Q1.

    Raises:
        FulcrumError: it is written otherwise.
    """
    if isinstance(text, str) and (found := fullmatch(r"(\d{4})-Q([1-4])", text)):
        return Quarter(int(found[1]), int(found[2]))
    raise _no_quarter(repr(text))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole quarters, both ends included.

    Attributes:
        first: the first one.
        last: the last one.

    Raises:
        FulcrumError: it ends before it begins.
    """

    first: Quarter
    last: Quarter

    def __post_init__(self) -> None:
        """Refuse a period that runs backwards."""
        if self.last < self.first:
            told = f"The period ends ({self.last}) before it begins ({self.first})."
            raise FulcrumError(told, where="period", mend="Turn the two around.")

    def __contains__(self, quarter: Quarter) -> bool:
        return self.first <= quarter <= self.last

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"

    def meets(self, other: "Period") -> bool:
        """Whether both have a quarter in common."""
        return self.first <= other.last and other.first <= self.last
