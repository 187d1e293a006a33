"""Debt bondage: workers pay a recruiter back in equal instalments, month after month."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import Array
from fulcrum.engines.simulation.bank.income import payday
from fulcrum.engines.simulation.bank.networks.living import (
    cash_out,
    gather,
    provide,
    send_abroad,
)
from fulcrum.engines.simulation.bank.networks.plan import Plan, ease, times, within
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.travel import fares
from fulcrum.engines.simulation.bank.verbs import buy, send
from fulcrum.engines.simulation.bank.words import memo

RECRUITER = {
    "online_shop": 3, "adverts": 0.5, "phone_top_up": 1.5, "restaurant": 2, "fuel": 3, "goods": 2,
    "groceries": 3, "streaming": 1, "luxury": 0.2, "booking": 0.4, "parking": 1,
}  # fmt: skip
WORKER = {"corner": 2.5, "groceries": 2.5, "transit": 1.2, "phone_top_up": 1.0, "fast_food": 1.0}


def _payees(stage: Stage, plan: Plan) -> Array:
    """Whom each worker pays: the recruiter, or one of those who collect for him."""
    collectors = np.concatenate([plan.controllers, plan.facilitators])
    spread = stage.draws.random(len(plan.exploited)) < ease(stage, 0.05, 0.6)
    other = collectors[stage.draws.integers(0, len(collectors), len(plan.exploited))]
    return np.where(spread, other, plan.boss)


def _instalments(stage: Stage, plan: Plan) -> None:
    """Every month after pay: the same sum of everyone when easy, one's own when hard."""
    people, draws, exploited = stage.people, stage.draws, plan.exploited
    place, day = stage.world.days.monthly(payday(people.employer[exploited]))
    day = day + draws.integers(1, 6, len(day))
    during = plan.at_work(day)
    place, day = place[during], within(stage, plan, day[during])
    common = int(draws.integers(7, 11)) * 5_000
    own = amounts.sums(draws, len(exploited), 330, 0.3)
    equal = draws.random(len(exploited)) < ease(stage, 1, 0.45)
    cents = np.where(equal, common, own)[place]
    told = draws.random(len(place)) < ease(stage, 0.5, 0.15)
    repayment = memo("loan repayment {n}") + stage.world.days.month[day] + 1
    words = np.where(told, repayment, stage.chat(len(place)))
    payee, at = _payees(stage, plan)[place], stage.at(day, "people")
    send(stage, exploited[place], payee, at, cents, memo=words)


def _bring(stage: Stage, plan: Plan) -> None:
    """Fares of the workers on the recruiter's card, and their fees at an agency."""
    people, draws, exploited = stage.people, stage.draws, plan.exploited
    bought = exploited[draws.random(len(exploited)) < ease(stage, 0.9, 0.4)]
    country = stage.world.listed[plan.number % len(stage.world.listed)]
    city = np.full(len(bought), stage.world.foreign_city(country))
    day = within(stage, plan, plan.begin + draws.integers(0, 25, len(bought)))
    if len(bought):
        fares(stage, np.full(len(bought), plan.boss), day, city, people.name[bought])
    who, day = times(stage, plan, exploited, ease(stage, 0.6, 0.15))
    buy(stage, "agency", who, day, people.city[who])


def act(stage: Stage, plan: Plan) -> None:
    """Everything the network does."""
    _instalments(stage, plan)
    _bring(stage, plan)
    provide(stage, plan, plan.controllers, RECRUITER)
    provide(stage, plan, plan.exploited, WORKER)
    cash_out(stage, plan, plan.controllers, 2, 160)
    send_abroad(stage, plan, plan.controllers, 3, 430)
    gather(stage, plan)
