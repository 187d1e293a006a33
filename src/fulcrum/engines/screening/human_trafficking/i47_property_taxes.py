"""I47 Several property taxes."""

from typing import Any

from fulcrum.engines.screening.fixtures import Row, fires, listed, on, quiet, send
from fulcrum.engines.screening.human_trafficking._rules import different
from fulcrum.engines.screening.human_trafficking._spend import listed_only
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices

TAXES = 9311
WORDS = r"(property|council|land|real estate) tax|taxe fonci|grundsteuer"


def find(s: Slices, p: Any) -> Found:
    """Tax paid to several municipalities; their other fees, and fines, do not count."""
    paid = listed_only(s, "municipality")
    said = paid.memo.lower().re_search(WORDS).fill_null(False)
    taxes = paid.filter((paid.mcc == TAXES).fill_null(False) | said)
    return different(taxes, "payee", p.least, p.days)


def tax(day: int, town: str, memo: str | None = "Property tax", **more: Any) -> Row:
    """A payment to a municipality."""
    return send(on(day), 400, town, counterparty_name=town, memo=memo, **more)


TOWNS = listed("municipality", "town of northport", "town of southport")
FIRST = [*TOWNS, tax(0, "Town of Northport")]
INDICATOR = Indicator(
    id="I47",
    find=find,
    name="Several property taxes",
    measures="One account pays property tax in several municipalities.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.counterparty_name", "transactions.memo", "lists"),
    parameters=(
        counts("least", 2, "Different municipalities."),
        days(365),
    ),
    roles="Often the owner of the places where others are exploited.",
    false_positives="Second homes, landlords, heirs, and whoever moved within the year.",
    lookback=365,
    fixtures=(
        fires("Two municipalities", [*FIRST, tax(60, "Town of Southport")], days=1),
        quiet("One municipality, twice", [*FIRST, tax(60, "TOWN OF NORTHPORT")]),
        fires("Within 365 days", [*FIRST, tax(364, "Town of Southport")]),
        quiet("366 days apart", [*FIRST, tax(365, "Town of Southport")]),
        fires("Known by its code", [*FIRST, tax(60, "Town of Southport", None, mcc=9311)]),
        quiet("A fine is no tax", [*FIRST, tax(60, "Town of Southport", "Parking fine")]),
        quiet("A payment without a word", [*FIRST, tax(60, "Town of Southport", None)]),
        quiet("A payee that is no municipality", [*FIRST, tax(60, "Southport Ltd")]),
    ),
)  # fmt: skip
