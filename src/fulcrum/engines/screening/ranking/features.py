"""What a ranking may know of an alert: documented, monotone, and nothing about who somebody is.

Every feature grows with suspicion: more indicators, more families, further past a threshold, more
members, more days, a fitting scenario, seen lately. None holds, or is made of, a protected
attribute, an age, or a place; cards that name any other feature are refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fulcrum.engines.screening.alerts import indicator_rows
from fulcrum.engines.screening.indicator import Family
from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.tables import query, rows_of
from fulcrum.kernel.errors import FulcrumError

MOST_MARGIN, MOST_MEMBERS, MOST_DAYS, FRESH_DAYS = 10, 100, 90, 90
FAMILIES = tuple(one.value for one in Family)


@dataclass(frozen=True, slots=True)
class Feature:
    """One number about an alert; higher is more suspicious.

    Attributes:
        name: of the column.
        meaning: what it counts, as an explanation says it.
    """

    name: str
    meaning: str


LEARNED = (
    *(Feature(f"{one}_indicators", f"different indicators of {one}") for one in FAMILIES),
    Feature("families", "families of indicators"),
    Feature("points", "points, by the pack's own weights"),
    Feature("margin", f"furthest past a threshold, as its multiple, at most {MOST_MARGIN}"),
    Feature("members", f"members of the largest network, at most {MOST_MEMBERS}"),
    Feature("days", f"days with a hit, at most {MOST_DAYS}"),
    Feature("scenario", "weight of the strongest scenario that fits"),
    Feature("freshness", f"days left of {FRESH_DAYS} since the last hit"),
)
PARTS = (
    *(Feature(f"{one}_points", f"weights of the indicators of {one}") for one in FAMILIES),
    Feature("breadth_points", "a quarter more for each family beyond the first"),
    Feature("scenario", "weight of the strongest scenario that fits"),
)
FEATURES: dict[str, Feature] = {one.name: one for one in (*LEARNED, *PARTS)}
KEYS = ("alert", "subject", "opened")

MARGIN = f"""least({MOST_MARGIN}, CASE
    WHEN threshold IS NULL OR threshold <= 0 OR value IS NULL THEN 1
    WHEN value >= threshold THEN value / threshold
    WHEN value > 0 THEN threshold / value
    ELSE {MOST_MARGIN} END)"""
COUNTS = ", ".join(
    f"count(*) FILTER (family = '{one}') AS {one}_indicators, "
    f"coalesce(sum(weight) FILTER (family = '{one}'), 0) AS {one}_points"
    for one in FAMILIES
)
SUMS = " + ".join(f"{one}_points" for one in FAMILIES)
STATEMENT = f"""
WITH told AS (
    SELECT mine.alert, indicator, family, weight, mine.members, mine.day, asked.as_of,
        {MARGIN} AS margin
    FROM mine JOIN alerts USING (alert) JOIN asked ON asked.alert = mine.alert
        AND mine.day <= asked.as_of AND alerts.opened <= asked.as_of
    JOIN known USING (indicator)
), each AS (
    SELECT alert, family, any_value(weight) AS weight, max(margin) AS margin,
        max(members) AS members, max(as_of) - max(day) AS since
    FROM told GROUP BY alert, family, indicator
), counted AS (
    SELECT alert, {COUNTS}, count(DISTINCT family) AS families, max(margin) AS margin,
        max(members) AS members, min(since) AS since
    FROM each GROUP BY alert
), days AS (SELECT alert, count(DISTINCT day) AS days FROM told GROUP BY alert)
SELECT counted.* EXCLUDE (since, members), coalesce(fits.weight, 0)::DOUBLE AS scenario,
    alerts.subject, alerts.opened,
    least({MOST_DAYS}, days.days) AS days, least({MOST_MEMBERS}, counted.members) AS members,
    greatest(0, {FRESH_DAYS} - since) AS freshness,
    0.25 * (families - 1) * ({SUMS}) AS breadth_points,
    round(({SUMS}) * (1 + 0.25 * (families - 1)) + coalesce(fits.weight, 0), 9) AS points
FROM counted JOIN days USING (alert) JOIN alerts USING (alert) LEFT JOIN fits USING (alert)
ORDER BY alert
"""


def features_of(
    outputs: Outputs, pack: Pack, as_of: int | Mapping[str, int] | None = None
) -> pa.Table:
    """The features of alerts, from nothing later than a day.

    Args:
        outputs: the run.
        pack: that it was made with.
        as_of: the day that they are seen on, days since 1970-01-01; by alert, to see each on a
            day of its own. None for the day of the last hit.

    Returns:
        alert, subject, opened, and every feature as a double, by alert. With one day for all:
        the alerts that had been opened by then; otherwise those that are named.

    Raises:
        FulcrumError: a hit's indicator is not of the pack, or an alert that is named had not been
            opened on its day.
    """
    _refuse_strangers(outputs, pack)
    asked = _asked(outputs, as_of)
    known = pa.Table.from_pylist(indicator_rows(pack), KNOWN)
    found = query(
        STATEMENT,
        mine=outputs.alert_hits,
        alerts=outputs.alerts.select(["alert", "subject", "opened"]),
        asked=asked,
        known=known,
        fits=fitting(outputs, pack, asked),
    )
    if isinstance(as_of, Mapping) and found.num_rows < asked.num_rows:
        early = min(set(as_of) - set(found.column("alert").to_pylist()))
        raise FulcrumError(
            "On the day it is to be seen on, this alert had not been opened.",
            where=early,
            mend="Check the day of its judgement.",
        )
    keys = [found.column(name) for name in KEYS]
    doubles = [found.column(name).cast(pa.float64()) for name in FEATURES]
    return pa.table([*keys, *doubles], names=[*KEYS, *FEATURES])


KNOWN = pa.schema(
    [
        ("indicator", pa.string()),
        ("family", pa.string()),
        ("weight", pa.float64()),
        ("alone", pa.bool_()),
        ("weight_only", pa.bool_()),
    ]
)
ASKED = pa.schema([("alert", pa.string()), ("as_of", pa.int32())])
FITS = pa.schema([("alert", pa.string()), ("weight", pa.float64())])


def _refuse_strangers(outputs: Outputs, pack: Pack) -> None:
    hit = set(outputs.alert_hits.column("indicator").unique().to_pylist())
    strange = sorted(hit - set(pack.indicators))
    if strange:
        raise FulcrumError(
            f"The pack {pack.name} has no indicator {strange[0]!r}.",
            where="alert_hits",
            mend="Rank a run with the pack that it was made with.",
        )


def _asked(outputs: Outputs, as_of: int | Mapping[str, int] | None) -> pa.Table:
    if isinstance(as_of, Mapping):
        rows = [{"alert": name, "as_of": day} for name, day in as_of.items()]
        return pa.Table.from_pylist(rows, ASKED)
    names = outputs.alerts.column("alert").to_pylist()
    day = as_of if as_of is not None else pc.max(outputs.alert_hits.column("day")).as_py()
    return pa.Table.from_pylist([{"alert": name, "as_of": day} for name in names], ASKED)


def fitting(outputs: Outputs, pack: Pack, asked: pa.Table) -> pa.Table:
    """The weight of the strongest scenario that each alert fits by its day: alert, weight."""
    hit = query(
        "SELECT alert, list(DISTINCT indicator) AS hit FROM mine JOIN asked USING (alert) "
        "WHERE day <= as_of GROUP BY alert",
        mine=outputs.alert_hits.select(["alert", "indicator", "day"]),
        asked=asked,
    )
    found: list[dict[str, Any]] = []
    for one in rows_of(hit):
        ids = set(one["hit"])
        weights = [
            scenario.weight
            for scenario in pack.scenarios.values()
            if all(len(ids.intersection(need.indicators)) >= need.least for need in scenario.parts)
        ]
        if weights:
            found.append({"alert": one["alert"], "weight": max(weights)})
    return pa.Table.from_pylist(found, FITS)
