"""A controlled circuit of the sex trade: city to city, hotel to hotel, money passed on at once."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import Array, chosen
from fulcrum.engines.simulation.bank.networks.living import (
    HOUR,
    cash_out,
    gather,
    paid_by_strangers,
    partly_by_night,
    pass_on,
    provide,
)
from fulcrum.engines.simulation.bank.networks.plan import Plan, ease, times, within
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.travel import stay
from fulcrum.engines.simulation.bank.verbs import Sums, buy, deposit, send

NEARBY = {
    "fast_food": 1.6, "corner": 1.2, "chemist": 0.5, "beauty": 0.25, "clothes": 0.25, "rides": 1.6,
    "parking": 0.5, "delivery": 0.9, "groceries": 0.8, "fuel": 0.5, "restaurant": 0.4, "goods": 0.4,
}  # fmt: skip
CONTROLLER = {
    "adverts": 2.5, "prepaid": 0.7, "crypto": 0.6, "luxury": 0.35, "phone_top_up": 1.8, "bar": 1.5,
    "booking": 0.6, "fuel": 2, "restaurant": 2, "online_shop": 2, "gambling": 0.6, "streaming": 1,
}  # fmt: skip


def route(stage: Stage, plan: Plan) -> tuple[Array, Array, Array]:
    """Day, nights and city of each stay; tours of some cities, with pauses between them."""
    draws, day = stage.draws, []
    today = float(plan.begin)
    while today < plan.end - 2:
        for _ in range(int(draws.integers(3, 6))):
            day.append(int(today))
            today += draws.integers(2, 5)
        today += draws.uniform(ease(stage, 3, 14), ease(stage, 14, 35))
    start = np.array(day)
    nights = draws.integers(1, 4, len(start))
    return within(stage, plan, start), nights, chosen(draws, stage.world.weights, len(start))


def _lodge(stage: Stage, plan: Plan, day: Array, nights: Array, city: Array) -> None:
    """Rooms, one or two, on the card of whoever's turn it is."""
    draws = stage.draws
    rooms = np.repeat(np.arange(len(day)), 1 + (draws.random(len(day)) < ease(stage, 0.7, 0.2)))
    cards = np.concatenate([plan.controllers, plan.facilitators, plan.exploited])
    spread = draws.random(len(rooms)) < ease(stage, 0.3, 0.95)
    other = cards[draws.integers(0, len(cards), len(rooms))]
    payer = np.where(spread, other, plan.boss)
    stay(stage, payer, day[rooms], nights[rooms], city[rooms])


def _live(stage: Stage, plan: Plan, day: Array, nights: Array, city: Array) -> None:
    """What is bought around a stay, by the exploited and by those who watch them."""
    draws = stage.draws
    cards = np.concatenate([plan.controllers, plan.exploited, plan.exploited])
    for name, rate in NEARBY.items():
        place = np.repeat(np.arange(len(day)), draws.poisson(rate * nights))
        when = day[place] + (draws.random(len(place)) * (nights[place] + 1)).astype(np.int64)
        who = cards[draws.integers(0, len(cards), len(place))]
        buy(stage, name, who, within(stage, plan, when), city[place])


def _earn(stage: Stage, plan: Plan, day: Array, nights: Array, city: Array) -> None:
    """Cash paid in where it was earned, transfers from many, and both passed on."""
    draws, exploited = stage.draws, plan.exploited
    place = np.repeat(np.arange(len(day)), draws.poisson(ease(stage, 3.0, 0.6) * nights))
    when = within(stage, plan, day[place] + draws.integers(0, 3, len(place)))
    at = partly_by_night(stage, when, ease(stage, 0.85, 0.25), "office")
    who = exploited[draws.integers(0, len(exploited), len(place))]
    cents = amounts.banked(draws, len(place), 210, 0.6)
    cash = Sums(who, at, cents)
    deposit(stage, cash, city[place], stage.people.name[who])
    pass_on(stage, plan, cash, 30)
    who, when = times(stage, plan, exploited, ease(stage, 9, 4))
    at = stage.at(when, "night")
    paid = paid_by_strangers(stage, who, at, 85, ease(stage, 0.12, 0.01))
    forwarded = draws.random(len(who)) < 0.6
    pass_on(stage, plan, Sums(who, at, paid).of(forwarded), 24)


def _relay(stage: Stage, plan: Plan) -> None:
    """The one in control moves money through the firm."""
    if plan.firm < 0:
        return
    boss, day = times(stage, plan, plan.controllers, 2.0)
    cents, at = amounts.sums(stage.draws, len(boss), 650, 0.5), stage.at(day, "people")
    firm = np.full(len(boss), plan.firm)
    send(stage, boss, firm, at, cents, memo=stage.chat(len(boss)))
    back = amounts.shares(stage.draws, cents, 0.7, 0.98)
    late = at + stage.draws.integers(5 * HOUR, 60 * HOUR, len(boss))
    send(stage, firm, boss, late, back, memo=stage.chat(len(boss)))


def act(stage: Stage, plan: Plan) -> None:
    """Everything the network does."""
    day, nights, city = route(stage, plan)
    _lodge(stage, plan, day, nights, city)
    _live(stage, plan, day, nights, city)
    _earn(stage, plan, day, nights, city)
    _relay(stage, plan)
    provide(stage, plan, plan.controllers, CONTROLLER)
    cash_out(stage, plan, plan.controllers, 2.5, 140)
    gather(stage, plan)
    known = stage.draws.random(len(plan.exploited)) < ease(stage, 0.8, 0.3)
    stage.feeds.add("adverts", phone=stage.people.phone[plan.exploited[known]], since=plan.begin)
