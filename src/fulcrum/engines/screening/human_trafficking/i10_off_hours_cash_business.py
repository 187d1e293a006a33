"""I10 Off-hours cash business."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    buy,
    deposit,
    fires,
    firm,
    on,
    peers,
    quiet,
    receive,
)
from fulcrum.engines.screening.human_trafficking._cases import business
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, days, share
from fulcrum.engines.screening.shapes import beyond_peers, reaches, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Takings are cash paid in; a firm that closes after midnight is open across it."""
    known = s.accounts.opens_hour.notnull() & s.accounts.closes_hour.notnull()
    firms = s.accounts.filter(known & s.accounts.segment.notnull())
    firms = firms.select("account_id", "segment", "opens_hour", "closes_hour")
    cash = _takings(s, firms)
    seen = trailing(cash, p.days, off=_.off_cents.sum(), takings=_.cents.sum())
    seen = seen.filter((seen.off_cents > 0) & reaches(seen.off, seen.takings, p.part))
    came = trailing(s.totals.semi_join(firms, "account_id"), p.days, came=_.credits.sum())
    seen = seen.join(came.select("account_id", "day", "came"), ["account_id", "day"])
    seen = beyond_peers(seen, s.peers, "cash_share")
    seen = seen.filter(seen.takings * 10_000 > seen.p95 * seen.came)
    seen = seen.mutate(parts=_.off * 100.0 / _.takings)  # in a hundred
    return found(seen, "parts", p.part * 100, p.days, cash.filter(cash.off_cents > 0))


def _takings(s: Slices, firms: Table) -> Table:
    """Cash the firms paid in, with the part of it outside their hours."""
    cash = s.cash.filter(s.cash.credit).join(firms, "account_id")
    before, after = cash.hour < cash.opens_hour, cash.hour >= cash.closes_hour
    off = (cash.closes_hour < cash.opens_hour).ifelse(before & after, before | after)
    return cash.mutate(off_cents=off.ifelse(cash.cents, 0))


def shop(**hours: int) -> list[Row]:
    """A firm with stated hours, among peers of whom 95 in 100 bank at most 1,000 in cash."""
    told: dict[str, Any] = {"opens_hour": 9, "closes_hour": 18} | hours
    return [*business(**told), *peers("cash_share", p95=8_000)]


def takings(night: float, day: float = 0, clock: str = "23:00") -> list[Row]:
    """Cash paid in off hours and, before that, within them."""
    return [deposit(on(0, "12:00"), day), deposit(on(1, clock), night)]


INDICATOR = Indicator(
    id="I10",
    find=find,
    name="Off-hours cash business",
    measures="A firm banks three tenths or more of its cash outside its stated hours, and "
    "a larger part of its income is cash than with 95 in 100 of its peers.",
    family=Family.CASH,
    exploitation=(Exploitation.SEXUAL, Exploitation.LABOUR),
    sources=("N20",),
    needs=("parties.opens_hour", "parties.closes_hour", "accounts.segment"),
    parameters=(
        share("part", 0.3, "Of cash paid in, outside the stated hours."),
        days(30),
    ),
    roles="The owner of the firm is the likelier controller; staff who work through the night "
    "may be victims.",
    false_positives="Firms that bank the day's takings after closing, hours that were never "
    "brought up to date, seasonal late opening.",
    fixtures=(
        fires("All of it at night", [*shop(), *takings(1_500)], days=1),
        fires("Exactly three tenths", [*shop(), *takings(450, 1_050)]),
        quiet("A cent less", [*shop(), *takings(449.99, 1_050.01)]),
        quiet("No larger part in cash than with 95 in 100 peers",
              [*shop(), receive(on(0), 375, "X"), *takings(1_500)]),
        fires("A cent less of other income",
              [*shop(), receive(on(0), 374.99, "X"), *takings(1_500)]),
        fires("The stroke of closing is outside", [*shop(), *takings(1_500, clock="18:00")]),
        quiet("A second before it is within", [*shop(), *takings(1_500, clock="17:59:59")]),
        quiet("Open across midnight",
              [*shop(opens_hour=18, closes_hour=3), *takings(1_500, clock="02:59:59")]),
        fires("Closed by day", [*shop(opens_hour=18, closes_hour=3),
                                *takings(1_500, clock="03:00")]),
        quiet("The thirty-first day",
              [*shop(), *takings(900, clock="23:00")[1:], receive(on(0), 300, "X"),
               deposit(on(31), 1_000), deposit(on(31, "23:00"), 300)]),
        quiet("No stated hours", [account("A", "F"), firm("F"), *takings(1_500)]),
        quiet("Spending at night is no takings",
              [*shop(), *(buy(on(n, "23:00"), 900, 5812) for n in range(5))]),
    ),
)  # fmt: skip
