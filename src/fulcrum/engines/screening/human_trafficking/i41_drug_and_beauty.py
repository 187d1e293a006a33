"""I41 Drug and beauty burst."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.codes import DRUG, SHOP
from fulcrum.engines.screening.fixtures import account, buy, fires, on, peers, quiet, refund
from fulcrum.engines.screening.human_trafficking._cases import of_segment
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import beyond_peers, known_account, trailing
from fulcrum.engines.screening.slices import Slices, in_codes


def find(s: Slices, p: Any) -> Found:
    """Many purchases of these shops, and more than 95 of 100 accounts of the segment made."""
    bought = s.txn.filter(~s.txn.credit & in_codes(s.txn.mcc, DRUG | SHOP))
    seen = trailing(bought, p.days, purchases=_.count()).filter(_.purchases >= p.least)
    seen = beyond_peers(known_account(seen, s.accounts, "segment"), s.peers, "drug_beauty")
    return found(seen.filter(seen.purchases > seen.p95), "purchases", p.least, p.days, bought)


def bought(times: int, mcc: int = 5912) -> list[Any]:
    """Purchases on days one after the other."""
    return [buy(on(n), 20, mcc) for n in range(times)]


USUAL = peers("drug_beauty", p50=2, p95=10, p99=20, spread=1)
BUSY, FEW = of_segment("busy", USUAL, p95=12), of_segment("few", USUAL, accounts=29)
INDICATOR = Indicator(
    id="I41",
    find=find,
    name="Drug and beauty burst",
    measures="Chemists, clothing, cosmetics and beauty shops far more often than peers visit them.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.mcc", "accounts.segment"),
    parameters=(
        counts("least", 12, "Purchases; they must also exceed the segment's 95th percentile."),
        days(30),
    ),
    roles="Often the card of whoever supplies several people; a victim's own card is possible.",
    false_positives="Hairdressers and carers who buy for work, large families, weddings.",
    fixtures=(
        fires("Twelve purchases, above peers", [*USUAL, *bought(12)], days=1),
        quiet("Eleven, though above peers", [*USUAL, *bought(11)]),
        fires("One above the 95th percentile",
              [*BUSY, *bought(13)], days=1),
        quiet("At the 95th percentile", [*BUSY, *bought(12)]),
        fires("Within 30 days", [*USUAL, *bought(11, 7230), buy(on(29), 20, 7230)]),
        quiet("31 days apart", [*USUAL, *bought(11), buy(on(30), 20, 5912)]),
        quiet("Too few peers to compare with", [*FEW, *bought(15)]),
        quiet("No segment", [*USUAL, account(segment=None), *bought(15)]),
        quiet("Refunds are no purchases",
              [*USUAL, *bought(11), *[refund(on(n), 20, 5912) for n in range(5)]]),
        quiet("Groceries", [*USUAL, *bought(20, 5411)]),
    ),
)  # fmt: skip
