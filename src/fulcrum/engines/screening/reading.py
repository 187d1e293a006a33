"""Read what a run left: alerts and hits as plain rows, for whoever keeps them elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from fulcrum.engines.screening.duck import Duck, files, quoted
from fulcrum.engines.screening.proof import read_run


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert of a run.

    Attributes:
        alert: its name: subject and the day it was opened.
        subject: account or counterparty.
        opened: first day on which the rule was satisfied, days since 1970-01-01.
        last: the last one.
        points: the sum of weights.
        families: how many families were hit.
        members: how many take part in the largest network hit.
        indicators: ids, sorted.
        scenarios: ids, sorted.
        segment: the subject's peer group; "" when it is not known.
    """

    alert: str
    subject: str
    opened: int
    last: int
    points: float
    families: int
    members: int
    indicators: tuple[str, ...]
    scenarios: tuple[str, ...]
    segment: str


def read_alerts(out: Path, data: Path) -> list[AlertRow]:
    """The alerts of a run, most points first.

    Args:
        out: the run's folder.
        data: the folder of its data, which knows each account's segment.
    """
    duck = Duck()
    try:
        accounts = data / "accounts.parquet"
        segments = (
            files([accounts]) if accounts.exists() else "SELECT '' AS account_id, '' AS segment"
        )
        duck.put("hits", files([out / "alert_hits.parquet"]))
        duck.put("found", files([out / "alert_scenarios.parquet"]))
        rows = duck.execute(
            "SELECT one.alert, one.subject, one.opened, one.last, one.points, one.families, one.members, "
            "coalesce(hit.ids, []), coalesce(told.ids, []), coalesce(known.segment, '') "
            f"FROM ({files([out / 'alerts.parquet'])}) one "
            "LEFT JOIN (SELECT alert, list_sort(list(DISTINCT indicator)) AS ids FROM hits "
            "GROUP BY alert) hit ON hit.alert = one.alert "
            "LEFT JOIN (SELECT alert, list_sort(list(DISTINCT scenario)) AS ids FROM found "
            "GROUP BY alert) told ON told.alert = one.alert "
            f"LEFT JOIN ({segments}) known ON known.account_id = one.subject "
            "ORDER BY one.points DESC, one.alert"
        ).fetchall()
    finally:
        duck.close()
    return [AlertRow(*row[:7], tuple(row[7]), tuple(row[8]), str(row[9])) for row in rows]  # type: ignore[call-arg] # seven plain columns


def read_hits(out: Path, alerts: Sequence[str]) -> list[tuple[str, str, int, float, float, int]]:
    """The hits of some alerts: alert, indicator, day, value, threshold, members."""
    if not alerts:
        return []
    duck = Duck()
    try:
        named = ", ".join(quoted(one) for one in alerts)
        return duck.execute(
            "SELECT alert, indicator, day, max(value), max(threshold), max(members) "
            f"FROM ({files([out / 'alert_hits.parquet'])}) WHERE alert IN ({named}) "
            "GROUP BY alert, indicator, day ORDER BY alert, indicator, day"
        ).fetchall()
    finally:
        duck.close()


def alert_keys(out: Path) -> set[str]:
    """The names of a run's alerts.

    Raises:
        FulcrumError: there is no finished run.
    """
    read_run(out)
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT alert FROM ({files([out / 'alerts.parquet'])})"
        ).fetchall()
    return {row[0] for row in rows}
