"""N05: compared with what a segment's accounts did in the month before."""

from typing import Any

from fulcrum.engines.screening.indicator import Family, Found, days, share
from fulcrum.engines.screening.shapes import beyond_peers, hits
from fulcrum.engines.screening.slices import Slices
from tests.engines.screening.ranking.invented import indicator


def find(s: Slices, p: Any) -> Found:
    accounts = s.accounts.select("account_id", "segment")
    came = s.totals.join(accounts, "account_id")
    seen = beyond_peers(came, s.peers, "credits", least_peers=5)
    seen = seen.filter(seen.credits > seen.p95 * p.factor)
    return Found(hits(seen, value=seen.credits / seen.p95, threshold=p.factor, days=p.days))


INDICATOR = indicator(
    "N05",
    Family.IDENTITY,
    find=find,
    parameters=(share("factor", 1.0, "Times the bound of peers."), days(30)),
)
