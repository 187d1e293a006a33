"""I44 Many phone lines."""

from typing import Any

from fulcrum.engines.screening.codes import TELECOM
from fulcrum.engines.screening.fixtures import buy, fires, on, quiet, refund
from fulcrum.engines.screening.human_trafficking._rules import different
from fulcrum.engines.screening.human_trafficking._spend import payments
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices, in_codes

INTERNET = frozenset({4816})


def find(s: Slices, p: Any) -> Found:
    """Bills of several different telephone and internet providers."""
    paid = payments(s)
    bills = paid.filter(in_codes(paid.mcc, TELECOM | INTERNET))
    return different(bills, "payee", p.least, p.days)


THREE = [buy(on(n), 25, 4814, merchant=f"Line {n}") for n in range(3)]
INDICATOR = Indicator(
    id="I44",
    find=find,
    name="Many phone lines",
    measures="One account pays several different telephone and internet providers.",
    family=Family.ONLINE,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.mcc", "transactions.merchant"),
    parameters=(
        counts("least", 4, "Different providers."),
        days(60),
    ),
    roles="Often whoever runs the numbers that adverts give; a victim may hold a line in name.",
    false_positives="Families with several contracts, a change of provider, travellers' SIM cards.",
    fixtures=(
        fires("Four providers", [*THREE, buy(on(9), 25, 4816, merchant="Net")], days=1),
        quiet("Three providers", [*THREE, buy(on(9), 25, 4814, merchant="LINE 2")]),
        fires("Within 60 days", [*THREE, buy(on(59), 25, 4814, merchant="Net")]),
        quiet("61 days apart", [*THREE, buy(on(60), 25, 4814, merchant="Net")]),
        quiet("Without a name it may be any of them", [*THREE, buy(on(9), 25, 4814)]),
        quiet("A refund", [*THREE, refund(on(9), 25, 4814, merchant="Net")]),
        quiet("Four grocers", [buy(on(n), 25, 5411, merchant=f"Shop {n}") for n in range(4)]),
    ),
)  # fmt: skip
