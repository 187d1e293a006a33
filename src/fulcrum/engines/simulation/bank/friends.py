"""Money among people: friends and family, remittances, wallets, sales on the side."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import NONE, Array, repeated
from fulcrum.engines.simulation.bank.people import PERSONAL, WALLET_ACCOUNT
from fulcrum.engines.simulation.bank.rows import ACH, CHEQUE, TRANSFER, WALLET, WIRE
from fulcrum.engines.simulation.bank.stage import OWN, PROCESSOR, Stage
from fulcrum.engines.simulation.bank.verbs import exchange, send, wire
from fulcrum.engines.simulation.bank.words import FIRM_NAMES, FIRMS, PROCESSORS

CIRCLE = 6


def _times(stage: Stage, rate: float, share: float) -> tuple[Array, Array]:
    """Who does something on which day: a share of people, at a monthly rate."""
    people, draws = stage.people, stage.draws
    does = (people.kind == PERSONAL) & (draws.random(people.count) < share)
    taste = np.exp(0.6 * draws.standard_normal(people.count))
    who = repeated(draws, rate * does * taste * people.activity * stage.world.spec.months)
    return who, stage.world.days.draw(draws, "any", len(who))


def give_to_friends(stage: Stage) -> None:
    """Transfers to friends and family here, and to and from those who bank elsewhere."""
    people, draws = stage.people, stage.draws
    persons = people.places(PERSONAL)
    circle = persons[draws.integers(0, len(persons), (people.count, CIRCLE))]
    who, day = _times(stage, 1.2, 0.9)
    friend = circle[who, draws.integers(0, CIRCLE, len(who))]
    cents = amounts.sums(draws, len(who), 38, 1.0)
    wired = draws.random(len(who)) < 0.02
    send(
        stage, who, friend, stage.at(day, "people"), cents, memo=stage.chat(len(who)),
        channel=np.where(wired, WIRE, TRANSFER), city=np.where(wired, people.city[who], NONE),
    )  # fmt: skip
    _give_elsewhere(stage)


def _give_elsewhere(stage: Stage) -> None:
    count, draws = stage.people.count, stage.draws
    others = stage.strangers(count * CIRCLE).reshape(count, CIRCLE)
    for credit in (False, True):
        who, day = _times(stage, 1.3, 0.85)
        friend = others[who, draws.integers(0, CIRCLE, len(who))]
        new = draws.random(len(who)) < 0.15
        friend = np.where(new, stage.strangers(len(who)), friend)
        cents = amounts.sums(draws, len(who), 42, 1.1)
        exchange(
            stage, who, friend, stage.at(day, "people"), cents, credit=credit,
            memo=stage.chat(len(who)),
        )  # fmt: skip


def send_home(stage: Stage) -> None:
    """Remittances to one or two people abroad."""
    people, draws = stage.people, stage.draws
    who, day = _times(stage, 1.1, 0.1)
    relative = stage.strangers(people.count * 2).reshape(people.count, 2)
    country = 1 + draws.integers(0, len(stage.world.countries) - 1, people.count)
    listed = stage.world.listed[draws.integers(0, len(stage.world.listed), people.count)]
    country = np.where(draws.random(people.count) < 0.3, listed, country)
    wire(
        stage, who, relative[who, draws.integers(0, 2, len(who))], stage.at(day, "people"),
        amounts.sums(draws, len(who), 140, 0.7), country=country[who],
        city=np.where(draws.random(len(who)) < 0.3, people.city[who], NONE),
        memo=stage.chat(len(who)),
    )  # fmt: skip


def use_wallets(stage: Stage) -> None:
    """Small sums to and from wallets, mostly the same few, and what wallet accounts do."""
    draws, people = stage.draws, stage.people
    few = stage.strangers(people.count * 3).reshape(people.count, 3)
    for credit in (False, True):
        who, day = _times(stage, 1.6, 0.35)
        own = repeated(draws, 5.0 * (people.kind == WALLET_ACCOUNT) * stage.world.spec.months)
        who = np.concatenate([who, own])
        day = np.concatenate([day, stage.world.days.draw(draws, "any", len(own))])
        new = draws.random(len(who)) < 0.35
        other = np.where(new, stage.strangers(len(who)), few[who, draws.integers(0, 3, len(who))])
        exchange(
            stage, who, other, stage.at(day, "people"), amounts.sums(draws, len(who), 19, 0.9),
            credit=credit, channel=WALLET, memo=stage.chat(len(who)),
        )  # fmt: skip


def sell_things(stage: Stage) -> None:
    """Money of sales on the side, settled by a payment processor; and a few cheques."""
    draws = stage.draws
    who, day = _times(stage, 2.5, 0.05)
    processor = who % PROCESSORS
    stage.add(
        who, stage.at(day, "batch"), amounts.prices(draws, len(who), 45, 0.8), credit=True,
        channel=ACH, counterparty=PROCESSOR + processor, bank=processor % OWN,
        name=FIRMS + FIRM_NAMES + processor,
    )  # fmt: skip
    who, day = _times(stage, 0.15, 0.2)
    exchange(
        stage, who, stage.strangers(len(who)), stage.at(day, "office"),
        amounts.sums(draws, len(who), 160, 0.9), credit=draws.random(len(who)) < 0.5,
        channel=CHEQUE, city=stage.people.city[who], branch=stage.branch(stage.people.city[who]),
    )  # fmt: skip
