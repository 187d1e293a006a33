"""Forced labour: wages are paid, and taken the next day by those in control."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.calendar import A_DAY
from fulcrum.engines.simulation.bank.income import pay_days, pay_of
from fulcrum.engines.simulation.bank.networks.living import (
    HOUR,
    cash_out,
    gather,
    meagre,
    pass_on,
    provide,
    send_abroad,
)
from fulcrum.engines.simulation.bank.networks.plan import Plan, ease, monthly, times
from fulcrum.engines.simulation.bank.rows import PAYROLL
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.verbs import Sums, exchange, send, withdraw
from fulcrum.engines.simulation.bank.words import MEMO_STEP, memo

# Purchases for many, by those in control, in a month.
FOR_MANY = {
    "groceries": 9, "fuel": 5, "corner": 3, "goods": 3, "phone_top_up": 2, "transit": 2,
    "fast_food": 3, "online_shop": 2, "parking": 1, "chemist": 1, "clothes": 1, "car_hire": 0.2,
}  # fmt: skip
LITTLE = {"corner": 2.5, "groceries": 2.0, "phone_top_up": 0.8, "fast_food": 1.0, "transit": 0.6}


def _take_wages(stage: Stage, plan: Plan) -> None:
    """Most of each wage goes on within two days, by transfer or out of one machine."""
    people, draws = stage.people, stage.draws
    who, day = pay_days(stage, plan.exploited)
    during = plan.at_work(day) & (draws.random(len(day)) < ease(stage, 1, 0.8))
    who, day = who[during], day[during]
    wage = pay_of(people, who).astype(np.int64)
    paid = (stage.world.days.first + day) * A_DAY + 9 * HOUR
    drawn = draws.random(len(who)) < ease(stage, 0.15, 0.4)
    pass_on(stage, plan, Sums(who, paid, wage).of(~drawn), ease(stage, 30, 60))
    share = draws.uniform(0.4, 0.8, int(drawn.sum()))
    cents = np.maximum(wage[drawn] * share // 1_000, 1).astype(np.int64) * 1_000
    later = paid[drawn] + draws.integers(2 * HOUR, 40 * HOUR, len(cents))
    city = np.full(len(cents), people.city[plan.boss])
    withdraw(stage, who[drawn], later, cents, city)


def _others_wages(stage: Stage, plan: Plan) -> None:
    """Wages of workers without an account, paid to the one in control."""
    draws, count = stage.draws, round(ease(stage, 4, 0))
    place, day = monthly(stage, plan, np.full(count, 25))
    name = draws.integers(0, MEMO_STEP, count)
    if len(day):
        send(
            stage, np.full(len(day), plan.firm), np.full(len(day), plan.boss),
            stage.at(day, "batch"), draws.integers(95_000, 150_000, len(day)), channel=PAYROLL,
            memo=memo("WAGES {name}") + name[place],
        )  # fmt: skip


def _rents(stage: Stage, plan: Plan) -> None:
    """Rent for the houses in which workers are kept, to several landlords."""
    draws, houses = stage.draws, 2 + int(stage.draws.integers(0, 2))
    landlord = stage.strangers(houses)
    place, day = monthly(stage, plan, draws.integers(1, 28, houses))
    cents = amounts.sums(draws, houses, 780, 0.25)
    words = memo("rent {n} {name} Road") + draws.integers(1, 90, houses)
    payer = np.full(len(day), plan.boss)
    exchange(
        stage, payer, landlord[place], stage.at(day, "people"), cents[place], memo=words[place]
    )


def act(stage: Stage, plan: Plan) -> None:
    """Everything the network does."""
    _take_wages(stage, plan)
    _others_wages(stage, plan)
    _rents(stage, plan)
    provide(stage, plan, plan.controllers, FOR_MANY)
    provide(stage, plan, plan.helpers, FOR_MANY)
    provide(stage, plan, plan.exploited, meagre(stage, LITTLE))
    cash_out(stage, plan, plan.controllers, 4, 180)
    send_abroad(stage, plan, plan.controllers, 2.5, 520)
    gather(stage, plan)
    who, day = times(stage, plan, plan.controllers, 6)
    if len(who):  # the one in control signs in for the workers, from one device
        as_worker = plan.exploited[stage.draws.integers(0, len(plan.exploited), len(who))]
        stage.feeds.logins(as_worker, stage.at(day, "people"), who)
