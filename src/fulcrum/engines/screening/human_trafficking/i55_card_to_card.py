"""I55 Card-to-card prepaid."""

from typing import Any

from ibis import _

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
from fulcrum.engines.screening.shapes import hits, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """All loads came from one other card; read from the prepaid ledger alone.

    That its holder loaded nothing, and no other card did, is asked of a longer window.
    """
    loads = s.feeds["prepaid"]
    own = loads.source.isnull() | (loads.source == loads.account_id)
    loads = loads.mutate(given=(~own).cast("int64"))
    seen = trailing(loads, p.days, loads=_.given.sum())
    seen = trailing(
        seen, p.quiet, given=_.given.sum(), all=_.count(),
        lowest=_.source.min(), highest=_.source.max(),
    )  # fmt: skip
    one = (seen["given"] == seen["all"]) & (seen.lowest == seen.highest)
    rule = one & (seen.loads >= p.least)
    return Found(hits(seen.filter(rule), value="loads", threshold=p.least, days=p.days))


def load(day: int, source: str | None = "B") -> Row:
    """A load of the card A."""
    return row("prepaid", account_id="A", at=on(day), source=source, cents=5_000)


THREE = [load(n) for n in range(3)]
INDICATOR = Indicator(
    id="I55",
    find=find,
    name="Card-to-card prepaid",
    measures="A prepaid card lives from loads of one other card; its holder never reloads it.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("prepaid",),
    parameters=(
        counts("least", 3, "Loads from the one other card."),
        days(30),
        days(90, name="quiet"),
    ),
    roles="The card that loads is often a controller's; whoever carries the loaded one may be a"
    " victim.",
    false_positives="Parents who load a child's card, employers' expense cards, carers.",
    scope=Scope.GLOBAL,
    fixtures=(
        fires("Three loads", THREE, days=1),
        quiet("Two loads", THREE[:2]),
        quiet("The holder reloads it too", [load(0, None), *(load(n) for n in range(1, 5))]),
        quiet("A load from itself", [load(0, "A"), *(load(n) for n in range(1, 5))]),
        quiet("A second card loads it", [load(0, "C"), *(load(n) for n in range(1, 5))]),
        fires("Within 30 days", [*THREE[:2], load(29)]),
        quiet("31 days apart", [*THREE[:2], load(30)]),
        quiet("Reloaded in the 90 days", [load(-87, None), *THREE]),
        fires("Reloaded before", [load(-88, None), *THREE]),
    ),
)  # fmt: skip
