"""I31 Two rooms."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.codes import LODGE
from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.human_trafficking._stays import bought
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts
from fulcrum.engines.screening.slices import Slices

ONE_HOUSE = ["account_id", "day", "merchant"]


def find(s: Slices, p: Any) -> Found:
    """Charges of one house on one day; those that complete another charge are no second room."""
    stays = bought(s, LODGE).filter(_.merchant.notnull(), _.linked_id.isnull())
    each = stays.group_by(ONE_HOUSE).agg(sec=_.sec.max(), rooms=_.count())
    several = each.filter(each.rooms >= p.least)
    return found(several, "rooms", p.least, 1, stays.semi_join(several, ONE_HOUSE))


def _room(clock: str = "15:00", merchant: str | None = "Harbour Inn", **more: Any) -> Row:
    return buy(on(0, clock), 85, 7011, merchant=merchant, **more)


INDICATOR = Indicator(
    id="I31",
    find=find,
    lookback=1,
    name="Two rooms",
    measures="One card pays the same hotel more than once on one day.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.mcc", "transactions.merchant"),
    parameters=(counts("least", 2, "Charges of one house on one day."),),
    roles="Who pays is often the controller; those who sleep in the other room may be victims.",
    false_positives="Families and colleagues in two rooms, and a bar or breakfast billed apart from the room.",
    fixtures=(
        fires("Two charges", [_room(), _room("15:02")], days=1),
        fires("First and last second of a day", [_room("00:00:00"), _room("23:59:59")]),
        quiet("One charge", [_room()]),
        quiet("A day apart", [_room("23:59:59"), buy(on(1, "00:00:00"), 85, 7011, merchant="Harbour Inn")]),
        quiet("Two houses", [_room(), _room(merchant="Station Hotel")]),
        quiet("House not known", [_room(merchant=None), _room(merchant=None)]),
        quiet("The second completes the first", [_room(txn_id="t"), _room("18:00", linked_id="t")]),
        quiet("Two meals", [buy(on(0), 20, 5812, merchant="Harbour Inn") for _ in range(2)]),
    ),
)  # fmt: skip
