"""I42 Parking."""

from typing import Any

from fulcrum.engines.screening.codes import PARKING
from fulcrum.engines.screening.fixtures import buy, fires, on, quiet, refund
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    money,
)
from fulcrum.engines.screening.slices import Slices, in_codes


def find(s: Slices, p: Any) -> Found:
    """Many small payments for parking."""
    card = s.card
    parked = card.filter(~card.credit & in_codes(card.mcc, PARKING) & (card.cents <= p.most))
    return often(parked, p.least, p.days)


NINE = [buy(on(n), 10, 7523) for n in range(9)]
INDICATOR = Indicator(
    id="I42",
    find=find,
    name="Parking",
    measures="Many small parking fees, as when somebody drives others about and waits for them.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.mcc",),
    parameters=(
        counts("least", 10, "Parking fees of the window."),
        money("most", 10, "A fee is at most this."),
        days(30),
    ),
    roles="Often the card of a driver or guard: a possible facilitator.",
    false_positives="Commuters, couriers, carers and tradespeople who park at work every day.",
    fixtures=(
        fires("Ten fees of 10.00", [*NINE, buy(on(9), 10, 7523)], days=1),
        quiet("Nine", NINE),
        quiet("The tenth costs 10.01", [*NINE, buy(on(9), 10.01, 7523)]),
        fires("Within 30 days", [*NINE, buy(on(29), 4, 7523)]),
        quiet("31 days apart", [*NINE, buy(on(30), 4, 7523)]),
        quiet("A refund is no fee", [*NINE, refund(on(9), 10, 7523)]),
        quiet("Fuel", [buy(on(n), 10, 5541) for n in range(20)]),
    ),
)  # fmt: skip
