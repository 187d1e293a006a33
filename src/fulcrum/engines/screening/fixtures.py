"""Invented rows on which an indicator must, or must not, fire.

A fixture is a list of rows. Times are given as a day counted from Monday 2 March 2026 and a clock:
`on(3, "22:00")`. What a row does not say is filled in: account A, held by P, opened long ago.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

MONDAY = datetime(2026, 3, 2)  # noqa: DTZ001 - local wall-clock time, as the contract has it
HOME = "Northport"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one table of the contract."""

    table: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fixture:
    """One case.

    Attributes:
        name: what it shows.
        rows: the invented rows.
        fires: whether the indicator must fire.
        subject: whom it must fire on.
        days: on how many days it must fire; None when that does not matter.
    """

    name: str
    rows: tuple[Row, ...]
    fires: bool
    subject: str = "A"
    days: int | None = None


def fires(name: str, rows: Sequence[Row], subject: str = "A", days: int | None = None) -> Fixture:
    """A case on which the indicator must fire."""
    return Fixture(name, tuple(rows), fires=True, subject=subject, days=days)


def quiet(name: str, rows: Sequence[Row]) -> Fixture:
    """A case on which it must not: a near-miss, or an innocent picture."""
    return Fixture(name, tuple(rows), fires=False)


def on(day: int, clock: str = "12:00") -> datetime:
    """A moment: days after Monday 2 March 2026, and a clock as HH:MM or HH:MM:SS."""
    parts = [int(part) for part in clock.split(":")]
    hour, minute, second = (*parts, 0, 0)[:3]
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute, seconds=second)


def txn(at: datetime, amount: float, *, credit: bool, channel: str, **more: Any) -> Row:
    """A transaction; `amount` in whole units, everything else as the contract names it."""
    values = {
        "account_id": "A",
        "at": at,
        "cents": round(amount * 100),
        "credit": credit,
        "channel": channel,
    }
    return Row("transactions", values | more)


def deposit(at: datetime, amount: float, **more: Any) -> Row:
    """Cash paid in."""
    return txn(at, amount, credit=True, channel="cash", **more)


def withdraw(at: datetime, amount: float, **more: Any) -> Row:
    """Cash taken out."""
    return txn(at, amount, credit=False, channel="cash", **more)


def buy(at: datetime, amount: float, mcc: int, **more: Any) -> Row:
    """A purchase by card."""
    return txn(at, amount, credit=False, channel="card", mcc=mcc, **more)


def refund(at: datetime, amount: float, mcc: int, **more: Any) -> Row:
    """A refund to a card."""
    return txn(at, amount, credit=True, channel="card", mcc=mcc, **more)


def receive(
    at: datetime, amount: float, sender: str, channel: str = "transfer", **more: Any
) -> Row:
    """Money that came from somebody."""
    return txn(at, amount, credit=True, channel=channel, counterparty=sender, **more)


def send(at: datetime, amount: float, payee: str, channel: str = "transfer", **more: Any) -> Row:
    """Money that went to somebody."""
    return txn(at, amount, credit=False, channel=channel, counterparty=payee, **more)


def account(account_id: str = "A", party_id: str = "P", **more: Any) -> Row:
    """An account; personal, of the segment "retail", opened in 2020."""
    values = {
        "account_id": account_id,
        "party_id": party_id,
        "kind": "personal",
        "opened": date(2020, 1, 1),
        "segment": "retail",
    }
    return Row("accounts", values | more)


def person(party_id: str = "P", **more: Any) -> Row:
    """A person who lives in Northport, GB."""
    values = {"party_id": party_id, "kind": "person", "home_city": HOME, "home_country": "GB"}
    return Row("parties", values | more)


def firm(party_id: str = "F", **more: Any) -> Row:
    """A firm in Northport, GB."""
    return person(party_id, kind="firm", **more)


def listed(name: str, *entries: str) -> list[Row]:
    """Entries of a list the bank keeps."""
    return [Row("lists", {"list": name, "value": entry}) for entry in entries]


def row(table: str, **values: Any) -> Row:
    """A row of any other table."""
    return Row(table, values)


def peers(measure: str, **more: float) -> list[Row]:
    """What the segment "retail" did in each month around the cases: p50, p95, p99, spread."""
    values = {"segment": "retail", "measure": measure, "accounts": 100} | more
    return [Row("peers", values | {"month": month}) for month in range(663, 688)]
