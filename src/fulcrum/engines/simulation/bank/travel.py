"""Journeys: a fare, nights somewhere else, and what is bought there."""

import numpy as np

from fulcrum.engines.simulation.bank.arrays import NONE, Array, chosen, repeated
from fulcrum.engines.simulation.bank.people import PERSONAL
from fulcrum.engines.simulation.bank.spending import refund
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.verbs import buy, stranger_name

AWAY = {
    "restaurant": 0.9, "fast_food": 0.5, "corner": 0.5, "transit": 0.6, "rides": 0.35,
    "clothes": 0.15, "bar": 0.35, "parking": 0.15, "groceries": 0.3, "chemist": 0.06,
}  # fmt: skip


def fares(stage: Stage, account: Array, day: Array, city: Array, passenger: Array) -> None:
    """Fares by air between home and cities, with the tickets behind them; a third are inward.

    Args:
        stage: the block.
        account: who pays.
        day: when they are bought.
        city: the other end of the journey.
        passenger: code of the traveller's name.
    """
    at = stage.at(day, "evening")
    inward = stage.draws.random(len(account)) < (1 / 3 if stage.network == NONE else 0.8)
    keys = buy(stage, "air", account, day, city, at=at)
    stage.feeds.add(
        "tickets", key=keys, account=account, at=at, passenger=passenger,
        country=stage.world.country[city], inward=inward,
    )  # fmt: skip


def stay(stage: Stage, account: Array, day: Array, nights: Array, city: Array) -> None:
    """A hotel's charge for a stay, its authorisation, and now and then its refund."""
    draws = stage.draws
    keys = buy(stage, "hotel", account, day, city, factor=0.6 + 0.4 * nights)
    piece = stage.rows.last()
    refund(stage, keys, 0.03)
    held = draws.random(len(keys)) < 0.6
    before = draws.integers(3_600, 3 * 86_400, len(keys))
    cleared = np.where(draws.random(len(keys)) < 0.96, piece["at"], 0)
    stage.feeds.add(
        "authorisations", account=account[held], at=(piece["at"] - before)[held],
        cents=piece["cents"][held], mcc=piece["mcc"][held], merchant=piece["merchant"][held],
        city=city[held], cleared=cleared[held],
    )  # fmt: skip


def live_away(stage: Stage, account: Array, day: Array, nights: Array, city: Array) -> None:
    """Purchases of people who are away for some nights."""
    for name, rate in AWAY.items():
        trip = repeated(stage.draws, rate * (nights + 0.5))
        when = day[trip] + (stage.draws.random(len(trip)) * (nights[trip] + 1)).astype(np.int64)
        buy(stage, name, account[trip], when, city[trip])


def journey(stage: Stage, account: Array, day: Array, nights: Array, city: Array) -> None:
    """Whole journeys: fare, bed and purchases.

    Args:
        stage: the block.
        account: who travels.
        day: of arrival.
        nights: how many.
        city: where to.
    """
    people, draws = stage.people, stage.draws
    abroad = city >= stage.world.home_count
    party = 1 + (draws.random(len(account)) < 0.3)
    flown = np.repeat(np.flatnonzero(abroad), party[abroad])
    name = people.name[people.holder[account[flown]]]
    other = np.where(
        draws.random(len(flown)) < 0.4, stranger_name(stage.strangers(len(flown))), name
    )
    fares(stage, account[flown], np.maximum(day[flown] - 12, 0), city[flown], other)
    rail = np.flatnonzero(~abroad & (draws.random(len(account)) < 0.4))
    buy(stage, "rail", account[rail], day[rail], people.city[people.holder[account[rail]]])
    bed = np.flatnonzero(draws.random(len(account)) < 0.65)
    stay(stage, account[bed], day[bed], nights[bed], city[bed])
    live_away(stage, account, day, nights, city)


def travel(stage: Stage) -> None:
    """Everybody's journeys, most at home, some abroad."""
    people, draws, world = stage.people, stage.draws, stage.world
    goes = (people.kind == PERSONAL) & (draws.random(people.count) < 0.7)
    who = repeated(draws, 0.32 * goes * people.activity * world.spec.months)
    day = world.days.draw(draws, "leisure", len(who))
    abroad = 1 + draws.integers(0, len(world.countries) - 1, len(who))
    home = chosen(draws, world.weights, len(who))
    city = np.where(draws.random(len(who)) < 0.35, world.foreign_city(abroad), home)
    nights = 1 + draws.poisson(np.where(city >= world.home_count, 4.5, 1.2))
    journey(stage, who, day, nights, city)
