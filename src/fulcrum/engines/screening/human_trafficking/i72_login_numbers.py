"""I72 Login numbers."""

from typing import Any

from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, row
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
    """Numbers differ by their digits, not by how they are written."""
    logins = s.feeds["logins"].filter(s.feeds["logins"].phone.notnull())
    tried = logins.select("account_id", "day", "sec", digits=logins.phone.re_replace("[^0-9]+", ""))
    seen = distinct_within(tried.filter(tried.digits != ""), "digits", p.days, p.least)
    return Found(hits(seen, value="value", threshold=p.least, days=p.days))


def tried(day: int, phone: str | None) -> Row:
    """A try to sign in."""
    return row("logins", account_id="A", at=on(day), phone=phone)


TWO = [tried(0, "555 01"), tried(1, "555 02")]
INDICATOR = Indicator(
    id="I72",
    find=find,
    scope=Scope.GLOBAL,
    name="Login numbers",
    measures="Several telephone numbers try to sign in to one account.",
    family=Family.IDENTITY,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("logins",),
    parameters=(counts("least", 3, "Different numbers that try one account."), days(30)),
    roles="The holder is a possible victim when others use the account; unclear otherwise.",
    false_positives="A new telephone or contract, travel with local numbers, joint holders and "
    "carers, mistyped numbers.",
    fixtures=(
        fires("Three numbers", [*TWO, tried(2, "555 03")], days=1),
        quiet("Two numbers", TWO),
        quiet("One of them written otherwise", [*TWO, tried(2, "555-01")]),
        quiet("One unknown", [*TWO, tried(2, None)]),
        fires("Over 30 days", [*TWO, tried(29, "555 03")]),
        quiet("Over 31 days", [*TWO, tried(30, "555 03")]),
        quiet("One number, often", [tried(n, "555 01") for n in range(20)]),
    ),
)  # fmt: skip
