"""The verbs that ordinary people and planted networks share: buying, banking, sending.

Because both use the same verbs, a planted row is made of the same amounts, hours, names, branches
and words as any other.
"""

from typing import Any, NamedTuple

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import NONE, Array, Draws
from fulcrum.engines.simulation.bank.merchants import (
    CATEGORIES,
    CITY_SLOTS,
    ONLINE,
    PER_CITY,
    PLACE,
    code_of,
    mcc_of,
    numbers,
)
from fulcrum.engines.simulation.bank.rows import ACH, CARD, CASH, HUB, TRANSFER, WIRE
from fulcrum.engines.simulation.bank.stage import (
    BILLERS,
    OWN,
    PERSON_ELSEWHERE,
    Stage,
)
from fulcrum.engines.simulation.bank.words import (
    ALIASED,
    FIRM_NAMES,
    FIRMS,
    MEMO_STEP,
    PEOPLE,
    memo,
)
from fulcrum.engines.simulation.bank.world import ATM_OWNERS, BANKS, WHITE_LABEL


class Sums(NamedTuple):
    """Money of accounts.

    Attributes:
        account: whose, by place in the block.
        at: since when, in seconds since 1970-01-01.
        cents: how much.
    """

    account: Array
    at: Array
    cents: Array

    def of(self, mask: Array) -> "Sums":
        """Some of it."""
        return Sums(*(part[mask] for part in self))


def stranger_name(number: Array) -> Array:
    """Code of the name of a person who banks elsewhere; one in 60 has another in brackets."""
    return (number * 2_654_435_761) % PEOPLE + np.where(number % 60 == 0, ALIASED, 0)


def firm_elsewhere_name(number: Array) -> Array:
    """Code of the name of a firm that banks elsewhere."""
    return FIRMS + (number * 7_919 + 13) % FIRM_NAMES


def buy(stage: Stage, name: str, account: Array, day: Array, city: Array, **changes: Any) -> Array:
    """Purchases by card; returns their keys.

    Args:
        stage: the block.
        name: category of spending.
        account: who pays.
        day: when.
        city: where; ignored for what is bought online.
        changes: hours, median or `at` other than the category's; factor on its median.
    """
    category, count = CATEGORIES[PLACE[name]], len(account)
    at = changes.get("at")
    if at is None:
        at = stage.at(day, changes.get("hours", category.hours))
    median = changes.get("median", category.median) * changes.get("factor", 1.0)
    cents = amounts.prices(stage.draws, count, median, category.spread)
    where = np.full(count, NONE) if category.online else city
    slot = np.where(where == NONE, ONLINE, where)
    merchant = code_of(PLACE[name], slot, numbers(stage.draws, category, count))
    return stage.add(
        account, at, cents, channel=CARD, mcc=mcc_of(merchant), merchant=merchant, city=where
    )


def withdraw(stage: Stage, account: Array, at: Array, cents: Array, city: Array) -> Array:
    """Cash out of machines, one in eleven of which no bank runs."""
    owner = stage.draws.integers(0, WHITE_LABEL, len(account))
    others = stage.draws.random(len(account)) < 0.09
    owner = np.where(others, WHITE_LABEL + owner % (len(ATM_OWNERS) - WHITE_LABEL), owner)
    return stage.add(
        account, at, cents, channel=CASH, branch=stage.machine(city), city=city, owner=owner
    )


def deposit(stage: Stage, sums: Sums, city: Array, depositor: Array) -> Array:
    """Cash in, over a counter by day and at a machine by night; `depositor` codes names."""
    hour = sums.at // 3_600 % 24
    night = (hour < 8) | (hour >= 18)
    branch = np.where(night, stage.machine(city), stage.branch(city))
    return stage.add(
        *sums, credit=True, channel=CASH, branch=branch, city=city,
        depositor=depositor, owner=np.where(night, 0, NONE),
    )  # fmt: skip


def send(
    stage: Stage, payer: Array, payee: Array, at: Array, cents: Array, **columns: Any
) -> Array:
    """Money between two accounts here, on both statements; returns the payers' keys.

    Nothing is booked on an account that is not open yet.
    """
    people, channel = stage.people, columns.pop("channel", TRANSFER)
    day = stage.world.days.day_of(at)
    ready = (day >= people.opened[payer]) & (day >= people.opened[payee]) & (payer != payee)
    given = {
        name: np.broadcast_to(np.asarray(value), ready.shape)[ready]
        for name, value in (columns | {"channel": channel, "bank": OWN}).items()
    }
    payer, payee, at, cents = (part[ready] for part in (payer, payee, at, cents))
    holder = people.holder
    keys = stage.add(
        payer, at, cents, counterparty=people.first + payee, name=people.name[holder[payee]],
        **given,
    )  # fmt: skip
    stage.add(
        payee, at, cents, counterparty=people.first + payer, name=people.name[holder[payer]],
        credit=True, **given,
    )  # fmt: skip
    return keys


def exchange(
    stage: Stage, account: Array, stranger: Array, at: Array, cents: Array, **columns: Any
) -> Array:
    """Money from (credit=True) or to people who bank elsewhere, at home."""
    return stage.add(
        account, at, cents, counterparty=PERSON_ELSEWHERE + stranger,
        name=stranger_name(stranger), bank=stranger % len(BANKS),
        **({"channel": TRANSFER} | columns),
    )  # fmt: skip


def wire(
    stage: Stage, account: Array, stranger: Array, at: Array, cents: Array, **columns: Any
) -> Array:
    """Money to people abroad; `country` says where, `branch` and `city` from which counter."""
    return stage.add(
        account, at, cents, counterparty=PERSON_ELSEWHERE + stranger,
        name=stranger_name(stranger), bank=stranger % len(BANKS),
        **({"channel": WIRE} | columns),
    )  # fmt: skip


def bill(stage: Stage, account: Array, at: Array, cents: Array, merchant: Array) -> Array:
    """Regular bills of billers; those of the busy one are on its own statement as well."""
    place, number = merchant // (CITY_SLOTS * PER_CITY), merchant % PER_CITY
    hub = (place == PLACE["power"]) & (number == 0)
    city = merchant // PER_CITY % CITY_SLOTS
    keys = stage.add(
        account, at, cents, channel=ACH, mcc=mcc_of(merchant), merchant=merchant,
        counterparty=np.where(hub, 0, BILLERS + merchant),
        bank=np.where(hub, OWN, merchant % len(BANKS)), city=np.where(city == ONLINE, NONE, city),
    )  # fmt: skip
    people, payer = stage.people, account[hub]
    stage.add(
        np.full(int(hub.sum()), HUB), at[hub], cents[hub], credit=True, channel=ACH,
        counterparty=people.first + payer, name=people.name[people.holder[payer]], bank=OWN,
    )  # fmt: skip
    return keys


def reference(draws: Draws, text: str, count: int) -> Array:
    """Memos of one kind, each showing a number of its own."""
    return memo(text) + draws.integers(1, MEMO_STEP - 1, count)
