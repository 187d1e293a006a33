"""I11 Deposits above peers."""

from typing import Any

import ibis
from ibis import _

from fulcrum.engines.screening.fixtures import account, deposit, fires, on, peers, quiet, receive
from fulcrum.engines.screening.human_trafficking._cases import of_segment
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    Parameter,
    days,
)
from fulcrum.engines.screening.shapes import beyond_peers, trailing
from fulcrum.engines.screening.slices import Slices

NORMAL = 0.6745  # spread of a normal distribution, in standard deviations


def find(s: Slices, p: Any) -> Found:
    """Far above peers by either measure; where half of the peers are alike, only by the second."""
    came_in = s.totals.filter(s.totals.credits > 0)
    accounts = s.accounts.filter(s.accounts.segment.notnull()).select("account_id", "segment")
    seen = trailing(came_in, p.days, came=_.credits.sum()).join(accounts, "account_id")
    seen = beyond_peers(seen, s.peers, "credits")
    score = (seen.spread > 0).ifelse((seen.came - seen.p50) * NORMAL / seen.spread, 0.0)
    # How many times the bound that it passed, whichever it passed by more.
    times = ibis.greatest(score / p.score, seen.came / ibis.greatest(seen.p99, 1.0))
    seen = seen.mutate(score=score, times=times)
    far = seen.filter((seen.score >= p.score) | (seen.came > seen.p99))
    return found(far, "times", 1, p.days, s.txn.filter(s.txn.credit))


RETAIL = peers("credits", p50=100_000, p95=200_000, p99=300_000, spread=20_000)
ALIKE = peers("credits", p50=100_000, p95=100_000, p99=100_000, spread=0)
STILL, FEW = of_segment("still", ALIKE), of_segment("few", ALIKE, accounts=29)
INDICATOR = Indicator(
    id="I11",
    find=find,
    name="Deposits above peers",
    measures="What comes in within thirty days is far above what comparable customers receive.",
    family=Family.FLOW,
    exploitation=(Exploitation.ANY,),
    sources=("N20", "N23"),
    needs=("transactions", "accounts.segment"),
    parameters=(
        Parameter("score", 3.5, "factor", Origin.OURS, "Robust standard deviations above peers."),
        days(30),
    ),
    roles="The holder, or whoever runs the account, is likelier to profit than to suffer; look "
    "at who pays in.",
    false_positives="House sales, inheritances, bonuses, severance pay, and customers in a "
    "segment that does not suit them.",
    weight=0.5,
    fixtures=(
        fires("At the score", [*RETAIL, deposit(on(0), 2_037.81)], days=1),
        quiet("A cent below it", [*RETAIL, deposit(on(0), 2_037.80)]),
        fires("A cent above 99 in 100 peers", [*STILL, receive(on(0), 1_000.01, "E")]),
        quiet("As much as they", [*STILL, receive(on(0), 1_000, "E")]),
        quiet("Too few peers", [*FEW, receive(on(0), 9_000, "E")]),
        fires("Within thirty days", [*RETAIL, deposit(on(0), 1_000), deposit(on(29), 1_100)]),
        quiet("Within thirty-one", [*RETAIL, deposit(on(0), 1_000), deposit(on(30), 1_100)]),
        quiet("An ordinary wage", [*RETAIL, receive(on(0), 1_500, "E", "payroll")]),
        quiet("Nobody to compare with", [account(segment=None), receive(on(0), 90_000, "E")]),
    ),
)  # fmt: skip
