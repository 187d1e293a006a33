"""I46 Utility elsewhere."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, buy, fires, on, person, quiet, row, send
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.human_trafficking._spend import payments
from fulcrum.engines.screening.human_trafficking._ties import holders
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices

UTILITIES = 4900


def find(s: Slices, p: Any) -> Found:
    """Bills of a supplier that serves no place where a holder is known to live or trade.

    Two bills are asked for, since one may be paid as a favour.
    """
    served = s.feeds["merchants"].filter(_.area.notnull())
    served = served.select(payee=served.merchant.lower(), area=served.area.lower())
    bills = payments(s).filter((_.mcc == UTILITIES) | _.mcc.isnull()).semi_join(served, "payee")
    homes = holders(s).join(s.parties.select("party_id", "home_city", "address"), "party_id")
    homes = homes.filter(homes.home_city.notnull())
    pairs = bills.select("account_id", "payee").distinct().join(served, "payee")
    pairs = pairs.join(homes, "account_id")
    near = pairs.address.lower().contains(pairs.area).fill_null(False)
    at_home = pairs.filter((pairs.area == pairs.home_city.lower()) | near)
    strange = bills.semi_join(homes, "account_id").anti_join(at_home, ["account_id", "payee"])
    return often(strange, p.least, p.days)


def bills(times: int, gap: int = 30) -> list[Row]:
    """Bills of a water company of another city."""
    south = row("merchants", merchant="South Water", area="Southport")
    return [south, *(buy(on(n * gap), 60, 4900, merchant="SOUTH WATER") for n in range(times))]


INDICATOR = Indicator(
    id="I46",
    find=find,
    name="Utility elsewhere",
    measures="Utilities are paid for a place where no holder of the account is known to live.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.merchant", "merchants.area", "parties.home_city"),
    parameters=(
        counts("least", 2, "Bills of such suppliers."),
        days(100),
    ),
    roles="Often whoever keeps the place where others are lodged or exploited.",
    false_positives="A recent move, second homes, bills of parents or of children who study.",
    fixtures=(
        fires("Two bills", bills(2), days=1),
        quiet("One bill", bills(1)),
        fires("Within 100 days", bills(2, gap=99)),
        quiet("101 days apart", bills(2, gap=100)),
        quiet("A second holder lives there",
              [*bills(2), row("holders", account_id="A", party_id="Q", role="joint"),
               person("Q", home_city="Southport")]),
        fires("A second holder lives elsewhere too",
              [*bills(2), row("holders", account_id="A", party_id="Q", role="joint"),
               person("Q", home_city="Westport")]),
        quiet("The postal address names it", [*bills(2), person(address="1 Quay, Southport")]),
        quiet("Nobody knows where the holder lives", [*bills(2), person(home_city=None)]),
        quiet("The supplier also serves home",
              [row("merchants", merchant="Two Towns Gas", area=city)
               for city in ("Southport", "Northport")]
              + [send(on(n), 60, "g", counterparty_name="Two Towns Gas") for n in range(3)]),
        quiet("A supplier of unknown area",
              [buy(on(n), 60, 4900, merchant="Grid") for n in range(3)]),
        quiet("Shopping there", [*bills(0), *(buy(on(n), 60, 5411, merchant="South Water")
                                              for n in range(3))]),
    ),
)  # fmt: skip
