"""The rows of a block as a table of transactions, and the truth about them."""

from typing import Any

import numpy as np
import pyarrow as pa

from fulcrum.engines.simulation.bank.arrays import NONE, Array
from fulcrum.engines.simulation.bank.arrow import (
    fixed,
    looked_up,
    moments,
    scattered,
    schema_of,
    spoken,
    whole,
)
from fulcrum.engines.simulation.bank.block import Block
from fulcrum.engines.simulation.bank.merchants import OWN_TRADE, merchant_text
from fulcrum.engines.simulation.bank.numbers import Numbers
from fulcrum.engines.simulation.bank.records import account_column, party_name
from fulcrum.engines.simulation.bank.rows import CHANNELS
from fulcrum.engines.simulation.bank.stage import BRANCHES, MACHINES
from fulcrum.engines.simulation.bank.words import each, memo_text, name_text
from fulcrum.engines.simulation.bank.world import ATM_OWNERS, BANKS, OWN_BANK, World

POINTS = BRANCHES + MACHINES


def branch_text(code: int, cities: tuple[str, ...]) -> str:
    """A branch or machine of a city."""
    city, point = divmod(code, POINTS)
    kind = "branch" if point < BRANCHES else "machine"
    return f"{cities[city]} {kind} {point + 1 if point < BRANCHES else point - BRANCHES + 1}"


def merchants(world: World, block: Block, codes: Array) -> Any:
    """The merchants' names, firms among the bank's customers by theirs."""

    def speak(code: int) -> str:
        if code >= OWN_TRADE:
            return party_name(world, block.people, code - OWN_TRADE)
        return merchant_text(code, world.cities)

    return spoken(codes, each(speak))


def _linked(numbers: Numbers, block: Block) -> Any:
    linked = block.columns["linked"]
    return fixed(numbers.movements(block.number, np.maximum(linked, 0)), linked == NONE)


def transaction_table(world: World, block: Block) -> Any:
    """The transactions of a block."""
    rows, numbers = block.columns, Numbers(world.spec.seed)
    columns = [
        fixed(numbers.movements(block.number, rows["key"])),
        account_column(world, block.people, rows["account"]),
        moments(rows["at"]),
        looked_up(rows["zone"], world.zones),
        pa.array(rows["cents"]),
        pa.array(rows["credit"]),
        looked_up(rows["channel"], CHANNELS),
        scattered(rows["counterparty"], numbers.accounts),
        spoken(rows["name"], each(name_text)),
        looked_up(rows["bank"], (*BANKS, OWN_BANK)),
        whole(rows["mcc"].astype(np.int32), pa.int32()),
        merchants(world, block, rows["merchant"]),
        spoken(rows["branch"], each(lambda code: branch_text(code, world.cities))),
        looked_up(rows["city"], world.cities),
        looked_up(rows["country"], world.countries),
        spoken(rows["memo"], each(memo_text)),
        spoken(rows["depositor"], each(name_text)),
        looked_up(rows["owner"], ATM_OWNERS),
        _linked(numbers, block),
    ]
    return pa.Table.from_arrays(columns, schema=schema_of("transactions"))


def planted_rows(world: World, block: Block) -> Any:
    """The rows that networks made, with the number of the network."""
    numbers, network = Numbers(world.spec.seed), block.columns["network"]
    planted = np.flatnonzero(network != NONE)
    return pa.Table.from_arrays(
        [
            fixed(numbers.movements(block.number, block.columns["key"][planted])),
            scattered(network[planted].astype(np.int64), numbers.networks),
        ],
        schema=schema_of("rows"),
    )
