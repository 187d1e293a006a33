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
    scenario = scenario_of(stage.world.spec, number)
    sizes = _sizes(stage, scenario)
    controllers, facilitators, exploited = _members(stage, free, sizes)
    if [len(controllers), len(facilitators), len(exploited)] != sizes:
        return None
    firms = _front(stage, free, scenario)
    if scenario == "wage_capture" and not len(firms):
        return None
    begin, end = _time(stage)
    helpers = np.concatenate([facilitators, firms])
    firm = int(firms[0]) if len(firms) else NONE
    plan = Plan(number, scenario, controllers, helpers, exploited, firm, begin, end)
    _change(stage, plan)
    return plan


def _members(stage: Stage, free: Array, sizes: list[int]) -> tuple[Array, Array, Array]:
    people, draws = stage.people, stage.draws
    person = (people.kind == PERSONAL) & (people.opened < 0)
    works = person & (people.occupation < WORKING) & (people.segment == 2)
    controllers = _take(draws, free, person, sizes[0])
    exploited = _take(draws, free, works, sizes[2])
    return controllers, _take(draws, free, person, sizes[1]), exploited


def _front(stage: Stage, free: Array, scenario: str) -> Array:
    if stage.draws.random() >= WITH_FIRM.get(scenario, 0):
        return np.empty(0, dtype=np.int64)
    firms = (stage.people.kind == BUSINESS) & (stage.people.opened < 0)
    return _take(stage.draws, free, firms, 1)


def _time(stage: Stage) -> tuple[int, int]:
    days = stage.world.days.count
    begin = int(days * stage.draws.uniform(0, 0.35))
    return begin, min(days, begin + int(stage.draws.uniform(200, 400)))


def _change(stage: Stage, plan: Plan) -> None:
    """What the bank's records say of the members because they are members."""
    people, draws, exploited = stage.people, stage.draws, plan.exploited
    if plan.firm != NONE:
        people.owner[plan.firm] = plan.boss
    shared = exploited[draws.random(len(exploited)) < ease(stage, 0.8, 0.25)]
    if plan.scenario in {"wage_capture", "recruitment_debt"} and len(shared):
        people.move_in(shared, shared[0])
    if plan.scenario == "wage_capture":
        _employ(people, draws, plan)
        _open_together(stage, shared)
    if plan.scenario == "smuggling_funnel":
        border = stage.world.border
        people.city[plan.controllers] = border[plan.number % len(border)]
    if plan.scenario == "domestic_servitude":
        _serve(stage, plan.exploited, plan.boss)


def _serve(stage: Stage, exploited: Array, boss: int) -> None:
    people, told = stage.people, stage.draws.random(len(exploited)) < ease(stage, 0.9, 0.4)
    people.occupation[exploited], people.wage[exploited] = DOMESTIC, 0
    people.employer[exploited] = np.where(told, boss, NONE)
    people.move_in(exploited[:1], boss)


def _employ(people: People, draws: Draws, plan: Plan) -> None:
    """The front firm employs the exploited, and says it has as many workers, or fewer."""
    people.employer[plan.exploited] = plan.firm
    people.wage[plan.exploited] = draws.integers(105_000, 165_000, len(plan.exploited))
    people.workers[plan.firm] = max(int(people.workers[plan.firm]), len(plan.exploited) // 2)


def _open_together(stage: Stage, shared: Array) -> None:
    """Some of those who live together were brought to the bank together."""
    opened, draws = stage.people.opened, stage.draws
    together = shared[draws.random(len(shared)) < ease(stage, 0.8, 0.2)]
    gap = draws.integers(0, 50, len(together))
    opened[together] = np.minimum(opened[together[:1]] + gap, -1)


def all_but_busy(stage: Stage) -> Array:
    """Which accounts may be in a network or a look-alike: not the busy one."""
    return np.arange(stage.people.count) + stage.block > 0


def recruit_all(stage: Stage) -> list[Plan]:
    """Every network of a block."""
    free = all_but_busy(stage)
    numbers = numbers_of_block(stage.world.spec, stage.block)
    plans = [recruit(stage.of("recruit", number), number, free) for number in numbers]
    return [plan for plan in plans if plan is not None]


def kept_share(stage: Stage, plans: list[Plan]) -> Array:
    """The share of each account's ordinary purchases and contacts that goes on."""
    kept = np.ones(stage.people.count)
    for plan in plans:
        kept[plan.exploited] = ease(stage, *KEPT[plan.scenario])
    return kept
