"""I52 Transfers to crypto."""

from typing import Any

from fulcrum.engines.screening.codes import CRYPTO
from fulcrum.engines.screening.human_trafficking._cycles import (
    CYCLE_PARAMETERS,
    cycle_fixtures,
    cycles_into,
)
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Money of several senders, or a prepaid card's value, goes to crypto within a day, often."""
    return cycles_into(s, p, CRYPTO, "crypto_merchant")


INDICATOR = Indicator(
    id="I52",
    find=find,
    name="Transfers to crypto",
    measures="What several senders transfer, or a prepaid card holds, soon turns into crypto assets.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21", "N20"),
    needs=("transactions.mcc", "transactions.counterparty"),
    parameters=CYCLE_PARAMETERS,
    roles="Often whoever collects the proceeds; a victim's account may serve as a relay.",
    false_positives="Savings circles and friends who invest together, sellers who keep their takings"
    " in crypto assets.",
    fixtures=cycle_fixtures(6051),
)
