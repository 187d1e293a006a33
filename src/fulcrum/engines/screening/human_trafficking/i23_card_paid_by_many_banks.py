"""I23 Card paid by many banks."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, receive, txn
from fulcrum.engines.screening.human_trafficking._daily import preceding
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import evidence
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Enough banks paid within the window before an advance, the last of them shortly before."""
    drawn = s.txn.filter(s.txn.channel == "advance", ~s.txn.credit)
    paid = s.moves.filter(s.moves.credit, s.moves.counterparty_bank.notnull())
    banks = paid.mutate(bank=paid.counterparty_bank.upper())
    ends = drawn.select("account_id", "txn_id", "day", "sec")
    pairs = preceding(ends, banks, p.days, "bank")
    each = pairs.group_by(["account_id", "txn_id", "day", "sec"])
    each = each.agg(banks=_.bank.nunique(), last=_.other_day.max())
    each = each.filter(each.banks >= p.least, each.day - each.last <= p.until)
    rows = evidence(paid.semi_join(drawn, "account_id")).union(evidence(drawn))
    return found(each, "banks", p.least, p.days, rows)


def _paid(day: int, bank: str | None, **more: Any) -> Row:
    return receive(on(day), 400, f"at {bank}", counterparty_bank=bank, **more)


def _advance(day: int, clock: str = "12:00") -> Row:
    return txn(on(day, clock), 900, credit=False, channel="advance")


BANKS = [_paid(0, "AAAAGB2L"), _paid(1, "BBBBGB2L"), _paid(2, "CCCCGB2L")]
INDICATOR = Indicator(
    id="I23",
    find=find,
    name="Card paid by many banks",
    measures="A card is paid off from several institutions and cash is drawn on it soon after.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.counterparty_bank",),
    parameters=(
        counts("least", 3, "Institutions from which the card was paid."),
        days(5, name="until"),
        days(30),
    ),
    roles="Several people feed the card: its user may collect for a controller, or be exploited.",
    false_positives="People who keep accounts with several banks, or whose relatives help to pay a card.",
    fixtures=(
        fires("Three banks, then cash", [*BANKS, _advance(4)], days=1),
        fires("Five days later", [*BANKS, _advance(7)]),
        quiet("Six days later", [*BANKS, _advance(8)]),
        quiet("Two banks", [*BANKS[:2], _paid(2, "BBBBGB2L"), _advance(4)]),
        quiet("A bank that is not known", [*BANKS[:2], _paid(2, None), _advance(4)]),
        fires("The first on the 30th day before", [*BANKS[:2], _paid(26, "CCCCGB2L"), _advance(29)]),
        quiet("The first on the 31st", [*BANKS[:2], _paid(27, "CCCCGB2L"), _advance(30)]),
        quiet("Cash first", [_advance(2, "11:59:59"), *BANKS]),
        quiet("No cash is drawn", BANKS),
    ),
)  # fmt: skip
