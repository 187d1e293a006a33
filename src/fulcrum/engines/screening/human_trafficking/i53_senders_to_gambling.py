"""I53 Transfers to gambling."""

from typing import Any

from fulcrum.engines.screening.codes import GAMBLE
from fulcrum.engines.screening.human_trafficking._cycles import (
    CYCLE_PARAMETERS,
    cycle_fixtures,
    cycles_into,
)
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """As I52, to gambling; that nights make it stronger is left to I01 beside it."""
    return cycles_into(s, p, GAMBLE, "gambling_merchant")


INDICATOR = Indicator(
    id="I53",
    find=find,
    name="Transfers to gambling",
    measures="What several senders transfer, or a prepaid card holds, is soon gambled.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.mcc", "transactions.counterparty"),
    parameters=CYCLE_PARAMETERS,
    roles="Often whoever collects the proceeds and launders them; a victim's account may relay.",
    false_positives="Betting pools of friends or colleagues, and gamblers who borrow from many.",
    fixtures=cycle_fixtures(7995),
)
