"""I70 Mass onboarding."""

from datetime import date, timedelta
from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, account, fires, person, quiet
from fulcrum.engines.screening.human_trafficking._ties import dated, folded
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
    known = s.accounts.filter(
        (s.accounts.party_kind == "person")
        & s.accounts.employer.notnull()
        & s.accounts.surname.notnull()
    )
    new = dated(known, "opened")

    def sharing(detail: Any) -> Any:
        told = new.filter(detail.notnull() & (detail != ""))
        return told.select(
            *("employer", "day", "sec"),
            family=folded(told.surname),
            key=folded(told.employer) + "\n" + detail,
        )

    shared = sharing(folded(new.address)).union(sharing(new.phone.re_replace("[^0-9]+", "")))
    seen = distinct_within(shared, "family", p.days, p.least, by="key")
    employers = shared.group_by("key").agg(employer=_.employer.min())
    found = seen.join(employers, "key")
    return Found(
        hits(found, value="value", threshold=p.least, days=p.days, by="employer", members="value")
    )


def joined(number: int, day: int = 0, name: str = "", **more: Any) -> list[Row]:
    """A worker of E who opens an account, each with a surname and details of his own."""
    values = {"surname": name or f"S{number}", "employer": "E", "address": f"{number} Quay Road"}
    return [
        account(f"W{number}", f"P{number}", opened=date(2026, 3, 2) + timedelta(days=day)),
        person(f"P{number}", **(values | more)),
    ]


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
        quiet("One without a surname",
              [*THREE, *joined(3, surname=None, **HOUSE)]),
        fires("Over 60 days", [*THREE, *joined(3, 59, **HOUSE)], "E"),
        quiet("Over 61 days", [*THREE, *joined(3, 60, **HOUSE)]),
        quiet("One of another employer", [*THREE, *joined(3, employer="O", **HOUSE)]),
        quiet("One employer, homes of their own", [row for n in range(6) for row in joined(n)]),
    ),
)  # fmt: skip
