"""Further holders of accounts: households, owners of firms, and those who were added."""

import numpy as np

from fulcrum.engines.simulation.bank.arrays import Array, Draws
from fulcrum.engines.simulation.bank.networks.plan import Plan, ease
from fulcrum.engines.simulation.bank.people import BUSINESS, PERSONAL
from fulcrum.engines.simulation.bank.stage import Stage

HOLDER_ROLES = ("joint", "authorised", "controller")
JOINT, AUTHORISED, CONTROLLER = range(len(HOLDER_ROLES))


def add_holders(stage: Stage, plans: list[Plan]) -> None:
    """Joint holders in households, firms' owners, people given rights, and networks' controllers."""
    people, draws = stage.people, stage.draws
    persons, firms = people.places(PERSONAL), people.places(BUSINESS)
    coupled, partner = _couples(draws, persons, people.household)
    trusted = persons[draws.random(len(persons)) < 0.02]
    held = [
        (coupled, partner, JOINT),
        (firms, people.owner[firms], CONTROLLER),
        (trusted, persons[draws.integers(0, len(persons), len(trusted))], AUTHORISED),
        *(_run_by_boss(stage, plan) for plan in plans),
    ]
    account, person, role = zip(*held, strict=True)
    accounts, persons = np.concatenate(account), np.concatenate(person)
    roles = np.repeat(role, [len(some) for some in account])
    since = _since(draws, people.opened[accounts], stage.world.days.count)
    stage.feeds.add("holders", account=accounts, person=persons, role=roles, since=since)


def _couples(draws: Draws, persons: Array, household: Array) -> tuple[Array, Array]:
    partner = persons[np.minimum(np.arange(len(persons)) + 1, len(persons) - 1)]
    together = (household[persons] == household[partner]) & (persons != partner)
    couple = together & (draws.random(len(persons)) < 0.35)
    return persons[couple], partner[couple]


def _run_by_boss(stage: Stage, plan: Plan) -> tuple[Array, Array, int]:
    run = plan.exploited[stage.draws.random(len(plan.exploited)) < ease(stage, 0.4, 0.08)]
    return run, np.full(len(run), plan.boss), AUTHORISED


def _since(draws: Draws, opened: Array, days: int) -> Array:
    late = opened + (draws.random(len(opened)) ** 2 * np.maximum(days - opened, 1)).astype(int)
    return np.where(draws.random(len(opened)) < 0.6, opened, late)
