"""I76 Employer-run servant account."""

from datetime import date
from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    buy,
    fires,
    on,
    person,
    quiet,
    receive,
    row,
)
from fulcrum.engines.screening.human_trafficking._cases import customer
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.human_trafficking._ties import customers, dated
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, days, money
from fulcrum.engines.screening.shapes import evidence, hits, trailing
from fulcrum.engines.screening.slices import Slices

HOUSEHOLD = (
    r"(domestic (worker|help|servant|staff)|housekeep|housemaid|nanny|au.pair|servant|butler)"
)


def find(s: Slices, p: Any) -> Found:
    """Unpaid: hardly anything came in, however it came, on an account seen for the whole window."""
    servants = s.accounts.filter(
        s.accounts.occupation.lower().re_search(HOUSEHOLD).fill_null(False)
    )
    steered = _steered(s, servants)
    both = steered.select("account_id", "day", "sec").union(_unpaid(s, p, servants))
    return Found(
        hits(both.mutate(signs=1), value="signs", threshold=1, days=p.days), evidence(steered)
    )


def _unpaid(s: Slices, p: Any, servants: Table) -> Table:
    """Days on which the account moved though no pay came for long."""
    totals = s.totals.semi_join(servants, "account_id")
    totals = totals.mutate(first=totals.day.min().over(ibis.window(group_by="account_id")))
    seen = trailing(totals, p.days, came=_.credits.sum()).filter(_.day - _.first >= p.days - 1)
    return seen.filter(seen.came < p.pay).select("account_id", "day", "sec")


def _steered(s: Slices, servants: Table) -> Table:
    """Wages from one who is also a holder, or signs in with the device of the account."""
    held = dated(s.holders, "since").filter(_.role.isin(["joint", "authorised", "controller"]))
    held = held.semi_join(servants, "account_id")
    held = held.select("account_id", other="party_id", known_sec="sec")
    control = held.union(_devices(s, servants))
    both = _paid(s, servants).join(control, ["account_id", "other"])
    known = both.filter(both.known_sec <= both.sec)
    return known.select("account_id", "day", "sec", "txn_id").distinct()


def _paid(s: Slices, servants: Table) -> Table:
    """What came as wages, or from the employer, with `other`: the customer who paid."""
    payers = customers(s).select("other", "other_name", counterparty="number")
    own = servants.select("account_id", "party_id", "employer")
    came = s.moves.filter(s.moves.credit).join(own, "account_id").join(payers, "counterparty")
    employer = (came.employer == came.other) | (folded(came.employer) == folded(came.other_name))
    wages = came.filter((came.channel == "payroll") | employer.fill_null(False))
    return wages.filter(wages.other != wages.party_id)


def _devices(s: Slices, servants: Table) -> Table:
    """Other customers who signed in with a device of the account, from the later of both times."""
    logins = s.feeds["logins"].filter(_.device.notnull())
    mine = logins.semi_join(servants, "account_id")
    mine = mine.group_by(["account_id", "device"]).agg(own_sec=_.sec.min())
    used = logins.select("device", "sec", user="account_id")
    pairs = mine.join(used, "device").filter(_.user != _.account_id)
    pairs = pairs.group_by(["account_id", "user", "own_sec"]).agg(sec=_.sec.min())
    people = s.accounts.select(user="account_id", other="party_id")
    return pairs.join(people, "user").select(
        "account_id", "other", known_sec=ibis.greatest(pairs.own_sec, pairs.sec)
    )


MAID = [person(occupation="Live-in housekeeper", employer="K"), *customer("E", "K")]
WAGE = [receive(on(10), 500, "E")]


def held(day: date, party: str = "K") -> Row:
    """A controller of the account."""
    return row("holders", account_id="A", party_id=party, role="controller", since=day)


def device(name: str, day: int, account_id: str = "A") -> Row:
    """A sign-in."""
    return row("logins", account_id=account_id, at=on(day), device=name)


def used(last: int, paid: float = 0) -> list[Row]:
    """An account that moves on its first day and on the last, with pay between."""
    pay = [receive(on(last - 40), paid, "E")] if paid else []
    return [*MAID, buy(on(0), 5, 5411), *pay, buy(on(last), 5, 5411)]


INDICATOR = Indicator(
    id="I76",
    find=find,
    name="Employer-run servant account",
    measures="A domestic worker's account is run by who pays the wage, or gets no wage at all.",
    family=Family.LABOUR,
    exploitation=(Exploitation.DOMESTIC,),
    sources=("FA", "AU"),
    needs=("parties.occupation",),
    parameters=(
        money("pay", 100, "Credits of the window below this are no wage."),
        days(90),
    ),
    roles="The payer who holds or uses the account is a possible controller; the holder is a "
    "possible victim.",
    false_positives="Wages in cash or on another account, unpaid leave, an employer who helps a "
    "newcomer to open an account, relatives who employ one another.",
    weight=1.5,
    absence=90,
    fixtures=(
        fires("The payer controls the account", [*MAID, held(date(2026, 3, 11)), *WAGE], days=1),
        quiet("Only from the next day", [*MAID, held(date(2026, 3, 12)), *WAGE]),
        quiet("Somebody else controls it", [*MAID, held(date(2026, 1, 1), "C"), *WAGE]),
        fires("The payer uses the device",
              [*MAID, device("D", 1), device("D", 2, "E"), *WAGE], days=1),
        quiet("Later", [*MAID, device("D", 1), device("D", 11, "E"), *WAGE]),
        quiet("Devices of their own", [*MAID, device("D", 1), device("X", 2, "E"), *WAGE]),
        quiet("Another occupation",
              [person(occupation="Cook", employer="K"), account("E", "K"),
               held(date(2026, 1, 1)), *WAGE]),
        fires("No wage on an account known for 90 days", used(89), days=1),
        quiet("Known for 89 days", used(88)),
        fires("A cent less than a wage", used(89, 99.99), days=1),
        quiet("A wage", used(89, 100)),
        fires("A wage 90 days ago", [*MAID, receive(on(0), 500, "E"), *used(90)[3:]], days=1),
    ),
)  # fmt: skip
