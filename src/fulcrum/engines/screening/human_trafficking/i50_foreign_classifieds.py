"""I50 Foreign classifieds."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.codes import ADVERT
from fulcrum.engines.screening.fixtures import buy, fires, listed, on, person, quiet
from fulcrum.engines.screening.human_trafficking._rules import different
from fulcrum.engines.screening.human_trafficking._spend import coded_or_listed, payments
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import known_account
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Several different hosts of adverts in countries other than the holder's own."""
    adverts = coded_or_listed(s, payments(s), ADVERT, "advert_merchant")
    placed = known_account(adverts, s.accounts, "home_country").filter(_.payee.notnull())
    abroad = placed.filter(placed.country.lower() != placed.home_country.lower())
    return different(abroad, "payee", p.least, p.days)


def advert(day: int, host: str, country: str | None = "US", mcc: int = 7311) -> Any:
    """An advert paid at a host."""
    return buy(on(day), 15, mcc, merchant=host, country=country)


TWO = [advert(0, "One"), advert(1, "Two", "NL")]
INDICATOR = Indicator(
    id="I50",
    find=find,
    name="Foreign classifieds",
    measures="Adverts are bought from several hosts that sit in other countries.",
    family=Family.ONLINE,
    exploitation=(Exploitation.SEXUAL,),
    sources=("N20",),
    needs=(
        "transactions.mcc", "transactions.merchant", "transactions.country",
        "parties.home_country",
    ),
    parameters=(
        counts("least", 3, "Different hosts abroad."),
        days(30),
    ),
    roles="Often whoever posts adverts for others, also where they are to be moved next.",
    false_positives="Exporters, and firms whose advertising platforms bill from abroad.",
    fixtures=(
        fires("Three hosts", [*TWO, advert(2, "Three", mcc=7273)], days=1),
        quiet("Two hosts, one of them twice", [*TWO, advert(2, "ONE")]),
        quiet("The third is at home", [*TWO, advert(2, "Three", "GB")]),
        quiet("Nobody knows where the third is", [*TWO, advert(2, "Three", None)]),
        quiet("Nobody knows where the holder lives",
              [*TWO, advert(2, "Three"), person(home_country=None)]),
        fires("Within 30 days", [*TWO, advert(29, "Three")]),
        quiet("31 days apart", [*TWO, advert(30, "Three")]),
        fires("A listed host", [*listed("advert_merchant", "adboard"), *TWO,
                                advert(2, "AdBoard", mcc=5968)]),
        quiet("Hotels abroad", [advert(n, f"Inn {n}", mcc=7011) for n in range(5)]),
    ),
)  # fmt: skip
