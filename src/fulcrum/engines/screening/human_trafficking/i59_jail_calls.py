"""I59 Jail calls."""

from typing import Any

from fulcrum.engines.screening.fixtures import buy, fires, listed, on, quiet, refund
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.human_trafficking._spend import listed_only
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Several payments to services through which inmates call."""
    return often(listed_only(s, "inmate_calls"), p.least, p.days)


TWO = [
    *listed("inmate_calls", "cellcall"),
    *(buy(on(n), 20, 4814, merchant="CellCall") for n in range(2)),
]
INDICATOR = Indicator(
    id="I59",
    find=find,
    name="Jail calls",
    measures="Services through which inmates make calls are paid repeatedly.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.merchant", "lists"),
    parameters=(
        counts("least", 3, "Payments of the window."),
        days(60),
    ),
    roles="Whoever is called may be a controller in custody; the payer is often a victim.",
    false_positives="Families and friends of inmates, lawyers, charities.",
    weight=0.5,
    fixtures=(
        fires("Three payments", [*TWO, buy(on(2), 20, 4814, merchant="CELLCALL")], days=1),
        quiet("Two payments", TWO),
        fires("Within 60 days", [*TWO, buy(on(59), 20, 4814, merchant="CellCall")]),
        quiet("61 days apart", [*TWO, buy(on(60), 20, 4814, merchant="CellCall")]),
        quiet("A refund", [*TWO, refund(on(2), 20, 4814, merchant="CellCall")]),
        quiet("Another telephone company",
              [buy(on(n), 20, 4814, merchant="Telco") for n in range(9)]),
    ),
)  # fmt: skip
