"""What innocent people do together that looks like a network: shared homes, pooled money."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import NONE, Array
from fulcrum.engines.simulation.bank.housing import regular
from fulcrum.engines.simulation.bank.income import pay_days, pay_of
from fulcrum.engines.simulation.bank.networks.living import HOUR, give_boss, provide
from fulcrum.engines.simulation.bank.networks.plan import Plan, times
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.verbs import Sums, exchange, send
from fulcrum.engines.simulation.bank.words import memo


def _all(plan: Plan) -> Array:
    return np.concatenate([plan.controllers, plan.exploited])


def students(stage: Stage, plan: Plan) -> None:
    """One house, one rent, paid by one and shared by all."""
    people, draws, others = stage.people, stage.draws, plan.exploited
    house = _all(plan)
    people.move_in(house, plan.boss)
    place, day = stage.world.days.monthly(np.full(len(others), int(draws.integers(1, 28))))
    share = int(draws.integers(14, 24)) * 2_500
    cents = np.full(len(place), share)
    give_boss(stage, plan, Sums(others[place], stage.at(day, "people"), cents))
    _, day = stage.world.days.monthly(np.array([28]))
    boss = np.full(len(day), plan.boss)
    whole = np.full(len(day), share * len(house))
    landlord = np.full(len(day), stage.strangers(1)[0])
    words = np.full(len(day), memo("RENT"))
    exchange(stage, boss, landlord, stage.at(day, "people"), whole, memo=words)


def savings_club(stage: Stage, plan: Plan) -> None:
    """Equal sums to one who keeps them; each month one member has the pot."""
    draws, others = stage.draws, plan.exploited
    place, day = stage.world.days.monthly(np.full(len(others), int(draws.integers(20, 28))))
    share = int(draws.integers(4, 9)) * 5_000
    cents = np.full(len(place), share)
    give_boss(stage, plan, Sums(others[place], stage.at(day, "people"), cents))
    _, day = stage.world.days.monthly(np.array([28]))
    member = others[np.arange(len(day)) % len(others)]
    pot = np.full(len(day), share * len(others))
    at = stage.at(day, "people") + 24 * HOUR
    send(stage, np.full(len(day), plan.boss), member, at, pot, memo=stage.chat(len(day)))


def one_purse(stage: Stage, plan: Plan) -> None:
    """Grown-up children and partners whose pay goes to the one who keeps the household's purse."""
    people, draws = stage.people, stage.draws
    earners = plan.exploited[people.employer[plan.exploited] != NONE]
    people.address[earners] = people.address[plan.boss]
    who, day = pay_days(stage, earners)
    cents = amounts.shares(draws, pay_of(people, who).astype(np.int64), 0.5, 0.9)
    at = stage.at(day, "batch") + draws.integers(6 * HOUR, 50 * HOUR, len(who))
    give_boss(stage, plan, Sums(who, at, cents))
    provide(stage, plan, plan.controllers, {"groceries": 8, "fuel": 3, "goods": 3, "clothes": 2})


def landlord(stage: Stage, plan: Plan) -> None:
    """Several rents in, several houses' bills out."""
    draws, tenants = stage.draws, 3 + int(stage.draws.integers(0, 5))
    tenant = stage.strangers(tenants)
    rent = amounts.sums(draws, tenants, 680, 0.3)
    place, day = stage.world.days.monthly(draws.integers(1, 28, tenants))
    boss = np.full(len(place), plan.boss)
    words = memo("rent flat {n}") + draws.integers(1, 90, tenants)
    exchange(
        stage, boss, tenant[place], stage.at(day, "people"), rent[place], credit=True,
        memo=words[place],
    )  # fmt: skip
    houses = np.full(2 + tenants // 3, plan.boss)
    for name in ("power", "water", "council", "phone"):
        regular(stage, name, houses, 1.0)


def hostel(stage: Stage, plan: Plan) -> None:
    """Seasonal workers of an honest agency: one address, one phone, fees, money sent for bills."""
    people, draws, workers = stage.people, stage.draws, plan.exploited
    people.address[workers] = people.address[plan.boss]
    people.phone[workers[: len(workers) // 2]] = people.phone[plan.boss]
    who, day = times(stage, plan, workers, 1.1)
    cents = amounts.sums(draws, len(who), 190, 0.25)
    give_boss(stage, plan, Sums(who, stage.at(day, "people"), cents))
    provide(stage, plan, plan.controllers, {"groceries": 6, "fuel": 5, "goods": 3, "agency": 0.4})


def carer(stage: Stage, plan: Plan) -> None:
    """A relative who signs in for an old person, shops for them and is paid back."""
    people, draws, old = stage.people, stage.draws, plan.exploited
    who, day = times(stage, plan, old, 4)
    cents = amounts.sums(draws, len(who), 85, 0.6)
    give_boss(stage, plan, Sums(who, stage.at(day, "people"), cents))
    seen, day = times(stage, plan, old, 5)
    if len(seen):
        stage.feeds.logins(seen, stage.at(day, "people"), np.full(len(seen), plan.boss))
    people.phone[old] = people.phone[plan.boss]
    provide(stage, plan, plan.controllers, {"groceries": 3, "chemist": 2})
