"""I33 Pre-authorised, paid cash."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.codes import LODGE
from fulcrum.engines.screening.fixtures import Row, deposit, fires, on, quiet, row, withdraw
from fulcrum.engines.screening.human_trafficking._stays import at_most, folded
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    days,
    hours,
    share,
)
from fulcrum.engines.screening.shapes import SECONDS_AN_HOUR, evidence, hits, reaches
from fulcrum.engines.screening.slices import SECONDS_A_DAY, Slices, in_codes


def find(s: Slices, p: Any) -> Found:
    """A room held but not booked in time, and cash of about as much drawn there around then.

    Cash counts within `hours` before or after the hold; the hit is dated when the hold ran out.
    """
    held = _held(s, p)
    drawn = s.cash.filter(~s.cash.credit, s.cash.city.notnull())
    drawn = drawn.select("account_id", "sec", "txn_id", "cents", city=folded(drawn.city))
    pairs = drawn.join(held.distinct(), ["account_id", "city"])
    near = (pairs.sec - pairs.held_sec).abs() <= p.hours * SECONDS_AN_HOUR
    pairs = pairs.filter(near, reaches(pairs.cents, pairs.held, p.least))
    pairs = pairs.filter(at_most(pairs.cents, pairs.held, p.most))
    known = pairs.held_sec + p.uncleared * SECONDS_A_DAY
    each = pairs.select("account_id", "held", "cents", sec=known)
    each = each.mutate(day=(each.sec // SECONDS_A_DAY).cast("int32"))
    reach = p.uncleared + p.hours // 24 + 2
    return Found(
        hits(each, value=each.cents / each.held, threshold=p.least, days=reach), evidence(pairs)
    )


def _held(s: Slices, p: Any) -> Table:
    rooms = s.feeds["authorisations"].filter(in_codes(_.mcc, LODGE), _.city.notnull(), _.cents > 0)
    late = rooms.cleared_at > rooms["at"] + ibis.interval(days=p.uncleared)
    held = rooms.filter(rooms.cleared_at.isnull() | late)
    return held.select("account_id", city=folded(held.city), held_sec="sec", held="cents")


def _hold(day: int = 0, cleared: int | None = None, clock: str = "12:00", **more: Any) -> Row:
    done = None if cleared is None else on(cleared, clock)
    held = {"account_id": "A", "cents": 100_00, "mcc": 7011, "city": "Eastham"} | more
    return row("authorisations", at=on(day), cleared_at=done, **held)


def _cash(day: int, amount: float = 100, clock: str = "12:00", city: str | None = "Eastham") -> Row:
    return withdraw(on(day, clock), amount, city=city)


INDICATOR = Indicator(
    id="I33",
    find=find,
    lookback=10,
    name="Pre-authorised, paid cash",
    measures="A card holds a hotel room, the charge is never booked, and cash of that size is drawn in the same city.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("authorisations", "transactions.city"),
    parameters=(
        days(7, name="uncleared"),
        share("least", 0.7, "Of the amount held, drawn in cash."),
        share("most", 1.3, "Of the amount held; more is drawn for something else."),
        hours("hours", 48, "Between the hold and the cash, before or after."),
    ),
    roles="The card secures the room and cash hides who pays: often a controller's.",
    false_positives="Bookings called off, rooms paid by an employer, and cash that travellers draw anyway.",
    fixtures=(
        fires("Held, never booked", [_hold(), _cash(1)], days=1),
        fires("Cash drawn before", [_hold(2), _cash(0)]),
        fires("Booked a second after seven days", [_hold(0, 7, "12:00:01"), _cash(1)]),
        quiet("Booked within seven days", [_hold(0, 7), _cash(1)]),
        fires("70 in 100", [_hold(), _cash(1, 70)]),
        quiet("A cent less", [_hold(), _cash(1, 69.99)]),
        fires("130 in 100", [_hold(), _cash(1, 130)]),
        quiet("A cent more", [_hold(), _cash(1, 130.01)]),
        fires("48 hours", [_hold(), _cash(2)]),
        quiet("A second more", [_hold(), _cash(2, clock="12:00:01")]),
        quiet("Another city", [_hold(), _cash(1, city="Northport")]),
        quiet("City not known", [_hold(city=None), _cash(1, city=None)]),
        quiet("A restaurant", [_hold(mcc=5812), _cash(1)]),
        quiet("Cash paid in", [_hold(), deposit(on(1), 100, city="Eastham")]),
    ),
)  # fmt: skip
