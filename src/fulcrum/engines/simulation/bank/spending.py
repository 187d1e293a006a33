"""Purchases by card, refunds, and cash out of machines."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import Array, chosen, repeated
from fulcrum.engines.simulation.bank.merchants import CATEGORIES, PLACE
from fulcrum.engines.simulation.bank.people import BUSINESS, PERSONAL
from fulcrum.engines.simulation.bank.rows import CARD
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.verbs import Sums, buy, deposit, withdraw

BY_CARD = tuple(one for one in CATEGORIES[: PLACE["power"]] if one.name not in {"air", "hotel"})
KIND_FACTOR = 0.72 * np.array([1.0, 0.0, 0.9, 0.4, 0.3])  # by the kind of account
# What firms buy by card, in purchases of a month.
FIRMS_BUY = {
    "fuel": 2.5, "goods": 3.0, "online_shop": 2.0, "parking": 1.5, "adverts": 0.8, "groceries": 1.0,
    "rail": 0.5, "phone_top_up": 0.3, "booking": 0.1, "restaurant": 0.6, "agency": 0.1,
    "car_hire": 0.1, "luxury": 0.05,
}  # fmt: skip
REFUNDED = 0.014


def whereabouts(stage: Stage, account: Array) -> Array:
    """Where ordinary purchases happen: mostly at home, some in one other city, some anywhere."""
    people, draws = stage.people, stage.draws
    home = stage.home(account)
    other = (home + 1 + (people.first + account) * 7_919 % 11) % stage.world.home_count
    way = draws.random(len(account))
    anywhere = chosen(draws, stage.world.weights, len(account))
    return np.select([way < 0.89, way < 0.975], [home, other], anywhere)


def refund(stage: Stage, keys: Array, share: float) -> None:
    """Money back for some of the latest purchases, within 14 days.

    Args:
        stage: the block, whose last piece of rows holds the purchases.
        keys: of those purchases.
        share: how many are refunded, 0 to 1.
    """
    taken = np.flatnonzero(stage.draws.random(len(keys)) < share)
    piece = stage.rows.last()
    at = piece["at"][taken] + stage.draws.integers(7_200, 14 * 86_400, len(taken))
    known = {name: piece[name][taken] for name in ("mcc", "merchant", "city")}
    stage.add(
        piece["account"][taken], at, piece["cents"][taken], credit=True, channel=CARD,
        linked=keys[taken], **known,
    )  # fmt: skip


def spend(stage: Stage) -> None:
    """Everyone's purchases by card, category by category."""
    people, draws, months = stage.people, stage.draws, stage.world.spec.months
    for category in BY_CARD:
        buys = draws.random(people.count) < category.share
        taste = np.exp(0.5 * draws.standard_normal(people.count))
        rate = category.rate * buys * taste * KIND_FACTOR[people.kind]
        of_firms = FIRMS_BUY.get(category.name, 0.0) * (people.kind == BUSINESS)
        who = repeated(draws, (rate + of_firms) * people.activity * months)
        day = stage.world.days.draw(draws, category.days, len(who))
        keys = buy(stage, category.name, who, day, whereabouts(stage, who))
        refund(stage, keys, REFUNDED)


def use_cash(stage: Stage) -> None:
    """Cash out of machines, and now and then over a counter."""
    people, draws, months = stage.people, stage.draws, stage.world.spec.months
    taste = np.exp(0.7 * draws.standard_normal(people.count))
    rate = np.where(people.kind == PERSONAL, 2.3, 0.25)
    who = repeated(draws, rate * taste * people.activity * months)
    day = stage.world.days.draw(draws, "leisure", len(who))
    cents = amounts.notes(draws, len(who), 50, 0.8)
    withdraw(stage, who, stage.at(day, "people"), cents, whereabouts(stage, who))
    who = repeated(draws, np.where(people.kind == PERSONAL, 0.18, 0) * taste * months)
    day = stage.world.days.draw(draws, "work", len(who))
    cents = amounts.banked(draws, len(who), 130, 0.9)
    given = np.where(
        draws.random(len(who)) < 0.85, people.name[who], stage.strangers(len(who)) % 200_000
    )
    deposit(stage, Sums(who, stage.at(day, "office"), cents), whereabouts(stage, who), given)
