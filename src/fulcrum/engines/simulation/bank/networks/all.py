"""Every scenario by its name."""

from collections.abc import Callable

from fulcrum.engines.simulation.bank.networks import (
    domestic_servitude,
    online_exploitation,
    recruitment_debt,
    sex_trade_circuit,
    smuggling_funnel,
    wage_capture,
)
from fulcrum.engines.simulation.bank.networks.plan import Plan
from fulcrum.engines.simulation.bank.stage import Stage

ACTS: dict[str, Callable[[Stage, Plan], None]] = {
    "sex_trade_circuit": sex_trade_circuit.act,
    "wage_capture": wage_capture.act,
    "recruitment_debt": recruitment_debt.act,
    "smuggling_funnel": smuggling_funnel.act,
    "domestic_servitude": domestic_servitude.act,
    "online_exploitation": online_exploitation.act,
}


def act_all(stage: Stage, plans: list[Plan]) -> None:
    """Everything that the networks of a block do."""
    for plan in plans:
        ACTS[plan.scenario](stage.of("network", plan.number), plan)
