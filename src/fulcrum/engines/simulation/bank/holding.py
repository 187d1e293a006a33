"""Further holders of accounts: households, owners of firms, and those who were added."""

import numpy as np

from fulcrum.engines.simulation.bank.networks.plan import Plan, ease
from fulcrum.engines.simulation.bank.people import BUSINESS, PERSONAL
from fulcrum.engines.simulation.bank.stage import Stage

HOLDER_ROLES = ("joint", "authorised", "controller")
JOINT, AUTHORISED, CONTROLLER = range(len(HOLDER_ROLES))


def add_holders(stage: Stage, plans: list[Plan]) -> None:
    """Joint holders in households, firms' owners, people given rights, and networks' controllers."""
    people, draws, days = stage.people, stage.draws, stage.world.days.count
    persons, firms = people.places(PERSONAL), people.places(BUSINESS)
    partner = persons[np.minimum(np.arange(len(persons)) + 1, len(persons) - 1)]
    couple = (people.household[persons] == people.household[partner]) & (persons != partner)
    couple &= draws.random(len(persons)) < 0.35
    trusted = persons[draws.random(len(persons)) < 0.02]
    account = [persons[couple], firms, trusted]
    person = [
        partner[couple],
        people.owner[firms],
        persons[draws.integers(0, len(persons), len(trusted))],
    ]
    role = [
        np.full(len(account[0]), JOINT),
        np.full(len(firms), CONTROLLER),
        np.full(len(trusted), AUTHORISED),
    ]
    for plan in plans:
        run = plan.exploited[draws.random(len(plan.exploited)) < ease(stage, 0.4, 0.08)]
        account.append(run)
        person.append(np.full(len(run), plan.boss))
        role.append(np.full(len(run), AUTHORISED))
    accounts = np.concatenate(account)
    opened = people.opened[accounts]
    late = opened + (draws.random(len(accounts)) ** 2 * np.maximum(days - opened, 1)).astype(int)
    since = np.where(draws.random(len(accounts)) < 0.6, opened, late)
    stage.feeds.add(
        "holders", account=accounts, person=np.concatenate(person), role=np.concatenate(role),
        since=since,
    )  # fmt: skip
