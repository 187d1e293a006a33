"""The optional feeds of a block as Arrow tables."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from fulcrum.engines.simulation.bank.arrays import NONE, Array
from fulcrum.engines.simulation.bank.arrow import (
    fixed,
    labelled,
    looked_up,
    moments,
    scattered,
    schema_of,
    spoken,
    whole,
)
from fulcrum.engines.simulation.bank.block import Block
from fulcrum.engines.simulation.bank.holding import HOLDER_ROLES
from fulcrum.engines.simulation.bank.movements import merchants
from fulcrum.engines.simulation.bank.numbers import Numbers
from fulcrum.engines.simulation.bank.records import account_column, days, party_numbers
from fulcrum.engines.simulation.bank.words import each, name_text
from fulcrum.engines.simulation.bank.world import World

TELLER_KINDS = ("note_swap", "cheque_cashed", "redeposit")
Found = dict[str, Array]


def _accounts(world: World, block: Block, places: Array) -> Any:
    return account_column(world, block.people, places)


def _holders(world: World, block: Block, found: Found) -> list[Any]:
    return [
        _accounts(world, block, found["account"]),
        labelled(party_numbers(world, block.people), found["person"]),
        looked_up(found["role"], HOLDER_ROLES),
        days(world, found["since"]),
    ]


def _authorisations(world: World, block: Block, found: Found) -> list[Any]:
    return [
        _accounts(world, block, found["account"]),
        moments(found["at"]),
        pa.array(found["cents"]),
        whole(found["mcc"].astype(np.int32), pa.int32()),
        merchants(world, block, found["merchant"]),
        looked_up(found["city"], world.cities),
        moments(found["cleared"]),
    ]


def _logins(world: World, block: Block, found: Found) -> list[Any]:
    people, numbers = block.people, Numbers(world.spec.seed)
    person = people.first + found["person"]
    again = found["at"] % 5 == 0  # one in five times from a second device
    return [
        _accounts(world, block, found["account"]),
        moments(found["at"]),
        scattered(person * 2 + again, numbers.devices),
        spoken(people.address[found["person"]] * 4 + found["at"] % 7 // 2, each(numbers.ip)),
        spoken(people.phone[found["person"]], each(numbers.phone)),
    ]


def _adverts(world: World, block: Block, found: Found) -> list[Any]:
    numbers = Numbers(world.spec.seed)
    return [spoken(found["phone"], each(numbers.phone)), days(world, found["since"])]


def _teller(world: World, block: Block, found: Found) -> list[Any]:
    people, account = block.people, found["account"]
    other = account[::-1] if len(account) else account
    payer = np.where(found["kind"] == 0, NONE, people.name[people.holder[other]])
    return [
        _accounts(world, block, account),
        moments(found["at"]),
        looked_up(found["kind"], TELLER_KINDS),
        pa.array(found["cents"]),
        spoken(payer, each(name_text)),
    ]


def _tickets(world: World, block: Block, found: Found) -> list[Any]:
    numbers, home = Numbers(world.spec.seed), world.countries[0]
    routes = tuple(f"{home}-{country}" for country in world.countries)
    routes += tuple(f"{country}-{home}" for country in world.countries[1:])
    inward = found["country"] + found["inward"] * (len(world.countries) - 1)
    return [
        fixed(numbers.movements(block.number, found["key"])),
        _accounts(world, block, found["account"]),
        moments(found["at"]),
        spoken(found["passenger"], each(name_text)),
        looked_up(inward, routes),
    ]


FEEDS: dict[str, Callable[[World, Block, Found], list[Any]]] = {
    "holders": _holders,
    "authorisations": _authorisations,
    "logins": _logins,
    "adverts": _adverts,
    "teller": _teller,
    "tickets": _tickets,
}


def _inside(world: World, block: Block, table: str) -> Found:
    """A feed's rows within the time, by account and time; tickets only of fares that were kept."""
    found = block.feeds.together(table)
    if "at" not in found:
        return found
    day = world.days.day_of(found["at"])
    stays = (day >= np.maximum(0, block.people.opened[found["account"]])) & (day < world.days.count)
    if table == "tickets":
        stays &= np.isin(found["key"], block.columns["key"])
    kept = np.flatnonzero(stays)
    order = kept[np.lexsort((found["at"][kept], found["account"][kept]))]
    return {name: values[order] for name, values in found.items()}


def _table(world: World, block: Block, name: str, found: Found) -> Any:
    return pa.Table.from_arrays(FEEDS[name](world, block, found), schema=schema_of(name))


def feed_tables(world: World, block: Block) -> dict[str, Any]:
    """Every optional table of a block that has rows."""
    found = ((name, _inside(world, block, name)) for name in FEEDS)
    return {name: _table(world, block, name, rows) for name, rows in found if rows}
