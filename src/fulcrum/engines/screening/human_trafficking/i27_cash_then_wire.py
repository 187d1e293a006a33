"""I27 Cash then wire."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.codes import DRUG, FOOD, FUEL, GAMBLE, LOCAL, SHOP
from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    deposit,
    fires,
    firm,
    on,
    person,
    quiet,
    send,
)
from fulcrum.engines.screening.human_trafficking._daily import preceding
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import evidence, reaches, trailing
from fulcrum.engines.screening.slices import Slices, in_codes

CASH_TRADES = FOOD | DRUG | FUEL | GAMBLE | LOCAL | SHOP | frozenset({5813})


def _funded(s: Slices, p: Any) -> tuple[Table, Table]:
    """Wires abroad, and the cash paid in before each: of holders whose trade explains no cash."""
    explained = in_codes(s.accounts.industry, CASH_TRADES) | s.accounts.industry.isnull()
    known = s.accounts.filter((s.accounts.party_kind == "person") | ~explained)
    wires = s.moves.filter(s.moves.channel == "wire", ~s.moves.credit)
    wires = wires.join(known.select("account_id", "home_country"), "account_id")
    wires = wires.filter(wires.country.lower() != wires.home_country.lower())
    wires = wires.select("account_id", "txn_id", "day", "sec", "cents")
    cash = s.cash.filter(s.cash.credit).rename(cash_id="txn_id", paid_in="cents")
    return wires, preceding(wires, cash, p.until + 1, "cash_id", "paid_in")


def find(s: Slices, p: Any) -> Found:
    """Wires abroad for which cash of the days before is enough; each day of cash counts once.

    Cash is unexplained when the holder is a person, or a firm whose trade takes little of it.
    """
    wires, pairs = _funded(s, p)
    each = pairs.group_by(["account_id", "txn_id", "day", "sec", "cents"]).agg(
        paid_in=_.paid_in.sum(), cash_day=_.other_day.max()
    )
    each = each.filter(reaches(each.paid_in, each.cents, p.part))
    first = each.group_by(["account_id", "cash_day"]).agg(day=_.day.min(), sec=_.sec.min())
    seen = trailing(first, p.days, times=_.cash_day.count())
    counted = pairs.semi_join(each, "txn_id")
    paid = counted.select("account_id", sec="other_sec", txn_id="cash_id").distinct()
    rows = evidence(wires.semi_join(each, "txn_id")).union(paid)
    return reaching(seen, "times", p.least, p.days + p.until, rows)


def _time(day: int, cash: float = 500, lag: int = 1, **more: Any) -> list[Row]:
    wire = {"channel": "wire", "country": "QQ"} | more
    return [deposit(on(day), cash), send(on(day + lag), 1000, "abroad", **wire)]


INDICATOR = Indicator(
    id="I27",
    find=find,
    name="Cash then wire",
    measures="Cash that nothing explains is paid in and wired abroad within days, more than once.",
    family=Family.FLOW,
    exploitation=(Exploitation.SMUGGLING,),
    sources=("N14", "N23"),
    needs=("transactions.country", "parties.home_country"),
    parameters=(
        counts("least", 2, "Days of cash that were followed by a wire abroad."),
        share("part", 0.5, "Of the wire, paid in as cash before it."),
        days(3, name="until"),
        days(30),
    ),
    roles="The holder may be a facilitator who passes on fees; the payee abroad a possible controller.",
    false_positives="Migrants paid in cash who support relatives, and people who save cash for a purchase abroad.",
    fixtures=(
        fires("Twice", [*_time(0), *_time(10)], days=1),
        quiet("Once", _time(0)),
        fires("Three days later", [*_time(0), *_time(10, lag=3)]),
        quiet("Four days later", [*_time(0), *_time(10, lag=4)]),
        quiet("A cent too little", [*_time(0), *_time(10, 499.99)]),
        fires("The 30th day counts", [*_time(0), *_time(29)]),
        quiet("The 31st does not", [*_time(0), *_time(30)]),
        quiet("One deposit, two wires", [*_time(0, 2000), *_time(0, 2000)[1:], _time(1)[1]]),
        quiet("The wire comes first", [*_time(0), *_time(10, lag=-1)]),
        quiet("Home is no abroad", [*_time(0), *_time(10, country="GB")]),
        quiet("Country not known", [*_time(0), *_time(10, country=None)]),
        quiet("No wire", [*_time(0), *_time(10, channel="ach")]),
        quiet("A restaurant", [account("A", "F"), firm("F", industry=5812), *_time(0), *_time(10)]),
        fires("A consultancy", [account("A", "F"), firm("F", industry=7392), *_time(0), *_time(10)]),
        quiet("A firm of unknown trade", [account("A", "F"), firm("F"), *_time(0), *_time(10)]),
        quiet("No home is known", [person(home_country=None), *_time(0), *_time(10)]),
    ),
)  # fmt: skip
