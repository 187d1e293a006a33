"""I06 Funnel."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, deposit, fires, on, person, quiet, withdraw
from fulcrum.engines.screening.human_trafficking._daily import by_day, looking_back
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    hours,
    money,
    share,
)
from fulcrum.engines.screening.shapes import known_account, reaches, trailing, within_hours
from fulcrum.engines.screening.slices import Slices


def told(s: Slices, p: Any) -> Table:
    """Cash of accounts with enough deposits away from home, each row with its part in the rule."""
    cash = known_account(s.cash, s.accounts, "home_city")
    town = cash.city.lower().nullif("")
    cash = cash.select(
        "account_id", "txn_id", "sec", "day", "cents", "credit",
        town=town,
        place=cash.account_id + "|" + town,
        away=(cash.credit & (town != cash.home_city.lower())).fill_null(False),
    )  # fmt: skip
    away = cash.filter(cash.away).group_by("account_id")
    enough = away.agg(towns=_.town.nunique(), cents=_.cents.sum())
    enough = enough.filter((enough.towns >= p.cities) & (enough.cents >= p.least_sum))
    return cash.semi_join(enough, "account_id")


def daily(rows: Table, p: Any) -> Table:
    """What the days that end with each withdrawal hold, and how many withdrawals came soon."""
    summed = by_day(
        _quick(rows, p),
        came=_.cents.sum(where=_.credit).fill_null(0),
        away=_.cents.sum(where=_.away).fill_null(0),
        outs=_.out.sum(),
        quicks=_.quick.sum(),
    )
    totals = {f"all_{name}": _[name].sum() for name in ("came", "away", "outs", "quicks")}
    return trailing(summed, p.days, **totals).filter(_.quicks > 0)


def _quick(rows: Table, p: Any) -> Table:
    """Rows with whether cash was taken out, and soon after it came in at another place."""
    near = within_hours(rows, p.hours, 0, recent=_.away.cast("int64").sum())
    near = within_hours(near, p.hours, 0, by="place", here=_.away.cast("int64").sum())
    out = ~near.credit & near.town.notnull()
    return near.mutate(out=out, quick=out & (near.recent > near.here))


def _funnelled(seen: Table, p: Any) -> Table:
    """Those days by which enough came from away and left soon."""
    away = (seen.all_away >= p.least_sum) & reaches(seen.all_away, seen.all_came, p.part)
    return seen.filter(away & reaches(seen.all_quicks, seen.all_outs, p.quick))


def find(s: Slices, p: Any) -> Found:
    """Dated by a withdrawal; a median lag within the hours is read as half of them or more."""
    rows = told(s, p)
    places = rows.filter(rows.away).select("account_id", "day", "town").distinct()
    pairs = looking_back(_funnelled(daily(rows, p), p), places, p.days, "town")
    counted = by_day(pairs, cities=_.town.nunique())
    return reaching(counted, "cities", p.cities, p.days, rows.filter(rows.away | ~rows.credit))


def funnel(
    last: float = 400, day: int = 4, clock: str = "12:00", to: str = "Northport"
) -> list[Row]:
    """Cash paid in in three cities, and taken out the next day, at home or where it was paid in."""
    paid = (("Easton", 0, 800.0), ("Weston", 2, 800.0), ("Sutton", day, last))
    return [
        row
        for city, when, cash in paid
        for row in (deposit(on(when), cash, city=city),
                    withdraw(on(when + 1, clock), cash, city=to or city))
    ]  # fmt: skip


HOME = [deposit(on(1), 1_000, city="Northport"), deposit(on(3), 1_000, city="Northport")]
LATE = [withdraw(on(n - 20), 20, city="Northport") for n in range(4)]
INDICATOR = Indicator(
    id="I06",
    find=find,
    name="Funnel",
    measures="Cash comes in at several cities away from home and is taken out elsewhere within "
    "a day.",
    family=Family.CASH,
    exploitation=(Exploitation.ANY,),
    sources=("F16", "N14", "N20"),
    needs=("transactions.city", "parties.home_city"),
    parameters=(
        counts("cities", 3, "Different cities of deposits, none of them the home city."),
        share("part", 0.5, "Of all cash paid in."),
        money("least_sum", 2_000, "Paid in away from home."),
        hours("hours", 24, "From a deposit to a withdrawal in another city."),
        share("quick", 0.5, "Of withdrawals that come so soon: half makes the median."),
        days(30),
    ),
    roles="Whoever takes the cash out is likely to control the account; those who pay in may "
    "collect for them or hand over what others earned.",
    false_positives="Traders whose partner pays suppliers elsewhere, families who support a "
    "student or a relative in hospital, and firms with agents in several cities.",
    weight=1.5,
    fixtures=(
        fires("Three cities, out within 24 hours", funnel()),
        quiet("Two cities", [*funnel()[:4], *funnel()[:2]]),
        quiet("The home city is none of them",
              [*funnel()[:4], deposit(on(4), 400, city="NORTHPORT"),
               withdraw(on(5), 400, city="Easton")]),
        quiet("A cent less than 2,000", funnel(399.99)),
        fires("Half of all cash paid in", [*funnel(), *HOME]),
        quiet("A little less than half", [*funnel(), *HOME, deposit(on(3), 0.01)]),
        quiet("Taken out a second too late", funnel(clock="12:00:01")),
        fires("Half of the withdrawals are soon", [*LATE[:3], *funnel()]),
        quiet("Less than half are", [*LATE, *funnel()]),
        quiet("Taken out where it was paid in", funnel(to="")),
        fires("The last city on the thirtieth day", funnel(day=28)),
        quiet("The first city a day before the window", funnel(day=29)),
        quiet("No known home", [*funnel(), person(home_city=None)]),
    ),
)  # fmt: skip
