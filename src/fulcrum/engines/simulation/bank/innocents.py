"""What innocent people do that looks like a network: alone, at night, on the road."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import chosen
from fulcrum.engines.simulation.bank.networks.living import (
    cash_out,
    paid_by_strangers,
    provide,
)
from fulcrum.engines.simulation.bank.networks.plan import Plan, times, within
from fulcrum.engines.simulation.bank.rows import WIRE
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.travel import live_away, stay
from fulcrum.engines.simulation.bank.verbs import (
    Sums,
    buy,
    deposit,
    exchange,
    stranger_name,
    wire,
    withdraw,
)
from fulcrum.engines.simulation.bank.words import memo


def night_shift(stage: Stage, plan: Plan) -> None:
    """Tips paid in and cash drawn by night, rides home, meals at odd hours."""
    people, draws = stage.people, stage.draws
    who, day = times(stage, plan, plan.controllers, 5)
    city = people.city[who]
    withdraw(stage, who, stage.at(day, "night"), amounts.notes(draws, len(who), 40, 0.5), city)
    who, day = times(stage, plan, plan.controllers, 4)
    cents = amounts.banked(draws, len(who), 120, 0.5)
    tips = Sums(who, stage.at(day, "night"), cents)
    deposit(stage, tips, people.city[who], people.name[who])
    for name, rate in {"rides": 9, "fast_food": 6, "corner": 4}.items():
        who, day = times(stage, plan, plan.controllers, rate)
        buy(stage, name, who, day, people.city[who], hours="night")


def travelling_sales(stage: Stage, plan: Plan) -> None:
    """City after city, hotel after hotel, and cash now and then."""
    draws = stage.draws
    who, day = times(stage, plan, plan.controllers, 5)
    nights, city = draws.integers(1, 3, len(who)), chosen(draws, stage.world.weights, len(who))
    stay(stage, who, day, nights, city)
    live_away(stage, who, day, nights, city)
    drawn = draws.random(len(who)) < 0.3
    at = stage.at(within(stage, plan, day + 1), "evening")
    cents = amounts.notes(draws, len(who), 60, 0.6)
    withdraw(stage, who[drawn], at[drawn], cents[drawn], city[drawn])
    provide(stage, plan, plan.controllers, {"fuel": 5, "parking": 5, "rail": 1.5})


def charity_collector(stage: Stage, plan: Plan) -> None:
    """Tins and raffles in many cities, paid in by helpers, and passed to the charity."""
    draws, people = stage.draws, stage.people
    who, day = times(stage, plan, plan.controllers, 5)
    away = draws.random(len(who)) < 0.6
    city = np.where(away, chosen(draws, stage.world.weights, len(who)), people.city[who])
    helper = np.where(
        draws.random(len(who)) < 0.5, stranger_name(stage.strangers(9)[who % 9]), people.name[who]
    )
    cents = amounts.banked(draws, len(who), 260, 0.7)
    deposit(stage, Sums(who, stage.at(day, "office"), cents), city, helper)
    paid_by_strangers(stage, *_often(stage, plan, 7), 22, 0)
    who, day = times(stage, plan, plan.controllers, 2)
    cents = amounts.sums(draws, len(who), 650, 0.5)
    charity = np.full(len(who), stage.strangers(1)[0])
    words = np.full(len(who), memo("donation"))
    exchange(stage, who, charity, stage.at(day, "people"), cents, memo=words)


def _often(stage: Stage, plan: Plan, rate: float) -> tuple[np.ndarray, np.ndarray]:
    who, day = times(stage, plan, plan.controllers, rate)
    return who, stage.at(day, "people")


def therapist(stage: Stage, plan: Plan) -> None:
    """A tutor or masseur working alone: many payers, telling words, cash, adverts."""
    people, draws = stage.people, stage.draws
    paid_by_strangers(stage, *_often(stage, plan, 9), 55, 0.12)
    who, day = times(stage, plan, plan.controllers, 3)
    cents = amounts.banked(draws, len(who), 180, 0.5)
    cash = Sums(who, stage.at(day, "people"), cents)
    deposit(stage, cash, people.city[who], people.name[who])
    provide(stage, plan, plan.controllers, {"adverts": 1.6, "beauty": 1, "chemist": 1})


def family_abroad(stage: Stage, plan: Plan) -> None:
    """Small sums to many relatives in one country."""
    draws, listed = stage.draws, stage.world.listed
    who, day = times(stage, plan, plan.controllers, 5)
    relatives = stage.strangers(6)
    country = np.full(len(who), listed[int(draws.integers(0, len(listed)))])
    payee = relatives[draws.integers(0, 6, len(who))]
    cents = amounts.sums(draws, len(who), 70, 0.6)
    wire(
        stage, who, payee, stage.at(day, "people"), cents, country=country, channel=WIRE,
        memo=stage.chat(len(who)), city=-1,
    )  # fmt: skip
    cash_out(stage, plan, plan.controllers, 2, 80)


def cash_builder(stage: Stage, plan: Plan) -> None:
    """Jobs paid in cash, in several cities, then drawn for materials and helpers."""
    draws, people = stage.draws, stage.people
    who, day = times(stage, plan, plan.controllers, 5)
    cents = amounts.banked(draws, len(who), 520, 0.7)
    near = draws.random(len(who)) < 0.6
    city = np.where(near, people.city[who], chosen(draws, stage.world.weights, len(who)))
    at = stage.at(day, "office")
    deposit(stage, Sums(who, at, cents), city, people.name[who])
    again = draws.random(len(who)) < 0.5
    out = np.maximum(cents[again] // 2_000, 1) * 1_000
    later = at[again] + draws.integers(3_600, 90_000, len(out))
    withdraw(stage, who[again], later, out, people.city[who[again]])
    provide(stage, plan, plan.controllers, {"fuel": 4, "goods": 4, "parking": 2, "car_hire": 0.3})
