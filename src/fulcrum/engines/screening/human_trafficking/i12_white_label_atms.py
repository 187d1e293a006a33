"""I12 White-label ATMs."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, withdraw
from fulcrum.engines.screening.human_trafficking._rules import of_active, reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    Parameter,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import reaches, trailing
from fulcrum.engines.screening.slices import Slices

BANKS = "bank|banque|banco|banca|sparkasse|caisse|credit union|building society"


def find(s: Slices, p: Any) -> Found:
    """Machines whose operator is known and is no bank; unknown ones count as a bank's."""
    out = _by_operator(s, p)
    seen = trailing(out, p.days, others=_.other.sum(), withdrawals=_.count())
    mostly = seen.filter(seen.other == 1, reaches(seen.others, seen.withdrawals, p.part))
    return reaching(mostly, "others", p.least, p.days, out.filter(out.other == 1))


def _by_operator(s: Slices, p: Any) -> Table:
    """Withdrawals of accounts that used enough machines of others, with `other`: 1 for those."""
    owner = s.cash.atm_owner.lower().nullif("")
    other = (owner.notnull() & ~owner.re_search(p.banks)).fill_null(False)
    out = s.cash.mutate(other=other.cast("int64")).filter(~s.cash.credit)
    return out.semi_join(of_active(out.filter(out.other == 1), times=p.least), "account_id")


def taken(number: int, owner: str | None = "Corner Cash Ltd", first: int = 0) -> list[Row]:
    """Cash taken out at one machine day after day."""
    return [withdraw(on(first + n), 60, atm_owner=owner) for n in range(number)]


INDICATOR = Indicator(
    id="I12",
    find=find,
    name="White-label ATMs",
    measures="Most cash is taken out at machines that are run by others than banks.",
    family=Family.CASH,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.atm_owner",),
    parameters=(
        counts("least", 5, "Withdrawals at machines that no bank runs."),
        share("part", 0.6, "Of all withdrawals."),
        Parameter("banks", BANKS, "text", Origin.OURS,
                  "A pattern for the names of operators that are banks, in lower case."),
        days(30),
    ),
    roles="Whoever holds the card at the machine may be a controller who avoids cameras and "
    "staff, or a customer of one.",
    false_positives="Areas without bank branches, night workers, people who use the machine in "
    "their corner shop, bars and casinos.",
    fixtures=(
        fires("Five withdrawals", taken(5), days=1),
        quiet("Four withdrawals", taken(4)),
        fires("Six of ten", [*taken(4, "Northport Bank"), *taken(6, first=4)], days=1),
        quiet("Six of eleven", [*taken(5, "Northport Bank"), *taken(6, first=5)]),
        fires("The thirtieth day", [*taken(4), *taken(1, first=29)]),
        quiet("The thirty-first day", [*taken(4), *taken(1, first=30)]),
        quiet("Machines of nobody known", taken(9, None)),
        quiet("A bank's own machines", taken(9, "NORTHPORT BUILDING SOCIETY")),
    ),
)  # fmt: skip
