"""Who lives in a block: kinds of account, households, work, firms and their owners."""

from dataclasses import dataclass

import numpy as np

from fulcrum.engines.simulation.bank.arrays import NONE, Array, Draws, chosen, stream
from fulcrum.engines.simulation.bank.people import BUSINESS, CARD_ACCOUNT, PERSONAL, People
from fulcrum.engines.simulation.bank.spec import BLOCK
from fulcrum.engines.simulation.bank.trades import (
    ALL_TRADES,
    OCCUPATION_WEIGHTS,
    PAY,
    RETIRED,
    STUDENT,
    TRADER,
    WORKING,
)
from fulcrum.engines.simulation.bank.words import FIRMS, FIRST, FORMS, LAST, TRADES
from fulcrum.engines.simulation.bank.world import World

_WORD = np.array([one.place for one in ALL_TRADES])
KIND_WEIGHTS = np.array([0.79, 0.115, 0.07, 0.012, 0.013])
YEARS_OPEN = 12
MOST_BUSY_WORKERS = 600  # of the busy account, a large firm


def _kinds(draws: Draws, count: int, *, first_of_all: bool) -> Array:
    kind = chosen(draws, KIND_WEIGHTS, count)
    first = BUSINESS if first_of_all else PERSONAL
    kind[:12] = [first, *[PERSONAL] * 9, BUSINESS, CARD_ACCOUNT]  # no block lacks one
    return kind


def _households(draws: Draws, people: Array, count: int) -> tuple[Array, Array]:
    """Number and size of the household of each account; NONE and 0 for others."""
    adults = 1 + chosen(draws, np.array([0.55, 0.38, 0.07]), len(people))
    number = np.repeat(np.arange(len(people)), adults)[: len(people)]
    size = adults + chosen(draws, np.array([0.62, 0.17, 0.15, 0.06]), len(people))
    household, sizes = np.full(count, NONE), np.zeros(count, dtype=np.int64)
    household[people], sizes[people] = number, size[number]
    return household, sizes


def _workers(draws: Draws, kind: Array) -> Array:
    count = len(kind)
    band = chosen(draws, np.array([0.62, 0.3, 0.08]), count)
    low, high = np.array([0, 3, 15])[band], np.array([2, 12, 60])[band]
    return np.where(kind == BUSINESS, draws.integers(low, high, endpoint=True), 0)


def _employers(draws: Draws, occupation: Array, workers: Array, elsewhere: int) -> Array:
    """Three in ten who work do so for a firm of the block, the larger the likelier."""
    count = len(occupation)
    here = chosen(draws, workers + 1e-9, count)
    away = -2 - (elsewhere * draws.random(count) ** 2).astype(np.int64)
    local = (draws.random(count) < 0.3) & (workers[here] > 0)
    works = (occupation >= 0) & (occupation < WORKING)
    return np.where(works, np.where(local, here, away), NONE)


def _segments(kind: Array, occupation: Array, wage: Array, workers: Array) -> Array:
    groups = [occupation == STUDENT, occupation == RETIRED, wage > 320_000]
    person = np.select(groups, [0, 1, 3], 2)
    size = 4 + np.searchsorted([3, 15, 100], workers, side="right")
    return np.where(kind == BUSINESS, size, person)


def _wages(draws: Draws, occupation: Array) -> Array:
    works = (occupation >= 0) & (occupation < WORKING)
    pay = np.array([*PAY, 0])[np.where(works, occupation, len(PAY))]
    return (pay * np.exp(0.22 * draws.standard_normal(len(pay))) * 100).astype(np.int64)


def _opened(draws: Draws, days: int, count: int) -> Array:
    before = -(365 * YEARS_OPEN * draws.random(count) ** 1.3).astype(np.int64) - 1
    return np.where(draws.random(count) < 0.06, draws.integers(0, days, count), before)


def elsewhere_count(world: World) -> int:
    """How many employers have no account here."""
    return 200 + world.spec.accounts // 40


@dataclass(frozen=True, slots=True)
class _Homes:
    """Households and towns, and the family names that go with them."""

    household: Array
    size: Array
    city: Array
    family: Array
    last: Array


def _homes(draws: Draws, world: World, people: Array, count: int) -> _Homes:
    household, size = _households(draws, people, count)
    town = chosen(draws, world.weights, count)
    family = draws.integers(0, len(LAST), count)
    together = household >= 0
    same = together & (draws.random(count) < 0.8)
    return _Homes(
        household=household,
        size=size,
        city=np.where(together, town[household], town),
        family=family,
        last=np.where(same, family[household], family),
    )


def _names(draws: Draws, homes: _Homes, trade: Array) -> Array:
    """Names of people by their families, of firms by a family and what they do."""
    count = len(trade)
    form = draws.integers(0, len(FORMS), count)
    firm = FIRMS + homes.family + len(LAST) * (_WORD[trade] + len(TRADES) * form)
    return np.where(trade >= 0, firm, draws.integers(0, len(FIRST), count) * len(LAST) + homes.last)


def _owners(draws: Draws, occupation: Array, people: Array, firm: Array) -> Array:
    traders = np.flatnonzero(occupation == TRADER)
    owners = traders if len(traders) else people
    return np.where(firm, owners[draws.integers(0, len(owners), len(firm))], NONE)


def make_people(world: World, block: int, count: int) -> People:
    """The accounts of a block.

    Args:
        world: the country.
        block: number of the block, from 0.
        count: accounts in it.
    """
    draws = stream(world.spec.seed, block, "people")
    kind = _kinds(draws, count, first_of_all=block == 0)
    person, firm, place = kind == PERSONAL, kind == BUSINESS, np.arange(count)
    people = np.flatnonzero(person)
    homes = _homes(draws, world, people, count)
    holder = np.where(person | firm, place, people[draws.integers(0, len(people), count)])
    occupation = np.where(person, chosen(draws, np.array(OCCUPATION_WEIGHTS), count), NONE)
    trade = np.where(firm, chosen(draws, np.array([t.weight for t in ALL_TRADES]), count), NONE)
    workers, wage = _workers(draws, kind), _wages(draws, occupation)
    if block == 0:
        workers[0] = min(MOST_BUSY_WORKERS, 5 + world.spec.accounts // 20)
    away = homes.household < 0
    return People(
        first=block * BLOCK,
        kind=kind,
        holder=holder,
        name=_names(draws, homes, trade),
        city=homes.city,
        household=homes.household,
        size=homes.size,
        address=block * 2 * BLOCK + np.where(away, BLOCK + place, homes.household),
        phone=block * BLOCK + place,
        occupation=occupation,
        employer=_employers(draws, occupation, workers, elsewhere_count(world)),
        wage=wage,
        weekly=draws.random(count) < 0.2,
        trade=trade,
        owner=_owners(draws, occupation, people, firm),
        workers=workers,
        opened=_opened(draws, world.days.count, count),
        activity=np.exp(0.35 * draws.standard_normal(count)),
        segment=_segments(kind, occupation, wage, workers)[holder],
    )
