"""Domestic servitude: a worker whose account is run by the household she or he serves."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import NONE
from fulcrum.engines.simulation.bank.networks.living import cash_out, meagre, provide, send_abroad
from fulcrum.engines.simulation.bank.networks.plan import Plan, ease, times
from fulcrum.engines.simulation.bank.rows import ACH
from fulcrum.engines.simulation.bank.stage import FIRM_ELSEWHERE, OWN, Stage
from fulcrum.engines.simulation.bank.verbs import send
from fulcrum.engines.simulation.bank.words import PENSION, memo

HOUSEHOLD = {
    "groceries": 5, "restaurant": 1.5, "school": 1.5, "online_shop": 2, "fuel": 2, "goods": 2,
    "clothes": 1.5, "chemist": 1, "streaming": 1, "air": 0.15, "health": 0.4,
}  # fmt: skip
ERRANDS = {"groceries": 3.0, "corner": 1.5, "transit": 1.0}


def _wages(stage: Stage, plan: Plan) -> None:
    """Pay on paper, most of which goes back; when it is easy to see, often none at all."""
    draws, exploited = stage.draws, plan.exploited
    place, day = stage.world.days.monthly(draws.integers(1, 28, len(exploited)))
    paid = draws.random(len(day)) < ease(stage, 0.35, 0.9)
    during = plan.at_work(day) & paid
    who, day = exploited[place[during]], day[during]
    cents = amounts.sums(draws, len(who), 780, 0.2)
    boss, at = np.full(len(who), plan.boss), stage.at(day, "people")
    send(stage, boss, who, at, cents, memo=np.full(len(who), memo("PAY {n}") + 1))
    back = amounts.shares(draws, cents, ease(stage, 0.7, 0.4), ease(stage, 0.95, 0.7))
    late = at + draws.integers(3_600, 6 * 86_400, len(who))
    send(stage, who, boss, late, back, memo=stage.chat(len(who)))


def _benefits(stage: Stage, plan: Plan) -> None:
    """Benefits claimed in the worker's name, and drawn by others."""
    who, day = times(stage, plan, plan.exploited, ease(stage, 1.0, 0.4))
    cents = amounts.prices(stage.draws, len(who), 310, 0.2)
    at = stage.at(day, "batch")
    stage.add(
        who, at, cents, credit=True, channel=ACH, counterparty=FIRM_ELSEWHERE + 22, name=PENSION,
        bank=22 % OWN,
    )  # fmt: skip
    gone = at + stage.draws.integers(3_600, 3 * 86_400, len(who))
    boss = np.full(len(who), plan.boss)
    send(stage, who, boss, gone, amounts.shares(stage.draws, cents, 0.6, 0.95), memo=NONE)


def act(stage: Stage, plan: Plan) -> None:
    """Everything the network does."""
    _wages(stage, plan)
    _benefits(stage, plan)
    provide(stage, plan, plan.controllers, HOUSEHOLD)
    provide(stage, plan, plan.exploited, meagre(stage, ERRANDS))
    cash_out(stage, plan, plan.exploited, ease(stage, 2.5, 1.5), 90)
    helpers = np.concatenate([plan.facilitators, plan.exploited])
    send_abroad(stage, plan, helpers, 0.6, 120)
    who, day = times(stage, plan, plan.exploited, 5)
    if len(who):
        device = np.where(stage.draws.random(len(who)) < ease(stage, 0.95, 0.5), plan.boss, who)
        stage.feeds.logins(who, stage.at(day, "people"), device)
