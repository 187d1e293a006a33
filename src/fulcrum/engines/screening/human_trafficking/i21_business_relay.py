"""I21 Business relay."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import (
    Row,
    deposit,
    fires,
    firm,
    on,
    person,
    quiet,
    receive,
    send,
)
from fulcrum.engines.screening.human_trafficking._cases import business
from fulcrum.engines.screening.human_trafficking._rules import network, of_active
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
    days,
    hours,
    money,
    share,
)
from fulcrum.engines.screening.shapes import SECONDS_AN_HOUR, reaches, trailing, within_hours
from fulcrum.engines.screening.slices import SECONDS_A_DAY, Slices

KEPT = ("account_id", "day", "sec", "txn_id", "cents", "credit")
TRANSFERS = ["transfer", "wire", "wallet"]


def _owned(s: Slices) -> Table:
    """Owners' personal accounts and their firms' accounts, from either side."""
    firms = s.accounts.filter(s.accounts.kind == "business", s.accounts.owner.notnull())
    owners = s.accounts.filter(s.accounts.kind == "personal")
    pairs = firms.select("owner", payee="account_id").join(
        owners.select(owner="party_id", payer="account_id"), "owner"
    )
    sides = [
        pairs.select(account_id=one, counterparty=other, firm=ibis.literal(one == "payee"))
        for one, other in (("payer", "payee"), ("payee", "payer"))
    ]
    return sides[0].union(sides[1], distinct=True)


def _relayed(s: Slices, p: Any) -> Table:
    """Money in and out of such accounts; `own` marks what went from an owner to the firm."""
    pairs = _owned(s)
    rows = s.txn.select(*KEPT, "channel", "counterparty")
    rows = rows.join(pairs.select("account_id", "firm").distinct(), "account_id")
    other = pairs.select(mine="account_id", theirs="counterparty", known=ibis.literal(value=True))
    match = [rows.account_id == other.mine, rows.counterparty == other.theirs]
    rows = rows.left_join(other, match).drop("mine", "theirs")
    sent = rows.channel.isin(TRANSFERS)
    within = rows.known.fill_null(False)
    rows = rows.mutate(
        own=within & sent & (rows.credit == rows.firm),
        new=rows.credit & ~within & (sent | (rows.channel == "cash")),
    )
    return rows.semi_join(of_active(rows.filter(rows.own), times=p.least), "account_id")


def gather(s: Slices, p: Any) -> Table:
    """Transfers of owners that follow an inflow, and those that firms drain soon after."""
    rows = _relayed(s, p)
    comes = ibis.ifelse(rows.firm, rows.credit, rows.new).ifelse(rows.cents, 0)
    goes = ibis.ifelse(rows.firm, ~rows.credit, rows.own).ifelse(rows.cents, 0)
    rows = rows.mutate(came=comes, went=goes)
    rows = within_hours(rows, p.relay_hours, 0, inflow=_.came.sum(), passed=_.went.sum())
    rows = within_hours(rows, 0, p.drain_hours, taken=_.came.sum(), drained=_.went.sum())
    sent = (rows.inflow >= p.amount) & reaches(rows.passed, rows.inflow, p.relayed)
    drained = reaches(rows.drained, rows.taken, p.drained)
    rows = rows.filter(rows.own, ibis.ifelse(rows.firm, drained, sent))
    return rows.select(
        *KEPT,
        payer=ibis.ifelse(rows.firm, rows.counterparty, rows.account_id),
        payee=ibis.ifelse(rows.firm, rows.account_id, rows.counterparty),
    )


def combine(gathered: Table, s: Slices, p: Any) -> Found:
    """Cycles, one a day: the transfer left the owner and its twin was drained from the firm.

    The twin has the same amount and is booked within `relay_hours`; a cycle is known when the
    hours in which it may drain are over. The subject is the owner's personal account.
    """
    cycles = _twins(gathered, p).group_by(["payer", "day"]).agg(got=_.got.min())
    cycles = cycles.select("payer", sec=cycles.got + p.drain_hours * SECONDS_AN_HOUR)
    cycles = cycles.mutate(day=(cycles.sec // SECONDS_A_DAY).cast("int32"))
    seen = trailing(cycles, p.days, by="payer", cycles=_.count())
    enough = seen.filter(seen.cycles >= p.least)
    reach = p.days + (p.relay_hours + p.drain_hours) // 24 + 1
    told = {"value": "cycles", "threshold": p.least, "days": reach, "members": 2}
    return network(enough, gathered, "payer", **told)


def _twins(gathered: Table, p: Any) -> Table:
    """Transfers as their owner booked them, with when the firm did."""
    sent = gathered.filter(~gathered.credit)
    got = gathered.filter(gathered.credit).select("payer", "payee", "cents", got="sec")
    twins = sent.join(got, ["payer", "payee", "cents"])
    return twins.filter((twins.got - twins.sec).between(0, p.relay_hours * SECONDS_AN_HOUR))


OWNED = [person(), *business("B", owner="P")]


def _cycle(day: int, part: float = 1, later: str = "10:00", drained: float = 800) -> list[Row]:
    """1,000 in cash at 10:00, a part of it to the firm, and out of the firm the day after."""
    passed = 1000 * part
    at = on(day + 1, later)
    return [
        deposit(on(day, "10:00"), 1000),
        send(at, passed, "B"),
        receive(at, passed, "A", account_id="B"),
        send(on(day + 4, "10:00"), drained, "Z", account_id="B"),
    ]


TWO = [*OWNED, *_cycle(0), *_cycle(10)]
INDICATOR = Indicator(
    id="I21",
    gather=gather,
    combine=combine,
    scope=Scope.NETWORK,
    lookback=100,
    name="Business relay",
    measures="Money paid to a person goes at once into their own firm, which is emptied within days, again and again.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.counterparty", "parties.owner"),
    parameters=(
        counts("least", 3, "Cycles, one a day."),
        share("relayed", 0.8, "Of what came in, passed on to the firm."),
        hours("relay_hours", 24, "Between the inflow and the transfer to the firm."),
        share("drained", 0.8, "Of what the firm received, gone again."),
        hours("drain_hours", 72, "In which the firm is emptied."),
        money("amount", 300, "Inflows below it are no cycle."),
        days(90),
    ),
    roles="The owner is a possible controller who lends takings the look of trade.",
    false_positives="Sole traders who bank takings on their own account first and then pay suppliers from the firm's.",
    fixtures=(
        fires("Three cycles at the last second and with just enough", [*TWO, *_cycle(20, 0.8, drained=640)], days=1),
        quiet("Two cycles", TWO),
        quiet("A cent too little is passed on", [*TWO, *_cycle(20, 0.79999)]),
        quiet("Passed on a second too late", [*TWO, *_cycle(20, later="10:00:01")]),
        quiet("A cent too little is drained", [*TWO, *_cycle(20, drained=799.99)]),
        quiet("Drained a second too late", [*TWO, *_cycle(20)[:3],
              send(on(24, "10:00:01"), 800, "Z", account_id="B")]),
        quiet("An inflow of 299.99", [*TWO, deposit(on(20), 299.99), send(on(20, "13:00"), 299.99, "B"),
              receive(on(20, "13:00"), 299.99, "A", account_id="B"), send(on(21), 299, "Z", account_id="B")]),
        fires("The 90th day counts", [*TWO, *_cycle(89)]),
        quiet("The 91st does not", [*TWO, *_cycle(90)]),
        quiet("The firm is another's", [*TWO[3:], *_cycle(20), person(), OWNED[1], firm("F", owner="Q")]),
        quiet("The firm lives on its own takings", [*TWO, *_cycle(20),
              *(deposit(on(n, "11:00"), 3000, account_id="B") for n in (1, 11, 21))]),
    ),
)  # fmt: skip
