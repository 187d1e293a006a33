"""The accounts of a block and who holds them, before anything happens."""

from dataclasses import dataclass

import numpy as np

from fulcrum.engines.simulation.bank.arrays import Array

KINDS = ("personal", "business", "card", "prepaid", "wallet")
PERSONAL, BUSINESS, CARD_ACCOUNT, PREPAID, WALLET_ACCOUNT = range(len(KINDS))
SEGMENTS = ("student", "retired", "mass", "affluent", "trader", "small_firm", "firm", "corporate")


@dataclass(frozen=True, slots=True)
class People:
    """Arrays by place of the account in its block; of a party, at the place of its main account.

    Attributes:
        first: place in the bank of the block's first account.
        kind: place in KINDS.
        holder: place of the main account of the party that holds the account.
        name: code of the party's name.
        city: home city.
        household: number of the household, NONE for firms.
        size: people in the household.
        address: code of the postal address.
        phone: code of the telephone number.
        occupation: place in OCCUPATIONS, NONE for firms.
        employer: place of a firm here, -2 less the number of one elsewhere, or NONE.
        wage: monthly pay in cents, 0 for none.
        weekly: whether paid by the week.
        trade: place in ALL_TRADES of a firm, or NONE.
        owner: place of the person who owns a firm, or NONE.
        workers: how many a firm says it has.
        opened: day of opening, from the first day of the simulation; mostly negative.
        activity: how much goes on, 1 is ordinary.
        segment: place in SEGMENTS.
    """

    first: int
    kind: Array
    holder: Array
    name: Array
    city: Array
    household: Array
    size: Array
    address: Array
    phone: Array
    occupation: Array
    employer: Array
    wage: Array
    weekly: Array
    trade: Array
    owner: Array
    workers: Array
    opened: Array
    activity: Array
    segment: Array

    @property
    def count(self) -> int:
        """How many accounts."""
        return len(self.kind)

    def named(self, account: Array) -> Array:
        """Code of the name of each account's holder."""
        return self.name[self.holder[account]]

    def move_in(self, accounts: Array, other: int) -> None:
        """Have people live where another does."""
        self.address[accounts] = self.address[other]
        self.city[accounts] = self.city[other]

    def places(self, kind: int) -> Array:
        """The accounts of a kind."""
        return np.flatnonzero(self.kind == kind)
