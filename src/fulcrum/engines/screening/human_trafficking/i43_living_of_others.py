"""I43 Paying others' living."""

from typing import Any

import ibis
from ibis import _

from fulcrum.engines.screening.codes import LIVING, LODGE
from fulcrum.engines.screening.fixtures import account, buy, fires, on, peers, person, quiet
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    Parameter,
    counts,
    days,
)
from fulcrum.engines.screening.shapes import beyond_peers, known_account, trailing
from fulcrum.engines.screening.slices import Slices, in_codes


def find(s: Slices, p: Any) -> Found:
    """Living and lodging several times the median of the segment, which stands for the industry.

    A household larger than usual may spend more in proportion; of unknown size it counts as usual.
    """
    paid = s.txn.filter(~s.txn.credit & in_codes(s.txn.mcc, LIVING | LODGE))
    daily = s.totals.filter(s.totals.living_cents > 0)
    daily = daily.select("account_id", "day", "month", "sec", "living_cents")
    seen = trailing(daily, p.days, living=_.living_cents.sum())
    seen = known_account(seen, s.accounts, "segment", "household_size")
    seen = beyond_peers(seen, s.peers, "living")
    people = ibis.greatest(seen.household_size.fill_null(p.usual), p.usual)
    seen = seen.filter(seen.p50 > 0).mutate(
        usual=seen.p50 * people / p.usual, times=seen.living * p.usual / (seen.p50 * people)
    )
    return found(seen.filter(_.living >= _.usual * p.factor), "times", p.factor, p.days, paid)


USUAL = peers("living", p50=50_000, p95=90_000, p99=120_000, spread=10_000)
MOST = [*USUAL, buy(on(0), 900, 5411), buy(on(5), 300, 4900), buy(on(9), 299.99, 7011)]
INDICATOR = Indicator(
    id="I43",
    find=find,
    name="Paying others' living",
    measures="Food, homes, transport and lodging cost several times what peers pay for them.",
    family=Family.FLOW,
    exploitation=(Exploitation.ANY,),
    sources=("N14", "N20"),
    needs=("transactions.mcc", "accounts.segment"),
    parameters=(
        Parameter("factor", 3, "factor", Origin.OURS, "Times the median of the segment."),
        counts("usual", 2, "People for whom the median stands; more may spend more."),
        days(30),
    ),
    roles="Often whoever houses and feeds several people and so controls them; victims pay little.",
    false_positives="Large households of unknown size, carers, hosts, moves of home, holidays.",
    fixtures=(
        fires("Three times the median", [*MOST, buy(on(20), 0.01, 5411)], days=1),
        quiet("A cent less", MOST),
        fires("Within 30 days", [*MOST, buy(on(29), 0.01, 5411)]),
        quiet("31 days apart", [*MOST, buy(on(30), 0.01, 5411)]),
        quiet("A household of three", [*MOST, person(household_size=3), buy(on(20), 600, 5411)]),
        fires("A household of three that pays for more",
              [*MOST, person(household_size=3), buy(on(20), 750.01, 5411)]),
        fires("A household of one counts as two",
              [*MOST, person(household_size=1), buy(on(20), 0.01, 5411)]),
        quiet("Nobody to compare with",
              [*MOST, account(segment="alone"), buy(on(20), 900, 5411)]),
        quiet("Furniture is no living", [*USUAL, buy(on(0), 9_000, 5712)]),
    ),
)  # fmt: skip
