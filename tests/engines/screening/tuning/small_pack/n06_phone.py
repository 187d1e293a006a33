"""N06: reads only tables without transactions."""

from typing import Any

import ibis
from ibis import _

from fulcrum.engines.screening.indicator import Family, Found, Scope, counts
from fulcrum.engines.screening.shapes import hits
from fulcrum.engines.screening.slices import SECONDS_A_DAY, Slices
from tests.engines.screening.ranking.invented import indicator


def find(s: Slices, p: Any) -> Found:
    known = s.accounts.filter(s.accounts.phone.notnull())
    day = known.opened.delta(ibis.date("1970-01-01"), unit="day")
    known = known.select("account_id", "phone", day=day, sec=day * SECONDS_A_DAY)
    shared = known.group_by("phone").agg(value=_.count()).filter(_.value >= p.least)
    seen = known.join(shared, "phone")
    return Found(hits(seen, value="value", threshold=p.least, days=1))


INDICATOR = indicator(
    "N06",
    Family.ONLINE,
    find=find,
    scope=Scope.GLOBAL,
    needs=("parties.phone",),
    parameters=(counts("least", 3, "Accounts."),),
)
