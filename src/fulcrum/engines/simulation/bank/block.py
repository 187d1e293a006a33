"""One block from nothing to its rows, in the order of accounts and time."""

from dataclasses import dataclass

import numpy as np

from fulcrum.engines.simulation.bank import firms, friends, habits, housing, income, spending
from fulcrum.engines.simulation.bank.arrays import NONE, Array, stream
from fulcrum.engines.simulation.bank.calendar import A_DAY, AN_HOUR, skipped_hours
from fulcrum.engines.simulation.bank.census import make_people
from fulcrum.engines.simulation.bank.feeds import Feeds
from fulcrum.engines.simulation.bank.holding import add_holders
from fulcrum.engines.simulation.bank.lookalikes import play_all
from fulcrum.engines.simulation.bank.merchants import CITY_SLOTS, ONLINE, OWN_TRADE, PER_CITY
from fulcrum.engines.simulation.bank.networks.all import act_all
from fulcrum.engines.simulation.bank.networks.plan import Plan
from fulcrum.engines.simulation.bank.networks.recruit import all_but_busy, kept_share, recruit_all
from fulcrum.engines.simulation.bank.people import People
from fulcrum.engines.simulation.bank.rows import ACH, CARD, CASH, TRANSFER, WALLET, Columns, Rows
from fulcrum.engines.simulation.bank.stage import OWN, Stage
from fulcrum.engines.simulation.bank.travel import travel
from fulcrum.engines.simulation.bank.world import World

LIFE = {
    "pay": income.pay_workers,
    "pensions": income.pay_others,
    "bills": housing.pay_bills,
    "rent": housing.pay_rent,
    "spending": spending.spend,
    "cash": spending.use_cash,
    "friends": friends.give_to_friends,
    "remittances": friends.send_home,
    "wallets": friends.use_wallets,
    "sales on the side": friends.sell_things,
    "journeys": travel,
    "sales": firms.sell,
    "takings": firms.bank_cash,
    "invoices": firms.invoice,
    "payroll": firms.pay_strangers,
    "taxes": firms.pay_taxes,
    "sign-ins": habits.sign_in,
    "tellers": habits.visit_tellers,
    "adverts": habits.advertise,
}


@dataclass(frozen=True, slots=True)
class Block:
    """A block that is done.

    Attributes:
        number: of the block.
        people: its accounts.
        columns: its rows, by account, then time.
        feeds: what other systems saw.
        plans: its networks.
        played: its look-alikes: kind, and accounts.
    """

    number: int
    people: People
    columns: Columns
    feeds: Feeds
    plans: list[Plan]
    played: list[tuple[str, Array]]


def _on_the_clock(world: World, columns: Columns) -> None:
    """Give every row its country, and move what clocks skipped to the hour they went to."""
    columns["zone"] = world.city_country(columns["city"]).astype(np.int8)
    merchant = columns["merchant"]
    world_wide = (merchant >= 0) & (merchant < OWN_TRADE)
    world_wide &= merchant // PER_CITY % CITY_SLOTS == ONLINE
    foreign = world_wide & (merchant % 6 == 5)
    shop = np.where(foreign, 1 + merchant % 7 * 3 % (len(world.countries) - 1), columns["zone"])
    columns["country"] = np.where(columns["country"] == NONE, shop, columns["country"]).astype(
        np.int8
    )
    at = columns["at"]
    for place, zone in enumerate(world.zones):
        for start in skipped_hours(zone, world.spec):
            skipped = (columns["zone"] == place) & (at >= start) & (at < start + AN_HOUR)
            at[skipped] += AN_HOUR


def _kept(world: World, people: People, columns: Columns, kept: Array, block: int) -> Array:
    """Which rows stay: within the time, of an open account, not given up by the exploited."""
    first, account = world.days.first * A_DAY, columns["account"]
    inside = (columns["at"] >= first) & (columns["at"] < first + world.days.count * A_DAY)
    opened = np.where(account < 0, -1, people.opened[account])
    inside &= world.days.day_of(columns["at"]) >= opened
    luck = stream(world.spec.seed, block, "given up").random(len(account))
    share = np.where(account < 0, 1.0, kept[account])
    ordinary, channel = columns["network"] == NONE, columns["channel"]
    bought = ~columns["credit"] & np.isin(channel, [CARD, CASH, ACH, WALLET])
    met = np.isin(channel, [TRANSFER, WALLET]) & (columns["bank"] != OWN)
    given_up = ordinary & (bought | met) & (luck > share)
    stays: Array = inside & ~(given_up & (columns["counterparty"] != 0))
    stays &= (columns["linked"] == NONE) | stays[columns["linked"]]
    return stays


def make_block(world: World, number: int) -> Block:
    """A block of the bank.

    Args:
        world: the country.
        number: of the block, from 0.
    """
    people = make_people(world, number, world.spec.block_size(number))
    draws = stream(world.spec.seed, number, "stage")
    stage = Stage(world, number, people, Rows(), Feeds(), draws)
    plans = recruit_all(stage)
    for purpose, happen in LIFE.items():
        happen(stage.of(purpose))
    played = play_all(stage, _in_no_network(stage, plans))
    act_all(stage, plans)
    add_holders(stage.of("holders"), plans)
    columns = stage.rows.together()
    _on_the_clock(world, columns)
    stays = np.flatnonzero(_kept(world, people, columns, kept_share(stage, plans), number))
    return Block(number, people, _in_order(columns, stays), stage.feeds, plans, played)


def _in_no_network(stage: Stage, plans: list[Plan]) -> Array:
    free = all_but_busy(stage)
    for members in (accounts for plan in plans for _, accounts in plan.members):
        free[members] = False
    return free


def _in_order(columns: Columns, stays: Array) -> Columns:
    place = (columns["account"][stays].astype(np.int64) << 40) + columns["at"][stays]
    order = stays[np.argsort(place, kind="stable")]
    return {name: values[order] for name, values in columns.items()}
