"""Who is in a network: ordinary accounts of the block, whose lives are changed as little as can be."""

import numpy as np

from fulcrum.engines.simulation.bank.arrays import NONE, Array, Draws
from fulcrum.engines.simulation.bank.networks.plan import Plan, ease, numbers_of_block, scenario_of
from fulcrum.engines.simulation.bank.people import BUSINESS, PERSONAL, People
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.trades import DOMESTIC, WORKING

# Fewest and most controllers, facilitators and exploited people of each scenario.
SIZES = {
    "sex_trade_circuit": ((1, 1), (1, 2), (4, 7)),
    "wage_capture": ((1, 1), (1, 2), (6, 12)),
    "recruitment_debt": ((1, 1), (1, 2), (6, 10)),
    "smuggling_funnel": ((1, 1), (3, 5), (1, 3)),
    "domestic_servitude": ((1, 1), (0, 1), (1, 2)),
    "online_exploitation": ((2, 3), (1, 2), (0, 0)),
}
WITH_FIRM = {"sex_trade_circuit": 0.4, "wage_capture": 1.0, "smuggling_funnel": 0.3}
SPREAD = {"sex_trade_circuit": 2, "wage_capture": 2, "recruitment_debt": 2, "smuggling_funnel": 3}
# Share of an exploited person's ordinary purchases and contacts that goes on, at difficulty 0 and 1.
KEPT = {
    "sex_trade_circuit": (0.4, 0.95),
    "wage_capture": (0.0, 0.85),
    "recruitment_debt": (0.5, 0.95),
    "smuggling_funnel": (0.8, 1.0),
    "domestic_servitude": (0.0, 0.75),
    "online_exploitation": (1.0, 1.0),
}


def _sizes(stage: Stage, scenario: str) -> list[int]:
    found = [int(stage.draws.integers(low, high + 1)) for low, high in SIZES[scenario]]
    found[1] += round(SPREAD.get(scenario, 0) * stage.world.spec.difficulty)
    return found


def _take(draws: Draws, free: Array, wanted: Array, count: int) -> Array:
    """Some of the free accounts that are wanted, no longer free afterwards."""
    able = np.flatnonzero(free & wanted)
    taken = np.sort(draws.permutation(able)[:count])
    free[taken] = False
    return taken


def recruit(stage: Stage, number: int, free: Array) -> Plan | None:
    """A network of the block's people; None when too few of them are left.

    Args:
        stage: the block, with the network's own stream.
        number: of the network.
        free: which accounts are in no network yet; those taken are marked.
    """
    people, draws, scenario = stage.people, stage.draws, scenario_of(stage.world.spec, number)
    sizes, days = _sizes(stage, scenario), stage.world.days.count
    there = people.opened < 0
    person = (people.kind == PERSONAL) & there
    works = person & (people.occupation < WORKING) & (people.segment == 2)
    controllers = _take(draws, free, person, sizes[0])
    exploited = _take(draws, free, works, sizes[2])
    facilitators = _take(draws, free, person, sizes[1])
    if [len(controllers), len(facilitators), len(exploited)] != sizes:
        return None
    firms = np.empty(0, dtype=np.int64)
    if draws.random() < WITH_FIRM.get(scenario, 0):
        firms = _take(draws, free, (people.kind == BUSINESS) & there, 1)
    if scenario == "wage_capture" and not len(firms):
        return None
    begin = int(days * draws.uniform(0, 0.35))
    length = int(draws.uniform(200, 400))
    plan = Plan(
        number=number,
        scenario=scenario,
        controllers=controllers,
        facilitators=np.concatenate([facilitators, firms]),
        exploited=exploited,
        firm=int(firms[0]) if len(firms) else NONE,
        begin=begin,
        end=min(days, begin + length),
    )
    _change(stage, plan)
    return plan


def _change(stage: Stage, plan: Plan) -> None:
    """What the bank's records say of the members because they are members."""
    people, draws, exploited = stage.people, stage.draws, plan.exploited
    if plan.firm != NONE:
        people.owner[plan.firm] = plan.boss
    shared = exploited[draws.random(len(exploited)) < ease(stage, 0.8, 0.25)]
    if plan.scenario in {"wage_capture", "recruitment_debt"} and len(shared):
        people.address[shared] = people.address[shared[0]]
        people.city[shared] = people.city[shared[0]]
    if plan.scenario == "wage_capture":
        _employ(people, draws, plan)
        _open_together(stage, shared)
    if plan.scenario == "smuggling_funnel":
        border = stage.world.border
        people.city[plan.controllers] = border[plan.number % len(border)]
    if plan.scenario == "domestic_servitude":
        people.occupation[exploited] = DOMESTIC
        told = draws.random(len(exploited)) < ease(stage, 0.9, 0.4)
        people.employer[exploited] = np.where(told, plan.boss, NONE)
        people.wage[exploited] = 0
        people.address[exploited[:1]] = people.address[plan.boss]
        people.city[exploited[:1]] = people.city[plan.boss]


def _employ(people: People, draws: Draws, plan: Plan) -> None:
    """The front firm employs the exploited, and says it has as many workers, or fewer."""
    people.employer[plan.exploited] = plan.firm
    people.wage[plan.exploited] = draws.integers(105_000, 165_000, len(plan.exploited))
    people.workers[plan.firm] = max(int(people.workers[plan.firm]), len(plan.exploited) // 2)


def _open_together(stage: Stage, shared: Array) -> None:
    """Some of those who live together were brought to the bank together."""
    people, draws = stage.people, stage.draws
    together = shared[draws.random(len(shared)) < ease(stage, 0.8, 0.2)]
    if len(together):
        gap = draws.integers(0, 50, len(together))
        people.opened[together] = np.minimum(people.opened[together[0]] + gap, -1)


def recruit_all(stage: Stage) -> list[Plan]:
    """Every network of a block."""
    free = np.ones(stage.people.count, dtype=bool)
    free[0] = free[0] and stage.block > 0  # the busy account stands apart
    numbers = numbers_of_block(stage.world.spec, stage.block)
    plans = [recruit(stage.of("recruit", number), number, free) for number in numbers]
    return [plan for plan in plans if plan is not None]


def kept_share(stage: Stage, plans: list[Plan]) -> Array:
    """The share of each account's ordinary purchases and contacts that goes on."""
    kept = np.ones(stage.people.count)
    for plan in plans:
        kept[plan.exploited] = ease(stage, *KEPT[plan.scenario])
    return kept
