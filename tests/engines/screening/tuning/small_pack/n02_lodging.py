"""N02: a count of rows of one account."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.indicator import Family, Found, counts, days
from fulcrum.engines.screening.shapes import evidence, hits, trailing
from fulcrum.engines.screening.slices import Slices
from tests.engines.screening.ranking.invented import indicator


def find(s: Slices, p: Any) -> Found:
    rooms = s.card.filter(s.card.mcc == 7011)
    seen = trailing(rooms, p.days, value=_.count()).filter(_.value >= p.least)
    return Found(hits(seen, value="value", threshold=p.least, days=p.days), evidence(rooms))


INDICATOR = indicator(
    "N02", Family.TRAVEL, find=find, parameters=(counts("least", 3, "Rooms."), days(30))
)
