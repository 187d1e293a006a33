"""I73 Added holders."""

from datetime import date, timedelta
from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, account, fires, firm, person, quiet, row
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.human_trafficking._ties import dated
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
    days,
)
from fulcrum.engines.screening.shapes import distinct_within, hits
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Unrelated: surnames other than the first holder's and than each other's."""
    first = s.accounts.filter(s.accounts.party_kind == "person")
    first = first.select("account_id", own=folded(first.surname))
    names = s.parties.select("party_id", family=folded(s.parties.surname))
    added = dated(s.holders.filter(_.role.isin(["joint", "authorised"])), "since")
    both = added.join(first, "account_id").join(names, "party_id")
    seen = distinct_within(both.filter(both.family != both.own), "family", p.days, p.least)
    return Found(hits(seen, value="value", threshold=p.least, days=p.days, members="value"))


def added(number: int, day: int = 0, role: str = "authorised", **more: Any) -> list[Row]:
    """A further holder."""
    party, since = f"H{number}", date(2026, 3, 2) + timedelta(days=day)
    held = row("holders", account_id="A", party_id=party, role=role, since=since)
    return [person(party, **({"surname": f"S{number}"} | more)), held]


OWN = person(surname="Holm")
TWO = [OWN, *added(1), *added(2, role="joint")]
INDICATOR = Indicator(
    id="I73",
    find=find,
    scope=Scope.GLOBAL,
    name="Added holders",
    measures="Several unrelated people are added to one account within half a year.",
    family=Family.IDENTITY,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("holders", "parties.surname"),
    parameters=(
        counts("least", 3, "Added holders of different surnames."),
        days(180),
    ),
    roles="The first holder is a possible controller, those who were added possible victims; it "
    "can be the other way round.",
    false_positives="Flatmates with one account for rent, carers of one person, clubs that bank "
    "in a member's name, families whose members bear different names.",
    fixtures=(
        fires("Three", [*TWO, *added(3)], days=1),
        quiet("Two", TWO),
        quiet("The third bears the holder's name", [*TWO, *added(3, surname="HOLM")]),
        quiet("Two of them are kin", [*TWO, *added(3, surname="s2")]),
        quiet("One without a surname", [*TWO, *added(3, surname=None)]),
        quiet("One only controls", [*TWO, *added(3, role="controller")]),
        fires("Over 180 days", [*TWO, *added(3, 179)]),
        quiet("Over 181 days", [*TWO, *added(3, 180)]),
        quiet("Staff with cards of a firm",
              [account("A", "F"), firm("F", surname="Holm"), *TWO[1:], *added(3)]),
    ),
)  # fmt: skip
