"""I38 Local rides."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.codes import LOCAL
from fulcrum.engines.screening.fixtures import Row, account, buy, fires, on, peers, quiet
from fulcrum.engines.screening.human_trafficking._cases import of_segment
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.human_trafficking._stays import bought
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import beyond_peers, known_account, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Many rides, and more than 95 in 100 of the segment had in its last closed month."""
    rides = bought(s, LOCAL)
    seen = trailing(rides, p.days, rides=_.txn_id.count()).filter(_.rides >= p.least)
    seen = beyond_peers(known_account(seen, s.accounts, "segment"), s.peers, "local_rides")
    return found(seen.filter(seen.rides > seen.p95), "rides", p.least, p.days, rides)


def _rides(count: int, start: int = 0, mcc: int = 4121) -> list[Row]:
    return [buy(on(start + n // 2, f"{12 + n % 2}:00"), 11, mcc) for n in range(count)]


PEERS = peers("local_rides", p50=2, p95=15, p99=22, spread=1)
CALM = of_segment("calm", PEERS, p95=4)
INDICATOR = Indicator(
    id="I38",
    find=find,
    name="Local rides",
    measures="Taxis, ride services and hired cars are paid far more often than the customer's peers pay them.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.mcc", "accounts.segment"),
    parameters=(counts("least", 15, "Rides."), days(30)),
    roles="Somebody is driven from one address to another: the payer may be a controller or the victim.",
    false_positives="People who do not drive, patients, night workers, and cities without other transport.",
    fixtures=(
        fires("16, peers up to 15", [*PEERS, *_rides(16)], days=1),
        quiet("15, as many as the 95th percentile", [*PEERS, *_rides(15)]),
        fires("15 where peers have few", [*CALM, *_rides(15)], days=1),
        quiet("14 where peers have few", [*CALM, *_rides(14)]),
        fires("The 30th day counts", [*CALM, *_rides(1), *_rides(13, 1), *_rides(1, 29)]),
        quiet("The 31st does not", [*CALM, *_rides(1), *_rides(13, 1), *_rides(1, 30)]),
        quiet("No peers are known", [account(segment="new"), *_rides(30)]),
        quiet("Trains are no local rides", [*CALM, *_rides(20, mcc=4112)]),
    ),
)  # fmt: skip
