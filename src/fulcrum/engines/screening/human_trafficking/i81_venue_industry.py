"""I81 Venue industry."""

from typing import Any

import ibis
from ibis import _

from fulcrum.engines.screening.codes import VENUE
from fulcrum.engines.screening.fixtures import Row, deposit, fires, on, person, quiet
from fulcrum.engines.screening.human_trafficking._cases import business
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator
from fulcrum.engines.screening.shapes import hits
from fulcrum.engines.screening.slices import Slices, in_codes

TRADE = r"(^|[^a-z])(spa|massage|masseuse|masseur|night.?club|strip club|motel|letting agent|property letting|landlord|landlady)($|[^a-z])"


def find(s: Slices, p: Any) -> Found:
    """A firm's trade by its code, or a person's by the words; once a month, on its first day."""
    stated = s.accounts.occupation.lower().re_search(TRADE).fill_null(False)
    venues = s.accounts.filter(in_codes(s.accounts.industry, VENUE) | stated)
    months = s.totals.semi_join(venues, "account_id").group_by(["account_id", "month"])
    firsts = months.agg(day=_.day.min(), sec=_.sec.min())
    return Found(hits(firsts, value=ibis.literal(1), threshold=1, days=1))


def trade(code: int) -> list[Row]:
    """A firm of a trade, which banks its takings on two days of March 2026."""
    return [*business(industry=code), deposit(on(0), 100), deposit(on(3), 100)]


INDICATOR = Indicator(
    id="I81",
    find=find,
    name="Venue industry",
    measures="The trade is one in which exploitation is found more often: spas, massage, clubs, "
    "motels, property letting.",
    family=Family.IDENTITY,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("parties.industry",),
    parameters=(),
    roles="Says nothing of anybody's role; the owner of a venue may also be deceived by a tenant.",
    false_positives="Nearly every business of these trades is lawful; it only adds weight to what "
    "else was found.",
    weight=0.5,
    weight_only=True,
    fixtures=(
        fires("A massage parlour, once a month", trade(7297), days=1),
        fires("A motel", trade(7011)),
        fires("Again in the next month", [*trade(5813), deposit(on(40), 100)], days=2),
        fires("A masseur by his own words",
              [person(occupation="Massage therapist"), deposit(on(0), 50)]),
        quiet("A bakery", trade(5462)),
        quiet("A spaniel breeder", [person(occupation="Breeder of spaniels"), deposit(on(0), 50)]),
        quiet("A venue whose account never moved", trade(7297)[:2]),
        quiet("Nothing known", [deposit(on(0), 50)]),
    ),
)  # fmt: skip
