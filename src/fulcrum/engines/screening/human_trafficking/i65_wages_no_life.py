"""I65 Wages, no life."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    buy,
    fires,
    firm,
    on,
    quiet,
    receive,
    send,
    txn,
)
from fulcrum.engines.screening.human_trafficking._daily import KEYS, looking_back
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.human_trafficking._wages import payroll
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    money,
)
from fulcrum.engines.screening.shapes import known_account, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Persons with a wage by payroll or ACH, on an account seen for the whole window."""
    moved = {"came": "credits", "lived": "living", "earned": "earnings", "movements": "rows"}
    sums = {name: _[column].sum() for name, column in moved.items()}
    seen = trailing(_free(s, p), p.days, **sums).filter(_.day - _.first >= p.days - 1)
    idle = seen.filter(seen.lived == 0, seen.earned >= p.wages, seen.movements >= p.least)
    known = idle.anti_join(_unknown(s, idle, p), KEYS)
    return reaching(known, "came", p.credits, p.days, payroll(s))


def _unknown(s: Slices, ends: Table, p: Any) -> Table:
    """Days up to which a card payment of unknown kind may have been for living: not evaluable."""
    card = s.txn.filter((s.txn.channel == "card") & ~s.txn.credit & s.txn.mcc.isnull())
    return looking_back(ends.select(KEYS), card.select(KEYS).distinct(), p.days)


def _free(s: Slices, p: Any) -> Table:
    """The days of persons whose account has half a window without living: few, and all it needs."""
    people = s.accounts.filter(s.accounts.party_kind == "person")
    totals = s.totals.select("account_id", "day", "sec", "rows", "credits", "living", "earnings")
    half = max(1, p.days // 2)
    dated = totals.mutate(block=totals.day // half)
    spans = dated.group_by("account_id").agg(
        first=_.day.min(),
        blocks=_.block.max() - _.block.min() + 1,
        lived=_.block.nunique(where=_.living > 0),
        earned=_.earnings.sum(),
    )
    free = spans.filter((spans.lived < spans.blocks) & (spans.earned >= p.wages))
    return known_account(totals.join(free.select("account_id", "first"), "account_id"), people)


def life(movements: int, wage: float = 1000, first: int = -40) -> list[Row]:
    """An old account, a wage, and else small transfers until the nineteenth day."""
    rest = [send(on(19 - n), 10, "B") for n in range(movements - 2)]
    return [receive(on(0), wage, "E", "payroll"), send(on(first), 10, "B"), *rest]


INDICATOR = Indicator(
    id="I65",
    find=find,
    name="Wages, no life",
    measures="A wage comes in and the account is used, yet nothing is ever spent on living.",
    family=Family.LABOUR,
    exploitation=(Exploitation.LABOUR, Exploitation.DOMESTIC),
    sources=("FA",),
    needs=("transactions.mcc",),
    parameters=(
        money("credits", 1_000, "Credits of the window."),
        counts("wages", 1, "Credits of the window by payroll or ACH."),
        counts("least", 20, "Movements of the window."),
        days(60),
    ),
    roles="The holder is a possible victim whose earnings somebody else uses.",
    false_positives="Savings and second accounts, people who pay for everything in cash or from a "
    "partner's account, board and lodging that come with the job.",
    lookback=120,
    absence=60,
    fixtures=(
        fires("Twenty movements and 1,000", life(20), days=1),
        quiet("Nineteen movements", life(19)),
        quiet("A cent less came in", life(20, 999.99)),
        quiet("Groceries once", [*life(24), buy(on(2), 5, 5411)]),
        fires("Groceries 60 days before", [buy(on(-41), 5, 5411), *life(20)], days=1),
        quiet("Groceries within 60 days", [buy(on(-40), 5, 5411), *life(20)]),
        quiet("An account seen for 59 days", life(20, first=-39)),
        quiet("A card payment of unknown kind",
              [*life(20), txn(on(2), 5, credit=False, channel="card")]),
        quiet("No wage", [receive(on(0), 1000, "E"), *life(20)[1:]]),
        quiet("A firm", [account("A", "F", kind="business"), firm("F"), *life(20)]),
    ),
)  # fmt: skip
