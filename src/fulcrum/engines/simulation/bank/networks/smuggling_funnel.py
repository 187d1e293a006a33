"""A funnel of a smuggling network: cash paid in by others in many cities, out at the border."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import chosen
from fulcrum.engines.simulation.bank.networks.living import (
    HOUR,
    pass_on,
    provide,
    send_abroad,
)
from fulcrum.engines.simulation.bank.networks.plan import Plan, ease, times, within
from fulcrum.engines.simulation.bank.rows import WIRE
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.travel import stay
from fulcrum.engines.simulation.bank.verbs import (
    Sums,
    buy,
    deposit,
    exchange,
    send,
    stranger_name,
    withdraw,
)

ON_THE_ROAD = {
    "fuel": 6, "groceries": 4, "corner": 3, "fast_food": 4, "rides": 1.5, "phone_top_up": 2,
    "car_hire": 0.5, "parking": 1.5, "goods": 1.5, "transit": 2, "rail": 1, "restaurant": 1,
}  # fmt: skip


def _fill(stage: Stage, plan: Plan) -> Sums:
    """Cash paid in by strangers in many cities."""
    draws, people = stage.draws, stage.people
    who, day = times(stage, plan, plan.helpers, ease(stage, 9, 3.5))
    cents = amounts.banked(draws, len(who), 640, 0.7)
    away = draws.random(len(who)) < ease(stage, 0.85, 0.45)
    city = np.where(away, chosen(draws, stage.world.weights, len(who)), people.city[who])
    given = draws.random(len(who)) < ease(stage, 0.9, 0.5)
    by = np.where(given, stranger_name(stage.strangers(len(who))), people.name[who])
    sums = Sums(who, stage.at(day, "office"), cents)
    deposit(stage, sums, city, by)
    return sums


def _just_below(stage: Stage, plan: Plan) -> None:
    """Now and then three large deposits within a week, each below what has to be reported."""
    draws = stage.draws
    who, day = times(stage, plan, plan.helpers, ease(stage, 0.3, 0.02))
    run = np.repeat(np.arange(len(who)), 3)
    when = within(stage, plan, day[run] + draws.integers(0, 7, len(run)))
    cents = draws.integers(80, 100, len(run)) * 10_000
    city = stage.people.city[who[run]]
    sums = Sums(who[run], stage.at(when, "office"), cents)
    deposit(stage, sums, city, stage.people.name[who[run]])
    pass_on(stage, plan, sums, ease(stage, 30, 70))


def _wire_to_border(stage: Stage, plan: Plan) -> None:
    """Small wires to the one in control, who lives at the border, on days that follow another."""
    draws = stage.draws
    who, day = times(stage, plan, plan.helpers, ease(stage, 0.5, 0.15))
    run = np.repeat(np.arange(len(who)), 2)
    when = within(stage, plan, day[run] + np.tile([0, 1], len(who)))
    city = chosen(draws, stage.world.weights, len(run))
    cents = np.minimum(amounts.sums(draws, len(run), 900, 0.5), 299_000)
    send(
        stage, who[run], np.full(len(run), plan.boss), stage.at(when, "office"), cents,
        channel=WIRE, city=city, branch=stage.branch(city), memo=stage.chat(len(run)),
    )  # fmt: skip


def _empty(stage: Stage, plan: Plan, sums: Sums) -> None:
    """Out within a day: from machines at the border, or on to the one in control."""
    draws, (who, at, cents) = stage.draws, sums
    drawn = draws.random(len(who)) < 0.55
    border = stage.world.border[plan.number % len(stage.world.border)]
    near = draws.random(len(who)) < ease(stage, 0.8, 0.4)
    city = np.where(near, border, stage.people.city[who])[drawn]
    share = draws.uniform(0.4, 0.95, int(drawn.sum()))
    taken = np.clip(cents[drawn] * share // 1_000, 1, 90).astype(np.int64) * 1_000
    later = at[drawn] + (draws.uniform(1, ease(stage, 22, 60), len(taken)) * HOUR).astype(np.int64)
    withdraw(stage, who[drawn], later, taken, city)
    rest = ~drawn
    pass_on(stage, plan, sums.of(rest), ease(stage, 22, 60))


def _swap_notes(stage: Stage, plan: Plan) -> None:
    """Small notes for large ones, at the counter."""
    who, day = times(stage, plan, plan.helpers, ease(stage, 0.5, 0.1))
    if len(who):
        cents = amounts.notes(stage.draws, len(who), 900, 0.6)
        stage.feeds.teller(who, stage.at(day, "office"), cents, 0)


def _carry(stage: Stage, plan: Plan) -> None:
    """Nights at the border, and families who pay by transfer."""
    draws = stage.draws
    who, day = times(stage, plan, plan.helpers, 0.7)
    border = stage.world.border[plan.number % len(stage.world.border)]
    stay(stage, who, day, draws.integers(1, 3, len(who)), np.full(len(who), border))
    who, day = times(stage, plan, plan.helpers, ease(stage, 1.5, 2.5))
    cents = amounts.sums(draws, len(who), 480, 0.6)
    exchange(
        stage, who, stage.strangers(len(who)), stage.at(day, "people"), cents, credit=True,
        memo=stage.chat(len(who)),
    )  # fmt: skip
    who, day = times(stage, plan, plan.exploited, 0.5)
    payee = plan.helpers[draws.integers(0, len(plan.helpers), len(who))]
    cents = amounts.sums(draws, len(who), 350, 0.5)
    send(stage, who, payee, stage.at(day, "people"), cents, memo=stage.chat(len(who)))
    buy(stage, "rail", who, day, stage.people.city[who])


def act(stage: Stage, plan: Plan) -> None:
    """Everything the network does."""
    _empty(stage, plan, _fill(stage, plan))
    _just_below(stage, plan)
    _wire_to_border(stage, plan)
    _swap_notes(stage, plan)
    _carry(stage, plan)
    provide(stage, plan, plan.helpers, ON_THE_ROAD)
    provide(stage, plan, plan.controllers, ON_THE_ROAD)
    send_abroad(stage, plan, np.concatenate([plan.controllers, plan.helpers]), 1.6, 900)
