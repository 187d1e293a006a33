"""The whole bank, block by block."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np

from fulcrum.engines.simulation.bank.block import Block, make_block
from fulcrum.engines.simulation.bank.lists import list_table, merchant_table
from fulcrum.engines.simulation.bank.movements import planted_rows, transaction_table
from fulcrum.engines.simulation.bank.networks.plan import ROLES, SCENARIOS
from fulcrum.engines.simulation.bank.records import account_table, party_table
from fulcrum.engines.simulation.bank.results import Bank, Planted
from fulcrum.engines.simulation.bank.rows import HUB
from fulcrum.engines.simulation.bank.sightings import feed_tables
from fulcrum.engines.simulation.bank.spec import BankSpec
from fulcrum.engines.simulation.bank.truth import lookalike_table, truth_table
from fulcrum.engines.simulation.bank.world import World, make_world
from fulcrum.engines.simulation.bank.writing import Writer, prepare
from fulcrum.kernel.provenance import Provenance, hash_of

VERSION = "1"
DESCRIPTION = "bank.json"
METHOD = (
    "Accounts are made in blocks, each from streams of its own. People and firms live ordinary "
    "lives drawn by category, weekday, month and hour; networks recruit some of them and act "
    "through the same verbs, diluted and spread by the difficulty; innocent look-alikes do in part "
    "the same. All rates, amounts and sizes are our own choice."
)
CITATION = (
    "Scenarios follow the indicators published by FINTRAC (2016, 2021) and FinCEN (2014, 2020, "
    "2023)."
)
Report = Callable[[str, int, int | None], None]


def _silent(stage: str, done: int, total: int | None) -> None:
    """Report to nobody."""


def _write(writer: Writer, world: World, block: Block) -> None:
    number = block.number
    writer.write("transactions", transaction_table(world, block), number)
    writer.write("accounts", account_table(world, block.people))
    writer.write("parties", party_table(world, block.people))
    for name, rows in feed_tables(world, block).items():
        writer.write(name, rows)
    writer.write("truth", truth_table(world, block))
    writer.write("rows", planted_rows(world, block))
    writer.write("lookalikes", lookalike_table(world, block))


class _Tally:
    """Counts what was planted, and the rows of the busiest account, over the blocks."""

    def __init__(self) -> None:
        self.members: Counter[tuple[str, str]] = Counter()
        self.busy = self.most = 0

    def add(self, block: Block) -> None:
        """Count a block."""
        account = block.columns["account"]
        rows = np.bincount(account[account != HUB], minlength=1)
        if block.number == 0:
            self.busy, rows[0] = self.busy + int(rows[0]), 0
        self.busy += int((account == HUB).sum())
        self.most = max(self.most, int(rows.max()))
        for plan in block.plans:
            self.members[plan.scenario, ""] += 1
            for role, members in plan.members:
                self.members[plan.scenario, role] += len(members)

    @property
    def planted(self) -> tuple[Planted, ...]:
        """Networks and members of each scenario that was planted."""
        return tuple(self._planted(one) for one in SCENARIOS if self.members[one, ""])

    def _planted(self, scenario: str) -> Planted:
        members = (self.members[scenario, role] for role in ROLES)
        return Planted(scenario, self.members[scenario, ""], *members)


def _blocks(world: World, report: Report) -> Iterator[Block]:
    for number in range(world.spec.block_count):
        report("blocks", number, world.spec.block_count)
        yield make_block(world, number)


def simulate_bank(spec: BankSpec, out: Path, report: Report = _silent) -> Bank:
    """Write an invented bank into a folder.

    Args:
        spec: how large, over which months, how hard, from which seed.
        out: an empty or new folder.
        report: told how far it is: stage, blocks done, blocks in all.

    Returns:
        What was written, with the hash of each table; where it lies is no part of it.

    Raises:
        FulcrumError: the folder cannot be used.
    """
    prepare(out)
    world, tally = make_world(spec), _Tally()
    with Writer(out) as writer:
        writer.write("lists", list_table(world))
        writer.write("merchants", merchant_table(world))
        for block in _blocks(world, report):
            tally.add(block)
            _write(writer, world, block)
        tables = writer.finish()
    report("blocks", spec.block_count, spec.block_count)
    provenance = Provenance("simulation", VERSION, hash_of(spec), spec.seed, METHOD, CITATION)
    busiest = max(tally.busy, tally.most)
    bank = Bank(tables, tally.planted, busiest, spec.source, provenance)
    _describe(out / DESCRIPTION, spec, bank)
    return bank


def _describe(path: Path, spec: BankSpec, bank: Bank) -> None:
    """Write what the bank is; last, so that a folder with it is complete."""
    said = {
        "invented": f"{bank.source}.",
        "note": "Countries, cities and merchants on lists were drawn; it says nothing about them.",
        "spec": asdict(spec) | {"start": spec.start.isoformat()},
        "months_end": spec.end.isoformat(),
        **bank.to_dict(),
    }
    path.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", "utf-8")
