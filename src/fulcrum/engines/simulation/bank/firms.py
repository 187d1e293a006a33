"""What firms do: takings by card and cash, invoices, suppliers, pay, taxes and owners' draws."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import Array, chosen, repeated
from fulcrum.engines.simulation.bank.calendar import A_DAY, AN_HOUR
from fulcrum.engines.simulation.bank.merchants import OWN_TRADE
from fulcrum.engines.simulation.bank.people import BUSINESS
from fulcrum.engines.simulation.bank.rows import ACH, CARD, PAYROLL
from fulcrum.engines.simulation.bank.stage import FIRM_ELSEWHERE, Stage
from fulcrum.engines.simulation.bank.trades import ALL_TRADES
from fulcrum.engines.simulation.bank.verbs import (
    Sums,
    deposit,
    exchange,
    firm_elsewhere,
    reference,
    send,
)
from fulcrum.engines.simulation.bank.words import MEMO_STEP, REVENUE, memo

_CASH = np.array([one.cash for one in ALL_TRADES])
_TICKET = np.array([one.ticket for one in ALL_TRADES])
_CODE = np.array([one.code for one in ALL_TRADES])
_OFFICE = np.array([one.hours == "office" for one in ALL_TRADES])
_PROFILES = ("shops", "evening", "night", "office")
_LATE = np.array([0.02, 0.2, 0.5, 0.02])  # of cash takings, through the night safe
_OPENS = np.array([one.open[0] for one in ALL_TRADES])
_CLOSES = np.array([one.open[1] for one in ALL_TRADES])
_PROFILE = np.array([_PROFILES.index(one.hours) for one in ALL_TRADES])
MOST_SALES = 350.0  # of a month; larger firms settle the rest elsewhere


def _volume(stage: Stage) -> Array:
    """Sales by card of each account in a month; 0 for those that are no firm."""
    people, trade = stage.people, stage.people.trade
    rate = (30 + 12 * people.workers) * np.where(_OFFICE[trade], 0.15, 1.5) * (1 - _CASH[trade])
    sales = np.minimum(rate * people.activity, MOST_SALES)
    return np.where(people.kind == BUSINESS, sales, 0.0)


def _open(stage: Stage, at: Array, trade: Array) -> Array:
    """Moments of sales, most of which fall within the hours that the firm has stated."""
    draws, hour = stage.draws, at // AN_HOUR % 24
    moved = ((hour < _OPENS[trade]) | (hour >= _CLOSES[trade])) & (draws.random(len(at)) < 0.9)
    inside = (draws.uniform(_OPENS[trade], _CLOSES[trade]) * AN_HOUR).astype(np.int64)
    return np.where(moved, at // A_DAY * A_DAY + inside, at)


def sell(stage: Stage) -> None:
    """Takings by card, sale by sale, at the hours of the trade."""
    people, draws = stage.people, stage.draws
    who = repeated(draws, _volume(stage) * stage.world.spec.months)
    profile = _PROFILE[people.trade[who]]
    for place, hours in enumerate(_PROFILES):
        mine = who[profile == place]
        days = "work" if hours == "office" else "leisure" if hours != "shops" else "shops"
        day = stage.world.days.draw(draws, days, len(mine))
        trade = people.trade[mine]
        stage.add(
            mine, _open(stage, stage.at(day, hours), trade), amounts.prices(draws, len(mine), _TICKET[trade], 0.7),
            credit=True, channel=CARD, mcc=_CODE[trade], merchant=OWN_TRADE + mine,
            city=people.city[mine],
        )  # fmt: skip


def bank_cash(stage: Stage) -> None:
    """Cash takings, banked by day or, in trades of the night, through the night safe."""
    people, draws = stage.people, stage.draws
    trade, firm = people.trade, people.kind == BUSINESS
    rate = np.where(_CASH[trade] > 0.1, 2.0 + 6.0 * _CASH[trade], 0.2) * firm
    who = repeated(draws, rate * people.activity * stage.world.spec.months)
    day = stage.world.days.draw(draws, "any", len(who))
    share = _CASH[trade[who]] * _TICKET[trade[who]]
    cents = amounts.banked(draws, len(who), 40 + 14 * share * (1 + 0.3 * people.workers[who]), 0.6)
    late = draws.random(len(who)) < _LATE[_PROFILE[trade[who]]]
    at = np.where(late, stage.at(day, "night"), stage.at(day, "office"))
    deposit(stage, Sums(who, at, cents), people.city[who], people.name[people.owner[who]])


def invoice(stage: Stage) -> None:
    """Invoices paid by firms and people elsewhere, and by firms here to one another."""
    people, draws, months = stage.people, stage.draws, stage.world.spec.months
    firm = people.kind == BUSINESS
    for credit, rate in ((True, np.where(_OFFICE[people.trade], 5.0, 1.0)), (False, 4.5)):
        who = repeated(draws, (rate + 0.7 * people.workers) * firm * months)
        day = stage.world.days.draw(draws, "work", len(who))
        number = (20_000 * draws.random(len(who)) ** 2).astype(np.int64)
        stage.add(
            who, stage.at(day, "office"), amounts.prices(draws, len(who), 320, 1.0), credit=credit,
            channel=3, memo=reference(draws, "INV-{n}", len(who)), **firm_elsewhere(number),
        )  # fmt: skip
    _invoice_here(stage, firm)


def _invoice_here(stage: Stage, firm: Array) -> None:
    draws = stage.draws
    who = repeated(draws, 0.8 * firm * stage.world.spec.months)
    other = chosen(draws, firm.astype(float), len(who))
    day = stage.world.days.draw(draws, "work", len(who))
    send(
        stage, who, other, stage.at(day, "office"), amounts.prices(draws, len(who), 210, 0.9),
        memo=reference(draws, "invoice {n}", len(who)),
    )  # fmt: skip


def pay_strangers(stage: Stage) -> None:
    """Pay of workers who bank elsewhere, monthly."""
    people, draws = stage.people, stage.draws
    here = np.bincount(people.employer[people.employer >= 0], minlength=people.count)
    posts = np.repeat(np.arange(people.count), np.maximum(people.workers - here, 0))
    worker = stage.strangers(len(posts))
    wage = (amounts.prices(draws, len(posts), 1_650, 0.3)).astype(np.int64)
    place, day = stage.world.days.monthly(20 + posts % 9)
    exchange(
        stage, posts[place], worker[place], stage.at(day, "batch"), wage[place], channel=PAYROLL,
        memo=memo("WAGES {name}") + worker[place] % MEMO_STEP,
    )  # fmt: skip


def pay_taxes(stage: Stage) -> None:
    """Taxes of each month, and what owners take out."""
    people, draws = stage.people, stage.draws
    firms = people.places(BUSINESS)
    place, day = stage.world.days.monthly(np.full(len(firms), 19))
    due = (180 + 260 * people.workers[firms[place]]) * draws.uniform(60, 140, len(place))
    stage.add(
        firms[place], stage.at(day, "batch"), due.astype(np.int64), channel=ACH,
        counterparty=FIRM_ELSEWHERE, name=REVENUE, bank=0, memo=reference(draws, "TAX {n}", len(place)),
    )  # fmt: skip
    who = repeated(draws, 1.6 * (people.kind == BUSINESS) * stage.world.spec.months)
    when = stage.world.days.draw(draws, "work", len(who))
    cents = amounts.sums(draws, len(who), 520, 0.7)
    send(stage, who, people.owner[who], stage.at(when, "people"), cents, memo=stage.chat(len(who)))
