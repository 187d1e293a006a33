"""What controllers pay for others, and how money goes on: shared by the scenarios."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import NONE, Array
from fulcrum.engines.simulation.bank.networks.plan import Plan, ease, times
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.verbs import Sums, buy, exchange, send, wire, withdraw
from fulcrum.engines.simulation.bank.words import LEXICON, memo

HOUR = 3_600
_LEXICON = np.array([memo(word) for word in LEXICON])


def provide(stage: Stage, plan: Plan, accounts: Array, rates: dict[str, float]) -> None:
    """Purchases near home, by category, at monthly rates for each account."""
    for name, rate in rates.items():
        who, day = times(stage, plan, accounts, rate)
        if len(who):
            buy(stage, name, who, day, stage.home(who))


def meagre(stage: Stage, rates: dict[str, float]) -> dict[str, float]:
    """Rates of people who can hardly buy anything; next to nothing when it is easy to see."""
    part = ease(stage, 0.05, 1.0)
    return {name: rate * part for name, rate in rates.items()}


def pass_on(stage: Stage, plan: Plan, sums: Sums, hours: float) -> None:
    """Most of some money goes on to those in control, within hours.

    Args:
        stage: the block.
        plan: the network.
        sums: the money, and who has it since when.
        hours: the longest it stays.
    """
    draws, (account, at, cents) = stage.draws, sums
    helpers = plan.helpers
    payee = np.full(len(account), plan.boss)
    if len(helpers):
        aside = draws.random(len(account)) < ease(stage, 0.1, 0.55)
        payee = np.where(aside, helpers[draws.integers(0, len(helpers), len(account))], payee)
    part = amounts.shares(draws, cents, ease(stage, 0.75, 0.4), ease(stage, 0.97, 0.85))
    later = at + (draws.uniform(0.3, hours, len(account)) * HOUR).astype(np.int64)
    send(stage, account, payee, later, part, memo=stage.chat(len(account)))


def partly_by_night(stage: Stage, day: Array, share: float, otherwise: str) -> Array:
    """Moments on days, a share of them by night, the others at a profile's hours."""
    night = stage.draws.random(len(day)) < share
    return np.where(night, stage.at(day, "night"), stage.at(day, otherwise))


def give_boss(stage: Stage, plan: Plan, sums: Sums) -> None:
    """Some money goes to the one in control, with words as among friends."""
    payer, at, cents = sums
    boss = np.full(len(payer), plan.boss)
    send(stage, payer, boss, at, cents, memo=stage.chat(len(payer)))


def gather(stage: Stage, plan: Plan) -> None:
    """What helpers collected goes to the one in control, twice a month or so."""
    who, day = times(stage, plan, plan.helpers, 2.5)
    cents = amounts.sums(stage.draws, len(who), 420, 0.6)
    give_boss(stage, plan, Sums(who, stage.at(day, "people"), cents))


def cash_out(stage: Stage, plan: Plan, accounts: Array, rate: float, median: float) -> None:
    """Cash out of machines near home."""
    who, day = times(stage, plan, accounts, rate)
    cents = amounts.notes(stage.draws, len(who), median, 0.6)
    withdraw(stage, who, stage.at(day, "people"), cents, stage.home(who))


def send_abroad(stage: Stage, plan: Plan, accounts: Array, rate: float, median: float) -> None:
    """Wires to a few people in one listed country, from counters or from home."""
    draws, listed, payees = stage.draws, stage.world.listed, 2 + plan.number % 4
    who, day = times(stage, plan, accounts, rate)
    payee = stage.strangers(payees)[draws.integers(0, payees, len(who))]
    country = listed[plan.number % len(listed)]
    counter = draws.random(len(who)) < ease(stage, 0.6, 0.3)
    wire(
        stage, who, payee, stage.at(day, "people"), amounts.sums(draws, len(who), median, 0.6),
        country=np.full(len(who), country), memo=stage.chat(len(who)),
        city=np.where(counter, stage.home(who), NONE),
    )  # fmt: skip


def paid_by_strangers(
    stage: Stage, account: Array, at: Array, median: float, telling: float
) -> Array:
    """Transfers from people who bank elsewhere; returns the amounts in cents.

    Args:
        stage: the block.
        account: who is paid.
        at: when.
        median: of an amount, in units.
        telling: share of payers whose words tell what they pay for, 0 to 1.
    """
    draws, count = stage.draws, len(account)
    words = np.where(
        draws.random(count) < telling,
        _LEXICON[draws.integers(0, len(_LEXICON), count)],
        stage.chat(count),
    )
    cents = amounts.sums(draws, count, median, 0.7)
    exchange(stage, account, stage.strangers(count), at, cents, credit=True, memo=words)
    return cents
