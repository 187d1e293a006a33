"""I70 Mass onboarding."""

from datetime import date, timedelta
from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, person, quiet
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
    """Unrelated: of different surnames; the subject is the employer they state."""
    shared = _sharing(s, "address").union(_sharing(s, "phone"))
    seen = distinct_within(shared, "family", p.days, p.least, by="key")
    seen = seen.join(shared.group_by("key").agg(employer=_.employer.min()), "key")
    told = {"value": "value", "members": "value", "threshold": p.least, "days": p.days}
    return Found(hits(seen, by="employer", **told))


def _sharing(s: Slices, detail: str) -> Table:
    """New customers of an employer, with `key`: it, and a detail that others may have too."""
    known = s.accounts.filter(_.party_kind == "person", _.employer.notnull(), _.surname.notnull())
    alike = folded(_.address) if detail == "address" else _.phone.re_replace("[^0-9]+", "")
    new = dated(known, "opened").mutate(detail=alike).filter(_.detail != "")
    key = folded(new.employer) + "\n" + new.detail
    return new.select("employer", "day", "sec", family=folded(new.surname), key=key)


def joined(number: int, day: int = 0, name: str = "", **more: Any) -> list[Row]:
    """A worker of E who opens an account, each with a surname and details of his own."""
    values = {"surname": name or f"S{number}", "employer": "E", "address": f"{number} Quay Road"}
    opened = date(2026, 3, 2) + timedelta(days=day)
    held = account(f"W{number}", f"P{number}", opened=opened)
    return [held, person(f"P{number}", **(values | more))]


HOUSE: dict[str, Any] = {"address": "1 Mill Lane"}
THREE = [row for n in range(3) for row in joined(n, **HOUSE)]
CALLS = [row for n in range(4) for row in joined(n, phone="+44 20 7000")]
INDICATOR = Indicator(
    id="I70",
    find=find,
    scope=Scope.GLOBAL,
    name="Mass onboarding",
    measures="Unrelated people of one employer open accounts with one address or telephone.",
    family=Family.LABOUR,
    exploitation=(Exploitation.LABOUR,),
    sources=("FA", "F16"),
    needs=("parties.employer", "parties.surname", "accounts.opened"),
    parameters=(counts("least", 4, "New customers of different surnames."), days(60)),
    roles="The employer, or who brings the workers, is a possible controller; they are possible "
    "victims.",
    false_positives="Seasonal staff who live in the employer's lodgings, ship crews, graduates who "
    "join together, a relocation service that gives its own address.",
    alone=True,
    fixtures=(
        fires("Four at one address", [*THREE, *joined(3, **HOUSE)], "E", 1),
        fires("Four with one telephone", CALLS, "E"),
        quiet("Three", THREE),
        quiet("Four of three families", [*THREE, *joined(3, name="s2", **HOUSE)]),
        quiet("One without a surname", [*THREE, *joined(3, surname=None, **HOUSE)]),
        fires("Over 60 days", [*THREE, *joined(3, 59, **HOUSE)], "E"),
        quiet("Over 61 days", [*THREE, *joined(3, 60, **HOUSE)]),
        quiet("One of another employer", [*THREE, *joined(3, employer="O", **HOUSE)]),
        quiet("One employer, homes of their own", [row for n in range(6) for row in joined(n)]),
    ),
)  # fmt: skip
