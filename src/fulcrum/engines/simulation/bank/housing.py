"""Rent, utilities, telephones and other regular bills of households and firms."""

import numpy as np

from fulcrum.engines.simulation.bank.arrays import Array, Draws, chosen
from fulcrum.engines.simulation.bank.merchants import CATEGORIES, ONLINE, PLACE, code_of
from fulcrum.engines.simulation.bank.people import BUSINESS, PERSONAL
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.verbs import bill, exchange
from fulcrum.engines.simulation.bank.words import memo

BILLS = ("power", "water", "phone", "insurance", "council")
FIRST_IS_BUSY = 0.75  # of those with power, how many have it from the busy account


def householders(stage: Stage) -> Array:
    """The account of each household that pays its bills."""
    people = stage.people.places(PERSONAL)
    _, first = np.unique(stage.people.household[people], return_index=True)
    return people[first]


def regular(stage: Stage, name: str, payer: Array, factor: float) -> None:
    """One monthly bill of each payer, from one biller, of nearly the same amount."""
    people, draws, category = stage.people, stage.draws, CATEGORIES[PLACE[name]]
    number = (category.merchants * draws.random(len(payer)) ** 1.5).astype(np.int64)
    if name == "power":
        number = np.where(draws.random(len(payer)) < FIRST_IS_BUSY, 0, number)
    slot = np.full(len(payer), ONLINE) if category.online else people.city[payer]
    merchant = code_of(PLACE[name], slot, number)
    base = (
        category.median * factor * 100 * np.exp(category.spread * draws.standard_normal(len(payer)))
    )
    place, day = stage.world.days.monthly(draws.integers(1, 29, len(payer)))
    blur = np.where(draws.random(len(place)) < 0.5, 1, draws.uniform(0.85, 1.15, len(place)))
    cents = np.maximum(base[place] * blur, 200).astype(np.int64)
    bill(stage, payer[place], stage.at(day, category.hours), cents, merchant[place])


def pay_bills(stage: Stage) -> None:
    """Every household's and firm's regular bills."""
    draws, homes = stage.draws, householders(stage)
    firms = stage.people.places(BUSINESS)
    for name in BILLS:
        share = CATEGORIES[PLACE[name]].share * (0.8 if name != "phone" else 1.0)
        regular(stage, name, homes[draws.random(len(homes)) < share], 1.0)
        regular(stage, name, firms[draws.random(len(firms)) < share], 2.2)
    others = np.setdiff1d(stage.people.places(PERSONAL), homes)
    regular(stage, "phone", others[draws.random(len(others)) < 0.85], 0.8)


def _rent_words(draws: Draws, count: int) -> Array:
    words = np.array([memo("RENT"), memo("rent flat {n}"), memo("rent {n} {name} Road")])
    return words[draws.integers(0, 3, count)] + draws.integers(1, 90, count)


def pay_rent(stage: Stage) -> None:
    """Rent to private landlords by transfer, to agents by card or direct debit; the rest own."""
    draws, homes = stage.draws, householders(stage)
    way = chosen(draws, np.array([0.33, 0.17, 0.5]), len(homes))
    private = homes[way == 0]
    landlord = stage.strangers(len(private))
    rent = 720 * np.exp(0.3 * draws.standard_normal(len(private)))
    cents = (np.rint(rent / 25) * 2_500).astype(np.int64)
    words = _rent_words(draws, len(private))
    place, day = stage.world.days.monthly(draws.integers(1, 29, len(private)))
    exchange(
        stage, private[place], landlord[place], stage.at(day, "people"), cents[place],
        memo=words[place],
    )  # fmt: skip
    regular(stage, "lettings", homes[way == 1], 1.0)
    firms = stage.people.places(BUSINESS)
    regular(stage, "lettings", firms[draws.random(len(firms)) < 0.5], 1.6)
