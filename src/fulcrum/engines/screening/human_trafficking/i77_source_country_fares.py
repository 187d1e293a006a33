"""I77 Source-country fares."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.codes import AIR
from fulcrum.engines.screening.fixtures import Row, buy, fires, listed, on, person, quiet, row
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.human_trafficking._spend import on_lists
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices, in_codes


def find(s: Slices, p: Any) -> Found:
    """For others: the passenger is neither the holder's name nor the holder's number."""
    tickets = s.feeds["tickets"].mutate(entry=folded(_.route))
    tickets = tickets.semi_join(on_lists(s, "source_route"), "entry")
    tickets = tickets.join(s.accounts.select("account_id", "party_id", "name"), "account_id")
    named = folded(tickets.passenger) != folded(tickets.name)
    others = tickets.filter(named & (tickets.passenger != tickets.party_id))
    fares = s.card.filter(~s.card.credit & in_codes(s.card.mcc, AIR)).semi_join(others, "txn_id")
    return often(fares, p.least, p.days)


def fare(day: int, who: str | None = "X", route: str = "AA-BB", mcc: int = 4511) -> list[Row]:
    """A fare and the ticket behind it."""
    ticket = {"txn_id": f"f{day}", "account_id": "A", "passenger": who, "route": route}
    bought = buy(on(day), 400, mcc, txn_id=f"f{day}")
    return [bought, row("tickets", at=on(day), **ticket)]


TWO = [person(name="Ana Lindo"), *listed("source_route", "aa-bb"), *fare(0), *fare(1)]
INDICATOR = Indicator(
    id="I77",
    find=find,
    name="Source-country fares",
    measures="Flights are bought for other people on routes the bank lists, again and again.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL, Exploitation.LABOUR),
    sources=("F21",),
    needs=("tickets", "lists", "parties.name"),
    parameters=(counts("least", 3, "Fares for others on listed routes."), days(30)),
    roles="The buyer is a possible controller or facilitator; passengers are possible victims.",
    false_positives="Family visits, employers who fly staff in, travel agents, charities and "
    "schools that bring groups.",
    fixtures=(
        fires("Three fares", [*TWO, *fare(2)], days=1),
        fires("An airline's own code", [*TWO, *fare(2, mcc=3001)]),
        quiet("Two fares", TWO),
        quiet("The third for the holder", [*TWO, *fare(2, "P")]),
        quiet("The third for nobody known", [*TWO, *fare(2, None)]),
        quiet("The third on another route", [*TWO, *fare(2, route="BB-AA")]),
        quiet("The third by coach", [*TWO, *fare(2, mcc=4131)]),
        quiet("Two tickets behind one fare", [*TWO, fare(1)[1]]),
        quiet("The holder has no name",
              [person(), *(row for n in range(4) for row in fare(n))]),
        fires("Over 30 days", [*TWO, *fare(29)]),
        quiet("Over 31 days", [*TWO, *fare(30)]),
    ),
)  # fmt: skip
