"""I02 Many points, one day."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, deposit, fires, on, quiet, withdraw
from fulcrum.engines.screening.human_trafficking._daily import by_day
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Deposits of one day at several branches or machines, or in several cities."""
    cash = s.cash.filter(s.cash.credit & (s.cash.branch.notnull() | s.cash.city.notnull()))
    daily = _points(cash)
    seen = daily.filter((daily.branches >= p.branches) | (daily.towns >= p.cities))
    return found(seen, "points", min(p.branches, p.cities), 1, cash)


def _points(cash: Table) -> Table:
    told = cash.mutate(branch=cash.branch.lower().nullif(""), town=cash.city.lower().nullif(""))
    daily = by_day(told, branches=_.branch.nunique(), towns=_.town.nunique())
    return daily.mutate(points=ibis.greatest(_.branches, _.towns))


def at_branches(*names: str, city: str = "Northport") -> list[Row]:
    """A deposit at each branch, an hour after the other."""
    return [
        deposit(on(0, f"{9 + n:02}:00"), 90, branch=name, city=city) for n, name in enumerate(names)
    ]


INDICATOR = Indicator(
    id="I02",
    find=find,
    name="Many points, one day",
    measures="Cash is paid in at three or more branches or machines, or in two cities, in one day.",
    family=Family.CASH,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.branch",),
    parameters=(
        counts("branches", 3, "Branches or machines used for deposits on one day."),
        counts("cities", 2, "Cities in which deposits were made on one day."),
    ),
    roles="Whoever pays in on such a round tends to collect for others; the takings may be a "
    "victim's, and so may the account.",
    false_positives="Shopkeepers with several sites, cash couriers, deposit machines that were "
    "out of order, and commuters who bank at both ends of the journey.",
    fixtures=(
        fires("Three branches", at_branches("b1", "b2", "b3"), days=1),
        quiet("Two branches", at_branches("b1", "b2", "b1")),
        fires("Two cities",
              [deposit(on(0, "09:00"), 90, city="Northport"),
               deposit(on(0, "15:00"), 90, city="Easton")]),
        quiet("One city in two spellings",
              [deposit(on(0, "09:00"), 90, city="Northport"),
               deposit(on(0, "15:00"), 90, city=" NORTHPORT")]),
        fires("23:59:59 is still the same day",
              [*at_branches("b1", "b2"), deposit(on(0, "23:59:59"), 90, branch="b3")]),
        quiet("Midnight begins another day",
              [*at_branches("b1", "b2"), deposit(on(1, "00:00"), 90, branch="b3")]),
        quiet("Unknown places are no third place",
              [*at_branches("b1", "b2"), deposit(on(0, "13:00"), 90)]),
        quiet("Withdrawals on a day out",
              [withdraw(on(0, f"1{n}:00"), 20, branch=f"m{n}", city=f"Town {n}")
               for n in range(4)]),
    ),
)  # fmt: skip
