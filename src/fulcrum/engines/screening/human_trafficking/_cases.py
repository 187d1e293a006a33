"""Invented rows that fixtures of several indicators share."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    buy,
    firm,
    on,
    person,
    receive,
    row,
    send,
)


def customer(account_id: str = "A", party_id: str = "P", **details: Any) -> list[Row]:
    """An account and the person who holds it."""
    return [account(account_id, party_id), person(party_id, **details)]


def business(account_id: str = "A", party_id: str = "F", **details: Any) -> list[Row]:
    """A business account and the firm that holds it."""
    return [account(account_id, party_id, kind="business"), firm(party_id, **details)]


def payer(number: int, day: int, amount: float, **details: Any) -> list[Row]:
    """A customer who pays X on a day."""
    name = f"S{number}"
    paid = send(on(day), amount, "X", account_id=name, memo=details.pop("memo", None))
    return [*customer(name, f"Q{number}", **({"surname": f"Name{number}"} | details)), paid]


def bursts(*a_day: int, amount: float, mcc: int, start: int = 0, **more: Any) -> list[Row]:
    """So many purchases on each day after the other, a minute apart."""
    clocks = [on(start + day, f"12:{n:02}") for day, many in enumerate(a_day) for n in range(many)]
    return [buy(clock, amount, mcc, **more) for clock in clocks]


def wage_and_part(day: int, later: datetime, part: float, to: str, **more: Any) -> list[Row]:
    """A wage of 1,000 at noon, and a payment by which a part of it goes on."""
    return [receive(on(day), 1000, "E", "payroll", **more), send(later, part, to, **more)]


def of_segment(name: str, peers: Sequence[Row], **changes: float) -> list[Row]:
    """The account in a segment of its own, whose peers are as those given but for some changes."""
    told = [one.values | {"segment": name} | changes for one in peers]
    return [account(segment=name), *(row("peers", **values) for values in told)]
