"""I71 Common device."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, row, send
from fulcrum.engines.screening.human_trafficking._cases import customer
from fulcrum.engines.screening.human_trafficking._daily import looking_back
from fulcrum.engines.screening.human_trafficking._rules import network
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.human_trafficking._ties import keyed
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
    days,
    money,
)
from fulcrum.engines.screening.shapes import distinct_within
from fulcrum.engines.screening.slices import Slices


def _shared(s: Slices, p: Any) -> Table:
    """Days on which accounts used a device or address that several holders use; kin count once."""
    logins = s.feeds["logins"]

    def by(column: str) -> Table:
        used = logins.filter(logins[column].notnull())
        return used.select("account_id", "day", shared=column)

    used = by("device").union(by("ip")).distinct()
    people = s.accounts.select(
        "account_id", person=ibis.coalesce(folded(s.accounts.surname), s.accounts.party_id)
    )
    used = used.join(people, "account_id")
    many = used.group_by("shared").agg(holders=_.person.nunique())
    return used.semi_join(many.filter(many.holders.between(p.least, p.most)), "shared")


def gather(s: Slices, p: Any) -> Table:
    """Payments of some size from accounts on such devices."""
    out = s.moves.filter(~s.moves.credit, s.moves.counterparty.notnull(), s.moves.cents >= p.sent)
    out = out.select("account_id", "day", "sec", "txn_id", payee="counterparty")
    return out.semi_join(_shared(s, p), "account_id")


def combine(gathered: Table, s: Slices, p: Any) -> Found:
    """Similar flows: several holders on one device pay one payee, each used it before he paid."""
    rows = looking_back(gathered, _shared(s, p), p.days, "shared", "person")
    rows = keyed(rows, "shared", "payee")
    seen = distinct_within(rows, "person", p.days, p.least, by="key")
    payees = seen.join(rows.select("key", "payee").distinct(), "key")
    told = {"value": "value", "members": "value", "threshold": p.least, "days": p.days}
    return network(payees, gathered, "payee", **told)


def user(number: int, login: int = 0, paid: float = 100, pays: int = 1, **more: Any) -> list[Row]:
    """One who signs in with the device D and pays B."""
    name, device = f"U{number}", {"device": "D"} | more
    held = customer(name, f"P{number}", surname=device.pop("surname", name))
    signed_in = row("logins", account_id=name, at=on(login), **device)
    return [*held, signed_in, send(on(pays), paid, "B", account_id=name)]


TWO = [*user(1), *user(2)]
INDICATOR = Indicator(
    id="I71",
    gather=gather,
    combine=combine,
    scope=Scope.NETWORK,
    name="Common device",
    measures="Several unrelated holders sign in from one device or address and pay one payee.",
    family=Family.IDENTITY,
    exploitation=(Exploitation.ANY,),
    sources=("OURS",),
    needs=("logins", "transactions.counterparty"),
    parameters=(
        counts("least", 3, "Holders on one device or address who pay one payee."),
        counts("most", 30, "Holders above which a device or address is a public one."),
        money("sent", 100, "Payment to the payee."),
        days(30),
    ),
    roles="The payee, or whoever holds the device, is a possible controller; holders who pay are "
    "possible victims.",
    false_positives="People who share a flat and its rent, a carer or accountant who helps several "
    "customers, a library's or an employer's network.",
    lookback=65,
    fixtures=(
        fires("Three holders", [*TWO, *user(3)], "B", 1),
        fires("From one address on the net",
              [r for n in range(3) for r in user(n, device=None, ip="10.0.0.1")], "B"),
        quiet("Two holders", TWO),
        quiet("Three, of whom two are kin", [*TWO, *user(3, surname="u2")]),
        quiet("A cent less paid", [*TWO, *user(3, paid=99.99)]),
        quiet("Another payee", [*TWO, *user(3)[:3], send(on(1), 500, "C", account_id="U3")]),
        fires("Signed in 29 days before", [*TWO, *user(3, login=-28)], "B"),
        quiet("Signed in 30 days before", [*TWO, *user(3, login=-29)]),
        quiet("Signed in only later", [*TWO, *user(3, login=2)]),
        fires("Paid over 30 days", [*TWO, *user(3, login=30, pays=30)], "B"),
        quiet("Paid over 31 days", [*TWO, *user(3, login=31, pays=31)]),
        fires("Thirty holders", [r for n in range(30) for r in user(n)], "B"),
        quiet("Thirty-one holders", [r for n in range(31) for r in user(n)]),
    ),
)  # fmt: skip
