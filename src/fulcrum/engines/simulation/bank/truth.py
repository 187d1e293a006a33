"""The truth that a screening run never reads: who was planted, and who only looks like it."""

from typing import Any

import numpy as np
import pyarrow as pa

from fulcrum.engines.simulation.bank.arrow import labelled, looked_up, scattered, schema_of
from fulcrum.engines.simulation.bank.block import Block
from fulcrum.engines.simulation.bank.lookalikes import KINDS
from fulcrum.engines.simulation.bank.networks.plan import ROLES, SCENARIOS, Plan
from fulcrum.engines.simulation.bank.numbers import Numbers
from fulcrum.engines.simulation.bank.records import account_column, party_numbers
from fulcrum.engines.simulation.bank.world import World


def _members(plan: Plan) -> list[tuple[int, ...]]:
    scenario = SCENARIOS.index(plan.scenario)
    roles = ((ROLES.index(role), members) for role, members in plan.members)
    return [(int(one), plan.number, scenario, role) for role, members in roles for one in members]


def truth_table(world: World, block: Block) -> Any:
    """Every member of a block's networks."""
    rows = [row for plan in block.plans for row in _members(plan)]
    account, network, scenario, role = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    people, numbers = block.people, Numbers(world.spec.seed)
    columns = [
        account_column(world, people, account),
        labelled(party_numbers(world, people), people.holder[account]),
        scattered(network, numbers.networks),
        looked_up(scenario, SCENARIOS),
        looked_up(role, ROLES),
    ]
    return pa.Table.from_arrays(columns, schema=schema_of("truth"))


def lookalike_table(world: World, block: Block) -> Any:
    """Every innocent account that was made to look like a network's."""
    kinds = tuple(KINDS)
    account = np.concatenate([members for _, members in block.played] or [np.empty(0, int)])
    kind = np.repeat(
        np.array([kinds.index(kind) for kind, _ in block.played], dtype=np.int64),
        [len(members) for _, members in block.played],
    )
    columns = [
        account_column(world, block.people, account),
        labelled(party_numbers(world, block.people), block.people.holder[account]),
        looked_up(kind, kinds),
    ]
    return pa.Table.from_arrays(columns, schema=schema_of("lookalikes"))
