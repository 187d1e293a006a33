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
from fulcrum.engines.simulation.bank.people import People
from fulcrum.engines.simulation.bank.rows import ACH, CARD, CASH, HUB, TRANSFER, WIRE
from fulcrum.engines.simulation.bank.stage import (
    BILLERS,
    FIRM_ELSEWHERE,
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


def firm_elsewhere(number: Array) -> dict[str, Any]:
    """The columns of a row that tell of a firm that banks elsewhere."""
    name, account = firm_elsewhere_name(number), FIRM_ELSEWHERE + number
    return {"counterparty": account, "name": name, "bank": number % OWN}


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


def _machine_owner(draws: Draws, count: int) -> Array:
    owner = draws.integers(0, WHITE_LABEL, count)
    others = draws.random(count) < 0.09
    return np.where(others, WHITE_LABEL + owner % (len(ATM_OWNERS) - WHITE_LABEL), owner)


def withdraw(stage: Stage, account: Array, at: Array, cents: Array, city: Array) -> Array:
    """Cash out of machines, one in eleven of which no bank runs."""
    owner = _machine_owner(stage.draws, len(account))
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


def _some_of(columns: dict[str, Any], mask: Array) -> dict[str, Array]:
    whole = {name: np.asarray(value) for name, value in columns.items()}
    return {name: np.broadcast_to(value, mask.shape)[mask] for name, value in whole.items()}


def _account_here(people: People, account: Array) -> dict[str, Array]:
    return {"counterparty": people.first + account, "name": people.named(account)}


def send(
    stage: Stage, payer: Array, payee: Array, at: Array, cents: Array, **columns: Any
) -> Array:
    """Money between two accounts here, on both statements; returns the payers' keys.

    Nothing is booked on an account that is not open yet.
    """
    people, channel = stage.people, columns.pop("channel", TRANSFER)
    day = stage.world.days.day_of(at)
    ready = (day >= people.opened[payer]) & (day >= people.opened[payee]) & (payer != payee)
    given = _some_of(columns | {"channel": channel, "bank": OWN}, ready)
    payer, payee, at, cents = (part[ready] for part in (payer, payee, at, cents))
    keys = stage.add(payer, at, cents, **_account_here(people, payee), **given)
    stage.add(payee, at, cents, **_account_here(people, payer), credit=True, **given)
    return keys


def _person_elsewhere(stranger: Array) -> dict[str, Any]:
    name, number = stranger_name(stranger), PERSON_ELSEWHERE + stranger
    return {"counterparty": number, "name": name, "bank": stranger % len(BANKS)}


def exchange(
    stage: Stage, account: Array, stranger: Array, at: Array, cents: Array, **columns: Any
) -> Array:
    """Money from (credit=True) or to people who bank elsewhere, at home."""
    told = {"channel": TRANSFER} | _person_elsewhere(stranger) | columns
    return stage.add(account, at, cents, **told)


def wire(
    stage: Stage, account: Array, stranger: Array, at: Array, cents: Array, **columns: Any
) -> Array:
    """Money to people abroad; `country` says where, `branch` and `city` from which counter."""
    told = {"channel": WIRE} | _person_elsewhere(stranger) | columns
    return stage.add(account, at, cents, **told)


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
    payer = account[hub]
    stage.add(
        np.full(int(hub.sum()), HUB), at[hub], cents[hub], credit=True, channel=ACH,
        bank=OWN, **_account_here(stage.people, payer),
    )  # fmt: skip
    return keys


def reference(draws: Draws, text: str, count: int) -> Array:
    """Memos of one kind, each showing a number of its own."""
    return memo(text) + draws.integers(1, MEMO_STEP - 1, count)
