"""I69 Recruiter payments."""

from typing import Any

from fulcrum.engines.screening.codes import AGENCY
from fulcrum.engines.screening.fixtures import buy, fires, listed, on, quiet, refund, send
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.human_trafficking._spend import on_lists
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices, in_codes


def find(s: Slices, p: Any) -> Found:
    """Employment agencies by code, and recruiters by the bank's list of names."""
    columns = ("account_id", "day", "sec", "txn_id")
    coded = s.card.filter(~s.card.credit & in_codes(s.card.mcc, AGENCY)).select(*columns)
    other = s.txn.filter(~s.txn.credit & (s.txn.channel != "cash") & ~in_codes(s.txn.mcc, AGENCY))
    other = other.mutate(entry=folded(other.merchant.coalesce(other.counterparty_name)))
    named = other.semi_join(on_lists(s, "recruiter"), "entry").select(*columns)
    return often(coded.union(named), p.least, p.days)


TWO = [buy(on(n), 200, 7361) for n in range(2)]
LIST = listed("recruiter", "far shores recruiting")
INDICATOR = Indicator(
    id="I69",
    find=find,
    name="Recruiter payments",
    measures="Payments to employment agencies, or to recruiters the bank lists, again and again.",
    family=Family.LABOUR,
    exploitation=(Exploitation.LABOUR,),
    sources=("N14", "FA"),
    needs=("transactions.mcc",),
    parameters=(counts("least", 3, "Payments to agencies or recruiters."), days(90)),
    roles="A worker who pays to be placed is a possible victim; a firm that pays may be a "
    "facilitator.",
    false_positives="Firms that hire temporary staff as usual, job seekers who pay for courses or "
    "for help with applications.",
    fixtures=(
        fires("Three payments", [*TWO, buy(on(2), 200, 7361)], days=1),
        quiet("Two payments", TWO),
        fires("One to a recruiter on the list",
              [*TWO, *LIST, send(on(2), 900, "R", counterparty_name="Far Shores Recruiting")]),
        quiet("One to a name that is not on it",
              [*TWO, send(on(2), 900, "R", counterparty_name="Near Shores")]),
        fires("Over 90 days", [*TWO, buy(on(89), 200, 7361)]),
        quiet("Over 91 days", [*TWO, buy(on(90), 200, 7361)]),
        quiet("A refund is no payment", [*TWO, refund(on(2), 200, 7361)]),
    ),
)  # fmt: skip
