"""I13 Small-for-large notes."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.codes import FOOD, FUEL, GAMBLE, GROUND, LOCAL, PARKING, span
from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, row
from fulcrum.engines.screening.human_trafficking._cases import business
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
    days,
)
from fulcrum.engines.screening.shapes import hits, known_account, trailing
from fulcrum.engines.screening.slices import Slices, in_codes

# Trades that take many small notes: food, fuel, transport, laundry, hair, car wash, arcades.
CASH_TRADES = (
    FOOD | FUEL | GAMBLE | GROUND | LOCAL | PARKING
    | {5462, 5813, 5921, 5993, 7210, 7211, 7216, 7230, 7542, 7993, 7994, *span(7996, 7999)}
)  # fmt: skip


def find(s: Slices, p: Any) -> Found:
    """A person has no trade and counts; a firm whose trade is unknown cannot be judged."""
    swaps = s.feeds["teller"].filter(_.kind == "note_swap").select("account_id", "sec", "day")
    swaps = known_account(swaps, s.accounts, "party_kind", "industry")
    trade = swaps.industry.notnull() & ~in_codes(swaps.industry, CASH_TRADES)
    swaps = swaps.filter((swaps.party_kind == "person") & swaps.industry.isnull() | trade)
    seen = trailing(swaps, p.days, swapped=_.count())
    return Found(
        hits(seen.filter(_.swapped >= p.least), value="swapped", threshold=p.least, days=p.days)
    )


def swap(*when: int, kind: str = "note_swap") -> list[Row]:
    """Notes swapped at the counter on days."""
    return [row("teller", account_id="A", at=on(day), kind=kind, cents=200_000) for day in when]


def trader(industry: int | None) -> list[Row]:
    """The account is of a firm of this trade."""
    return business(industry=industry)


INDICATOR = Indicator(
    id="I13",
    find=find,
    name="Small-for-large notes",
    measures="Small notes are changed for large ones repeatedly, by somebody whose trade does not "
    "bring in much cash.",
    family=Family.CASH,
    exploitation=(Exploitation.SMUGGLING,),
    sources=("N23",),
    needs=("teller", "parties.industry"),
    parameters=(
        counts("least", 2, "Times notes were changed."),
        days(30),
    ),
    roles="Whoever changes the notes is likely to collect for, or belong to, those who move "
    "people; a courier may act under pressure.",
    false_positives="Charity collections, club treasurers, savers who empty a jar, tips, and "
    "side trades the bank does not know of.",
    scope=Scope.GLOBAL,
    fixtures=(
        fires("Twice", swap(0, 10), days=1),
        quiet("Once", swap(0)),
        fires("The thirtieth day", swap(0, 29)),
        quiet("The thirty-first day", swap(0, 30)),
        fires("A firm of consultants", [*trader(7392), *swap(0, 1)]),
        quiet("A firm of an unknown trade", [*trader(None), *swap(0, 1)]),
        quiet("A restaurant", [*trader(5812), *swap(0, 1, 2, 3)]),
        quiet("Cheques cashed", swap(0, 1, 2, kind="cheque_cashed")),
    ),
)  # fmt: skip
