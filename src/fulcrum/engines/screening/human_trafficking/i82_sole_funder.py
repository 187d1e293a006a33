"""I82 Sole funder."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.codes import ADVERT, LODGE
from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    buy,
    fires,
    firm,
    on,
    person,
    quiet,
    receive,
)
from fulcrum.engines.screening.human_trafficking._rules import of_active
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.human_trafficking._ties import customers, keyed
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    money,
    share,
)
from fulcrum.engines.screening.shapes import evidence, hits, reaches, trailing
from fulcrum.engines.screening.slices import Slices, in_codes


def find(s: Slices, p: Any) -> Found:
    """Seen on days when the funder gives: months count whose first gift lies in the window."""
    card = s.card.filter(~s.card.credit)
    advert = in_codes(card.mcc, ADVERT) & (card.cents <= p.advert)
    spent = card.filter(in_codes(card.mcc, LODGE) | advert)
    spent = of_active(spent, times=p.signs)
    gifts = _gifts(s, spent)
    seen = _funded(p, gifts).join(_all(s, p, gifts, spent), ["account_id", "day"])
    found = seen.filter(
        (seen.months >= p.months) & (seen.signs >= p.signs) & reaches(seen.gave, seen.came, p.part)
    )
    value = found.gave.cast("float64") / found.came
    return Found(
        hits(found, value=value, threshold=p.part, days=p.days),
        evidence(gifts).union(evidence(spent.semi_join(gifts, "account_id"))),
    )


def _gifts(s: Slices, spent: Table) -> Table:
    """Credits of such accounts from an unrelated person who banks here and is not the employer."""
    came = s.moves.filter(s.moves.credit & (s.moves.channel != "payroll"))
    came = came.semi_join(spent, "account_id")
    came = came.select("account_id", "day", "month", "sec", "cents", "txn_id", "counterparty")
    own = s.accounts.select("account_id", "party_id", "surname", "employer")
    payers = customers(s).filter(_.other_kind == "person")
    payers = payers.select("other", "other_surname", counterparty="number")
    both = came.join(payers, "counterparty").join(own, "account_id")
    return both.filter(
        (both.other != both.party_id)
        & (folded(both.other_surname) != folded(both.surname))
        & (both.other != both.employer).fill_null(True)
    )


def _funded(p: Any, gifts: Table) -> Table:
    """What one payer gave in the window, on days with a gift."""
    daily = keyed(gifts, "account_id", "other").group_by(["key", "account_id", "month", "day"])
    daily = daily.agg(cents=_.cents.sum())
    by_month = ibis.window(group_by=["key", "month"], order_by="day")
    daily = daily.mutate(opens=(ibis.row_number().over(by_month) == 0).cast("int64"))
    return trailing(daily, p.days, by="key", gave=_.cents.sum(), months=_.opens.sum()).select(
        "account_id", "day", "gave", "months"
    )


def _all(s: Slices, p: Any, gifts: Table, spent: Table) -> Table:
    """All that came in within the window, and how often the account paid for beds or adverts."""
    signs = spent.group_by(["account_id", "day"]).agg(signs=_.count())
    totals = s.totals.semi_join(gifts, "account_id").left_join(signs, ["account_id", "day"])
    totals = totals.select("account_id", "day", "sec", "credits", sign=_.signs.fill_null(0))
    return trailing(totals, p.days, came=_.credits.sum(), signs=_.sign.sum())


PEOPLE = [person(surname="Lindo"), account("B", "K"), person("K", surname="Holm")]


def funded(*gift_days: int, gave: float = 400, rest: float = 100, signs: int = 3) -> list[Row]:
    """Gifts from B, as much else from elsewhere each time, and nights in hotels."""
    came = [row for day in gift_days for row in (
        receive(on(day, "09:00"), rest, "X"), receive(on(day), gave, "B"))]  # fmt: skip
    return [*PEOPLE, *came, *(buy(on(40 + n), 80, 7011) for n in range(signs))]


def adverts(amount: float) -> list[Row]:
    """Gifts, and adverts instead of hotels."""
    return [*funded(0, 31, 61, signs=0), *(buy(on(n), amount, 7311) for n in range(3))]


INDICATOR = Indicator(
    id="I82",
    find=find,
    name="Sole funder",
    measures="One unrelated customer funds nearly all of an account that pays for lodging or small "
    "adverts.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.counterparty", "transactions.mcc", "parties.surname"),
    parameters=(
        share("part", 0.8, "Of all credits of the window that come from one customer."),
        counts("months", 3, "Calendar months with a gift of that customer."),
        counts("signs", 3, "Payments of the account for lodging or small adverts."),
        money("advert", 100, "A small payment for an advert is at most this."),
        days(92),
    ),
    roles="Whoever funds the account is a possible controller; its holder is a possible victim.",
    false_positives="Partners without a common name who keep house together, a parent who supports "
    "a student, a friend who lends for a long time.",
    lookback=100,
    fixtures=(
        fires("Four fifths, three months, three nights", funded(0, 31, 61), days=1),
        fires("Three small adverts", adverts(100)),
        quiet("Three adverts of a cent more", adverts(100.01)),
        quiet("A cent less of four fifths", funded(0, 31, 61, gave=399.99)),
        quiet("Two months", funded(0, 31)),
        quiet("Three gifts in two months", funded(0, 31, 50)),
        quiet("Two nights", funded(0, 31, 61, signs=2)),
        fires("Over 92 days", funded(0, 31, 91)),
        quiet("Over 93 days", funded(0, 31, 92)),
        quiet("Of one surname", [person(surname="holm"), *funded(0, 31, 61)[1:]]),
        quiet("The employer",
              [person(surname="Lindo", employer="K"), *funded(0, 31, 61)[1:]]),
        quiet("A firm", [*funded(0, 31, 61)[:1], account("B", "F"), firm("F", surname="Holm"),
                         *funded(0, 31, 61)[3:]]),
        quiet("Nobody the bank knows", [PEOPLE[0], *funded(0, 31, 61)[3:]]),
    ),
)  # fmt: skip
