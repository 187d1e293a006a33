"""I28 Sub-3,000 wires."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    fires,
    listed,
    on,
    person,
    quiet,
    receive,
    send,
)
from fulcrum.engines.screening.human_trafficking._cases import customer
from fulcrum.engines.screening.human_trafficking._links import different, living_on_list
from fulcrum.engines.screening.human_trafficking._rules import network
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    Scope,
    counts,
    days,
    money,
)
from fulcrum.engines.screening.slices import Slices


def gather(s: Slices, p: Any) -> Table:
    """Small wires to customers who live in a listed border city, as either side booked them."""
    border = living_on_list(s, "border_city").select(payee="account_id")
    wires = s.moves.filter(_.channel == "wire", _.cents < p.below, _.city.notnull())
    wires = wires.mutate(place=folded(wires.city))
    sent = wires.filter(~wires.credit, wires.counterparty.notnull())
    sent = sent.select(*KEPT, payee="counterparty", sender="account_id")
    got = wires.filter(wires.credit)
    got = got.select(*KEPT, payee="account_id", sender=got.counterparty.fill_null("unknown"))
    return sent.union(got).semi_join(border, "payee")


def combine(gathered: Table, s: Slices, p: Any) -> Found:
    """Enough wires from enough cities; what senders booked and what payees booked is not added up."""
    least = {"txn_id": p.least, "place": p.places, "sender": 1}
    seen = different(gathered, ["payee", "credit"], p.days, **least)
    told = {"value": "txn_id", "threshold": p.least, "days": p.days, "members": "sender"}
    return network(seen, gathered, "payee", **told)


KEPT = ("account_id", "day", "sec", "txn_id", "credit", "place")
BORDER = [*listed("border_city", "southgate"), *customer("X", "Q", home_city="Southgate")]


def _wire(day: int, city: str | None, amount: float = 2999.99, payee: str = "X") -> Row:
    return send(on(day), amount, payee, "wire", city=city, account_id=f"S{day % 2}")


TWO = [*BORDER, _wire(0, "Northport"), _wire(1, "Eastham")]
INDICATOR = Indicator(
    id="I28",
    gather=gather,
    combine=combine,
    scope=Scope.NETWORK,
    name="Sub-3,000 wires",
    measures="Wires below 3,000 from several places reach one payee who lives near a border.",
    family=Family.FLOW,
    exploitation=(Exploitation.SMUGGLING,),
    sources=("N14",),
    needs=("transactions.city", "transactions.counterparty", "parties.home_city", "lists"),
    parameters=(
        counts("least", 3, "Wires to the payee."),
        counts("places", 2, "Cities they were sent from."),
        money("below", 3_000, "Wires of this much or more do not count.", Origin.SOURCE),
        days(30),
    ),
    roles="The payee may collect fees for a smuggler; senders are often relatives of people moved.",
    false_positives="Families who support a relative there, and landlords or clinics of a border city.",
    fixtures=(
        fires("Three of 2,999.99", [*TWO, _wire(2, "Northport")], subject="X", days=1),
        quiet("One of 3,000.00", [*TWO, _wire(2, "Northport", 3000)]),
        quiet("Two wires", TWO),
        quiet("One place", [*BORDER, *(_wire(n, "Northport") for n in range(3))]),
        quiet("One place in two spellings", [*BORDER, _wire(0, "Northport"), _wire(1, "NORTHPORT"),
              _wire(2, "Northport")]),
        fires("The 30th day counts", [*TWO, _wire(29, "Northport")], subject="X"),
        quiet("The 31st does not", [*TWO, _wire(30, "Northport")]),
        fires("As the payee booked them", [*BORDER, *(receive(on(n), 2000, "away", "wire",
              city=f"Town {n}", account_id="X") for n in range(3))], subject="X"),
        quiet("Booked by both sides", [*TWO, receive(on(1), 2999.99, "S1", "wire", city="Eastham",
              account_id="X")]),
        quiet("Places not known", [*BORDER, *(_wire(n, None) for n in range(4))]),
        quiet("The payee lives elsewhere", [*BORDER, account("Y", "R"), person("R", home_city="Eastham"),
              *(_wire(n, f"Town {n}", payee="Y") for n in range(4))]),
        quiet("Two payees", [*TWO, account("Y", "Q"), _wire(2, "Northport", payee="Y")]),
    ),
)  # fmt: skip
