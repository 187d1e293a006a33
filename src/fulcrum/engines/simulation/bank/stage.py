"""A block while it is made: its people, what happened so far, and the stream to draw from."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fulcrum.engines.simulation.bank.arrays import NONE, Array, Draws, chosen, stream
from fulcrum.engines.simulation.bank.feeds import Feeds
from fulcrum.engines.simulation.bank.people import People
from fulcrum.engines.simulation.bank.rows import Rows
from fulcrum.engines.simulation.bank.words import CHAT, memo
from fulcrum.engines.simulation.bank.world import BANKS, World

OWN = len(BANKS)  # the bank itself, as the institution of the other side
# Numbers of accounts at other banks, behind all numbers of accounts here.
PROCESSOR, FIRM_ELSEWHERE, PERSON_ELSEWHERE = 1 << 25, 1 << 26, 1 << 27
BILLERS = FIRM_ELSEWHERE + (1 << 24)
STRANGERS = 1 << 26
BRANCHES, MACHINES = 6, 24  # in each city
_CHAT = np.array([memo(text) for text in CHAT])
_CHAT_WEIGHTS = np.array(list(CHAT.values()))
WITHOUT_MEMO = 0.35


@dataclass(frozen=True, slots=True)
class Stage:
    """A block while it is made.

    Attributes:
        world: the country.
        block: number of the block.
        people: its accounts.
        rows: what happened so far.
        feeds: what other systems saw.
        draws: the stream of the purpose at hand.
        network: number of the network that acts; NONE for ordinary life.
    """

    world: World
    block: int
    people: People
    rows: Rows
    feeds: Feeds
    draws: Draws
    network: int = NONE

    def of(self, purpose: str, network: int = NONE) -> "Stage":
        """The same block, with the stream of another purpose."""
        draws = stream(self.world.spec.seed, self.block, f"{purpose} {network}")
        return replace(self, draws=draws, network=network)

    def at(self, day: Array, hours: str) -> Array:
        """Moments on days, at hours of a profile."""
        return self.world.days.at(self.draws, day, hours)

    def add(self, account: Array, at: Array, cents: Array, **columns: Any) -> Array:
        """Rows of this stage's network; returns their keys."""
        return self.rows.add(account, at, cents, network=self.network, **columns)

    def home(self, account: Array) -> Array:
        """The home city of each account's holder."""
        return self.people.city[self.people.holder[account]]

    def strangers(self, count: int) -> Array:
        """People who bank elsewhere, drawn anew."""
        return self.draws.integers(0, STRANGERS, count)

    def chat(self, count: int) -> Array:
        """What people write to one another; often nothing."""
        words = _CHAT[chosen(self.draws, _CHAT_WEIGHTS, count)]
        words = words + self.draws.integers(1, 90, count)
        return np.where(self.draws.random(count) < WITHOUT_MEMO, NONE, words)

    def machine(self, city: Array) -> Array:
        """A cash machine of each city."""
        return city * (BRANCHES + MACHINES) + BRANCHES + self.draws.integers(0, MACHINES, len(city))

    def branch(self, city: Array) -> Array:
        """A branch of each city."""
        return city * (BRANCHES + MACHINES) + self.draws.integers(0, BRANCHES, len(city))
