"""What the bank's records say of accounts and parties, as Arrow tables."""

from typing import Any

import numpy as np
import pyarrow as pa

from fulcrum.engines.simulation.bank.arrays import NONE, Array, stream
from fulcrum.engines.simulation.bank.arrow import labelled, looked_up, schema_of, spoken, whole
from fulcrum.engines.simulation.bank.merchants import ONLINE, PLACE, code_of, merchant_text
from fulcrum.engines.simulation.bank.numbers import Numbers
from fulcrum.engines.simulation.bank.people import (
    BUSINESS,
    CARD_ACCOUNT,
    KINDS,
    PERSONAL,
    SEGMENTS,
    People,
)
from fulcrum.engines.simulation.bank.rows import HUB
from fulcrum.engines.simulation.bank.trades import ALL_TRADES, OCCUPATIONS
from fulcrum.engines.simulation.bank.verbs import firm_elsewhere_name
from fulcrum.engines.simulation.bank.words import each, name_text, surname
from fulcrum.engines.simulation.bank.world import World

_CODES = np.array([one.code for one in ALL_TRADES])
_OPENS = np.array([one.open[0] for one in ALL_TRADES])
_CLOSES = np.array([one.open[1] for one in ALL_TRADES])
UTILITY = 4900  # the trade of the busy account


def account_column(world: World, people: People, places: Array) -> Any:
    """The account numbers at places of a block; HUB is the first account of the first block."""
    shift = 0 if people.first == 0 else 1  # the first account stands before those of the block
    numbers = np.concatenate([np.zeros(shift, np.int64), people.first + np.arange(people.count)])
    shifted = np.maximum(places, HUB + 1 - shift) + shift
    return labelled(Numbers(world.spec.seed).accounts(numbers), shifted)


def party_numbers(world: World, people: People) -> Array:
    """The customer numbers of a block's main accounts, as bytes."""
    return Numbers(world.spec.seed).parties(people.first + np.arange(people.count))


def days(world: World, day: Array) -> Any:
    """Days counted from the simulation's first, as dates."""
    return pa.array((day + world.days.first).astype(np.int32), pa.date32())


def account_table(world: World, people: People) -> Any:
    """The accounts of a block."""
    draws = stream(world.spec.seed, people.first, "limits")
    place = np.arange(people.count)
    limit = (5 * draws.lognormal(0, 0.7, people.count)).astype(np.int64).clip(1, 30) * 50_000
    return pa.Table.from_arrays(
        [
            account_column(world, people, place),
            labelled(party_numbers(world, people), people.holder),
            looked_up(people.kind, KINDS),
            days(world, people.opened),
            looked_up(people.segment, SEGMENTS),
            whole(np.where(people.kind == CARD_ACCOUNT, limit, NONE), pa.int64()),
        ],
        schema=schema_of("accounts"),
    )


def party_name(world: World, people: People, place: int) -> str:
    """The name of the party whose main account is at a place."""
    if people.first + place == 0:
        return merchant_text(int(code_of(PLACE["power"], ONLINE, np.array([0]))[0]), world.cities)
    return name_text(int(people.name[place]))


def _employer(numbers: Array, code: int) -> str:
    if code < len(numbers):
        return str(numbers[code].tobytes(), "utf-8")
    return name_text(int(firm_elsewhere_name(np.array([code - len(numbers)]))[0]))


def _employers(world: World, people: People, main: Array) -> Any:
    """Firms here by customer number, others by name."""
    numbers = party_numbers(world, people)
    employer = people.employer[main]
    codes = np.where(employer < NONE, people.count - 2 - employer, employer)
    return spoken(codes, each(lambda code: _employer(numbers, code)))


def _expected(world: World, people: People, main: Array) -> tuple[Array, Any]:
    """Expected credits of a month in cents, and the countries a few said they deal with."""
    draws = stream(world.spec.seed, people.first, "expected")
    firm = people.kind[main] == BUSINESS
    base = np.where(firm, 350_000 + 420_000 * people.workers[main], 60_000 + people.wage[main])
    cents = (base * draws.lognormal(0, 0.4, len(main)) // 10_000 + 1).astype(np.int64) * 10_000
    country = draws.integers(1, len(world.countries), len(main))
    said = draws.random(len(main)) < np.where(firm, 0.2, 0.07)
    return cents, looked_up(np.where(said, country, NONE), world.countries)


def party_table(world: World, people: People) -> Any:
    """The parties of a block: the first holders of its personal and business accounts."""
    main = np.flatnonzero((people.kind == PERSONAL) | (people.kind == BUSINESS))
    numbers, own = Numbers(world.spec.seed), party_numbers(world, people)
    firm = people.kind[main] == BUSINESS
    trade, busy = people.trade[main], people.first + main == 0
    expected, countries = _expected(world, people, main)
    home = np.zeros(len(main), dtype=np.int64)

    def of_firms(values: Array) -> Any:
        return whole(np.where(firm, values, NONE), pa.int32())

    columns = [
        labelled(own, main),
        looked_up(firm.astype(np.int64), ("person", "firm")),
        spoken(main, each(lambda place: party_name(world, people, place))),
        spoken(np.where(firm, NONE, people.name[main]), each(surname)),
        looked_up(people.city[main], world.cities),
        looked_up(home, world.countries),
        looked_up(people.occupation[main], OCCUPATIONS),
        of_firms(np.where(busy, UTILITY, _CODES[trade])),
        _employers(world, people, main),
        labelled(own, people.owner[main]),
        whole(np.where(firm, NONE, people.size[main]), pa.int32()),
        of_firms(people.workers[main]),
        whole(expected, pa.int64()),
        countries,
        spoken(people.address[main], each(numbers.address)),
        spoken(people.phone[main], each(numbers.phone)),
        spoken(main, each(lambda at: numbers.email(int(people.name[at]), people.first + at))),
        of_firms(_OPENS[trade]),
        of_firms(_CLOSES[trade]),
    ]
    return pa.Table.from_arrays(columns, schema=schema_of("parties"))
