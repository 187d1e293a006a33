"""I03 Multi-city cash."""

from typing import Any

from fulcrum.engines.screening.fixtures import deposit, fires, on, quiet, withdraw
from fulcrum.engines.screening.human_trafficking._places import deposits_in_towns
from fulcrum.engines.screening.human_trafficking._rules import different
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Cash paid in in several cities within a week; the home city may be one of them."""
    return different(deposits_in_towns(s), "town", p.cities, p.days)


ROUND = [deposit(on(day, "17:00"), 200, city=city)
         for day, city in ((0, "Easton"), (3, "Weston"), (6, "Sutton"))]  # fmt: skip
INDICATOR = Indicator(
    id="I03",
    find=find,
    name="Multi-city cash",
    measures="Cash is paid into one account in three or more cities within a week.",
    family=Family.CASH,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.city",),
    parameters=(
        counts("cities", 3, "Different cities in which cash was paid in."),
        days(7),
    ),
    roles="The holder may direct a circuit and take its proceeds; deposits may also be made by "
    "people who are moved from city to city and keep nothing.",
    false_positives="Market traders, touring performers, sales staff and drivers who bank on the "
    "road; families who pay in for a student from several towns.",
    fixtures=(
        fires("Three cities in seven days", ROUND, days=1),
        quiet("Two cities", [*ROUND[:2], deposit(on(6), 200, city="weston")]),
        quiet("The third a day too late", [*ROUND[:2], deposit(on(7), 200, city="Sutton")]),
        quiet("A third city that is unknown", [*ROUND[:2], deposit(on(6), 200)]),
        fires("Across the end of a month, on the night the clocks change",
              [deposit(on(26, "23:30"), 200, city="Easton"),
               deposit(on(27, "02:30"), 200, city="Weston"),
               deposit(on(32, "23:59:59"), 200, city="Sutton")], days=1),
        quiet("A traveller who takes cash out",
              [withdraw(on(n), 60, city=f"Town {n}") for n in range(6)]),
    ),
)  # fmt: skip
