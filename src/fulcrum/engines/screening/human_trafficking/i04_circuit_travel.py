"""I04 Circuit travel."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet
from fulcrum.engines.screening.human_trafficking._daily import looking_back
from fulcrum.engines.screening.human_trafficking._places import bought_in_person
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import distinct_within
from fulcrum.engines.screening.slices import Slices


def circuits(ends: Table, week: int, span: int) -> Table:
    """How many weeks apart from one another ended so, the latest of them on each row's day."""
    pairs = looking_back(ends.select("account_id", "day", "sec"), ends, span - week + 1)
    told = pairs.mutate(back=(pairs.day - pairs.other_day) // week)
    return told.group_by(["account_id", "day"]).agg(sec=_.sec.max(), weeks=told.back.nunique())


def find(s: Slices, p: Any) -> Found:
    """Weeks of many cities, again; a "week" is any seven days, and two of them share no day."""
    bought = bought_in_person(s)
    seen = circuits(distinct_within(bought, "town", p.week, p.cities), p.week, p.days)
    return reaching(seen, "weeks", p.weeks, p.days, bought)


def tour(first: int, stops: int = 4, every: int = 2) -> list[Row]:
    """Meals bought in one city after another."""
    return [buy(on(first + n * every), 12, 5812, city=f"Town {n}") for n in range(stops)]


INDICATOR = Indicator(
    id="I04",
    find=find,
    name="Circuit travel",
    measures="A card is used in person in four or more cities within a week, in two weeks or more.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16", "N20"),
    needs=("transactions.city", "transactions.mcc"),
    parameters=(
        counts("cities", 4, "Different cities of purchases in person within a week."),
        counts("weeks", 2, "Such weeks, none of which overlaps another."),
        days(7, name="week"),
        days(60),
    ),
    roles="The cardholder may drive a circuit or be taken along it; look at who pays for the "
    "card and who books the stays.",
    false_positives="Lorry drivers, sales staff, musicians, sports teams, airline crews and "
    "people on a touring holiday; commuters in an area of many small towns.",
    fixtures=(
        fires("Two weeks of four cities", [*tour(0), *tour(7)], days=1),
        quiet("One such week", tour(0)),
        quiet("The second week has three cities", [*tour(0), *tour(20, stops=3)]),
        quiet("Eight days for the second four",
              [*tour(0), *tour(20, stops=3), buy(on(27), 9, 5812, city="Town 3")]),
        quiet("Two weeks that share a day",
              [*tour(0), *tour(7, stops=3, every=1), buy(on(12), 9, 5812, city="Town 0")]),
        fires("Sixty days from first to last", [*tour(0), *tour(53)], days=1),
        quiet("Sixty-one days", [*tour(0), *tour(54)]),
        quiet("Tickets bought online name cities nobody was in",
              [buy(on(n), 90, 4511, city=f"Town {n}") for n in range(30)]),
    ),
)  # fmt: skip
