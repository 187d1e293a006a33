"""I85 Large stranger transfers."""

from typing import Any

import ibis
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    fires,
    firm,
    on,
    person,
    quiet,
    receive,
    row,
    send,
)
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.human_trafficking._ties import customers, holders
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    counts,
    days,
    money,
    share,
)
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Of persons, in or out, the other side's name known; an empty memo states no purpose."""
    large = s.moves.filter(
        s.moves.channel.isin(["transfer", "wire"])
        & (s.moves.cents >= round(p.report_threshold * p.part))
        & s.moves.counterparty_name.notnull()
        & (s.moves.memo.fill_null("") == "")
    )
    large = large.select(
        *("account_id", "day", "sec", "txn_id"),
        number="counterparty",
        called=folded(large.counterparty_name),
    )
    return often(_strangers(s, large), p.least, p.days)


def _strangers(s: Slices, large: Table) -> Table:
    """Transfers whose other side is not tied to the holder by anything the bank knows."""
    own = s.accounts.filter(s.accounts.party_kind == "person")
    own = own.select("account_id", "party_id", "surname", "address", "employer")
    both = large.join(own, "account_id").left_join(customers(s), "number")
    family = folded(both.surname)
    strange = both.filter((family != "") & ~both.called.contains(family) & ~_tied(both))
    return strange.anti_join(holders(s).rename(other="party_id"), ["account_id", "other"])


def _tied(both: Table) -> Any:
    """Whether it is the same customer or firm, or one of the family, the home or the work."""
    ties = (
        both.other == both.party_id,
        both.steward == both.party_id,
        folded(both.other_surname) == folded(both.surname),
        folded(both.other_address) == folded(both.address),
        both.other == both.employer,
        both.other_employer == both.employer,
        both.called == folded(both.employer),
    )
    return ibis.or_(*(one.fill_null(False) for one in ties))


def got(day: int, amount: float = 3_000, name: str | None = "Per Berg", **more: Any) -> Row:
    """A large transfer from somebody."""
    return receive(on(day), amount, more.pop("sender", "X"), counterparty_name=name, **more)


OWN = person(surname="Holm", employer="E", address="1 Quay Road")
TWO = [OWN, got(0), send(on(1), 3_000, "Y", counterparty_name="Eva Lund")]
INDICATOR = Indicator(
    id="I85",
    find=find,
    name="Large stranger transfers",
    measures="Several large transfers to or from people without a known tie or a stated purpose.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.memo", "transactions.counterparty_name", "parties.surname"),
    parameters=(
        money("report_threshold", 10_000, "Cash above it is reported.", Origin.SOURCE),
        share("part", 0.3, "Of that threshold: a transfer from this on is large."),
        counts("least", 3, "Large transfers of the window."),
        days(30),
    ),
    roles="The holder may be a controller who collects, or a victim whose account is used.",
    false_positives="Purchase of a car or a home, loans among friends, relatives of another name, "
    "messages in which the bank's channel carries no memo.",
    fixtures=(
        fires("Three transfers of 3,000", [*TWO, got(2)], days=1),
        quiet("Two transfers", TWO),
        quiet("One a cent below", [*TWO, got(2, 2_999.99)]),
        fires("Over 30 days", [*TWO, got(29)]),
        quiet("Over 31 days", [*TWO, got(30)]),
        quiet("A purpose is stated", [*TWO, got(2, memo="Deposit for the flat")]),
        fires("Blanks are no purpose", [*TWO, got(2, memo="  ")]),
        quiet("The holder's surname", [*TWO, got(2, name="ANA HOLM")]),
        quiet("No name", [*TWO, got(2, name=None)]),
        quiet("A customer of one address",
              [*TWO, account("X2", "Q"), person("Q", address="1 QUAY road"), got(2, sender="X2")]),
        quiet("A colleague",
              [*TWO, account("X2", "Q"), person("Q", employer="E"), got(2, sender="X2")]),
        quiet("A firm of the holder's own",
              [*TWO, account("X2", "F"), firm("F", owner="P"), got(2, sender="X2")]),
        quiet("A joint holder",
              [*TWO, account("X2", "Q"), row("holders", account_id="A", party_id="Q", role="joint"),
               got(2, sender="X2")]),
        quiet("Wages", [OWN, *(got(n, channel="payroll") for n in range(4))]),
    ),
)  # fmt: skip
