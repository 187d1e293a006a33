"""I29 Consecutive-day wires."""

from typing import Any

from fulcrum.engines.screening.fixtures import Row, fires, listed, on, quiet, receive, send
from fulcrum.engines.screening.human_trafficking._cases import customer
from fulcrum.engines.screening.human_trafficking._links import living_on_list, on_list
from fulcrum.engines.screening.human_trafficking._rules import different
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    counts,
    days,
)
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Wires made in a listed city, or with a customer who lives in one, at several branches."""
    wires = s.moves.filter(s.moves.channel == "wire", s.moves.branch.notnull())
    border = living_on_list(s, "border_city").select(counterparty="account_id")
    there = on_list(wires, s, "border_city", "city")
    both = there.union(wires.semi_join(border, "counterparty"), distinct=True)
    return different(both, "branch", p.least, p.days)


BORDER = [*listed("border_city", "southgate"), *customer("X", "Q", home_city="Southgate")]


def _wire(day: int, branch: str | None, city: str | None = "Southgate", payee: str = "Y") -> Row:
    return send(on(day), 800, payee, "wire", branch=branch, city=city)


ONE = [*BORDER, _wire(0, "B1")]
INDICATOR = Indicator(
    id="I29",
    find=find,
    name="Consecutive-day wires",
    measures="Wires from or to listed border cities are made at different branches on one day or the next.",
    family=Family.FLOW,
    exploitation=(Exploitation.SMUGGLING,),
    sources=("N14",),
    needs=("transactions.branch", "transactions.city", "lists"),
    parameters=(
        counts("least", 2, "Branches at which wires were made."),
        days(2, Origin.SOURCE),
    ),
    roles="The holder may be a facilitator who avoids being seen twice at one branch.",
    false_positives="Lorry drivers, traders and commuters whose daily way crosses a border city.",
    fixtures=(
        fires("Two branches in a day", [*ONE, _wire(0, "B2")], days=1),
        fires("Two branches, next day", [*ONE, _wire(1, "B2")], days=1),
        quiet("Two days later", [*ONE, _wire(2, "B2")]),
        quiet("One branch", [*ONE, _wire(1, "B1")]),
        quiet("Branch not known", [*ONE, _wire(1, None)]),
        quiet("Another city", [*ONE, _wire(1, "B2", "Eastham")]),
        fires("To a customer there", [*ONE, _wire(1, "B2", "Eastham", "X")]),
        fires("From there", [*ONE, receive(on(1), 500, "X", "wire", branch="B2", city="Eastham")]),
        quiet("No wire", [*ONE, send(on(1), 500, "X", branch="B2", city="Southgate")]),
    ),
)  # fmt: skip
