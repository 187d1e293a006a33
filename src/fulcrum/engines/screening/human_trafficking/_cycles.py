"""What I52 and I53 share: money that arrives and leaves for one kind of merchant within a day."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import (
    Fixture,
    Row,
    account,
    buy,
    deposit,
    fires,
    on,
    quiet,
    receive,
)
from fulcrum.engines.screening.human_trafficking._rules import of_active, reaching
from fulcrum.engines.screening.human_trafficking._spend import coded_or_listed, payments
from fulcrum.engines.screening.indicator import Found, Parameter, counts, days, hours, share
from fulcrum.engines.screening.shapes import (
    SECONDS_AN_HOUR,
    evidence,
    known_account,
    reaches,
    trailing,
)
from fulcrum.engines.screening.slices import Slices

SENT_BY = ("transfer", "wire", "ach", "wallet", "cheque")


def cycles_into(s: Slices, p: Any, codes: frozenset[int], name: str) -> Found:
    """Hits where the last of enough cycles ends.

    An hour's last payment to such a merchant ends a cycle when enough senders, or loads of a
    prepaid card, put money in during the hours before, and enough of it has gone to such merchants
    since. A day holds one cycle at most, and none without money that came since the one before.
    """
    spent = coded_or_listed(s, payments(s), codes, name)
    spent = of_active(spent, times=p.cycles)
    arrived = _arrived(s)
    cycles = _cycles(arrived, spent, p)
    seen = trailing(cycles, p.days, cycles=_.count())
    reach = p.days + (p.hours + 23) // 24  # also what arrived on the eve of the first day
    rows = ibis.union(evidence(spent), evidence(arrived.semi_join(spent, "account_id")))
    return reaching(seen, "cycles", p.cycles, reach, rows)


def _arrived(s: Slices) -> Table:
    """What others sent, without wages; on a prepaid card, all that is put on it."""
    came = s.txn.filter(s.txn.credit & (s.txn.channel != "card"))
    prepaid = (_.kind == "prepaid").fill_null(False).cast("int32")
    known = known_account(came, s.accounts, "kind").mutate(prepaid=prepaid)
    return known.filter((_.prepaid == 1) | (_.channel.isin(SENT_BY) & _.counterparty.notnull()))


def _cycles(arrived: Table, spent: Table, p: Any) -> Table:
    got = _got(arrived, spent, p)
    paid = spent.select("cents", payer="account_id", went="sec")
    since = [got.account_id == paid.payer, paid.went <= got.end, paid.went >= got.first]
    keys = ["account_id", "day", "end", "got", "last"]
    gone = got.join(paid, since).group_by(keys).agg(gone=_.cents.sum())
    gone = gone.filter(reaches(gone.gone, gone.got, p.part))
    once = gone.group_by(["account_id", "last"]).agg(day=_.day.min(), sec=_.end.min())
    return once.group_by(["account_id", "day"]).agg(sec=_.sec.min())


def _got(arrived: Table, spent: Table, p: Any) -> Table:
    """The last payments of hours, with what enough senders, or loads, put in before them."""
    clocked = spent.select("account_id", "day", "sec", hour=spent.sec // SECONDS_AN_HOUR)
    ends = clocked.group_by(["account_id", "day", "hour"]).agg(end=_.sec.max())
    money = arrived.select("counterparty", "prepaid", "cents", who="account_id", came="sec")
    since = ends.end - p.hours * SECONDS_AN_HOUR
    in_time = [ends.account_id == money.who, money.came <= ends.end, money.came >= since]
    got = ends.join(money, in_time).group_by(["account_id", "day", "end"]).agg(
        senders=_.counterparty.nunique(), prepaid=_.prepaid.max(),
        got=_.cents.sum(), first=_.came.min(), last=_.came.max(),
    )  # fmt: skip
    return got.filter((got.senders >= p.senders) | (got.prepaid == 1))


CYCLE_PARAMETERS: tuple[Parameter, ...] = (
    counts("senders", 3, "Different senders of a cycle; a prepaid card needs none."),
    share("part", 0.5, "Of what arrived, as it leaves for such merchants."),
    hours("hours", 24, "Between what arrives and the payment that ends the cycle."),
    counts("cycles", 3, "Cycles of the window."),
    days(30),
)


def cycle(
    day: int, mcc: int, *, senders: int = 3, out: float = 150, at: str = "20:00"
) -> list[Row]:
    """A cycle of fixtures: 100 from each sender at 10:00, and what leaves for the merchant."""
    came = [receive(on(day, "10:00"), 300 / senders, f"s{n}") for n in range(senders)]
    return [*came, buy(on(day, at), out, mcc)]


def cycle_fixtures(mcc: int) -> tuple[Fixture, ...]:
    """The cases on which both indicators are tried."""
    two = [*cycle(0, mcc), *cycle(5, mcc)]
    came = [receive(on(10, "10:00"), 100, f"s{n}") for n in range(3)]
    loads = [deposit(on(n * 4), 100) for n in range(3)]
    spent = [buy(on(n * 4, "13:00"), 50, mcc) for n in range(3)]
    wages = [receive(on(n // 3 * 4), 30, f"e{n % 3}", "payroll") for n in range(9)]
    return (
        fires("Three cycles, half leaves", [*two, *cycle(10, mcc)], days=1),
        quiet("A cent less than half leaves", [*two, *cycle(10, mcc, out=149.99)]),
        quiet("Two senders", [*two, *cycle(10, mcc, senders=2)]),
        quiet("Two cycles", two),
        fires("24 hours later", [*two, *came, buy(on(11, "10:00"), 150, mcc)]),
        quiet("A second later", [*two, *came, buy(on(11, "10:00:01"), 150, mcc)]),
        fires("A later payment of the day hides nothing",
              [*two, *came, buy(on(11, "09:00"), 150, mcc), buy(on(11, "20:00"), 5, mcc)]),
        quiet("Paid before the money came", [*two, *cycle(10, mcc, at="09:00")]),
        quiet("The same money is one cycle", [*two, buy(on(6, "08:00"), 5, mcc)]),
        fires("Within 30 days", [*two, *cycle(29, mcc)]),
        quiet("31 days apart", [*two, *cycle(30, mcc)]),
        fires("A prepaid card needs no senders", [account(kind="prepaid"), *loads, *spent]),
        quiet("Cash on an ordinary account is no sender's money", [*loads, *spent]),
        quiet("Wages", [*wages, *spent]),
        quiet("Groceries", [one for n in range(3) for one in cycle(n * 5, 5411)]),
    )  # fmt: skip
