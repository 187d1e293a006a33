"""How many commitments stood at each rung at the ends of quarters."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from fulcrum.apps.blueprint.implementation.cube import RUNGS, Counts

MOST = 24  # quarters
Point = tuple[date, Counts]


def quarter_ends(first: date, last: date) -> list[date]:
    """The last days of quarters from one day on, and the last day itself; the newest 24."""
    days, year, month = [last], last.year, (last.month - 1) // 3 * 3 + 1
    while len(days) < MOST:
        day = date(year, month, 1) - timedelta(days=1)
        if day < first:
            break
        days.append(day)
        year, month = (year, month - 3) if month > 3 else (year - 1, 10)
    return days[::-1]


def points_of(days: list[date], by_rung: Mapping[int, Sequence[int]]) -> list[Point]:
    """For each day the commitments at every rung.

    Args:
        days: the days, in order.
        by_rung: for each rung that occurs, how many stood there on each of the days.
    """
    none = [0] * len(days)
    columns = [by_rung.get(rung, none) for rung in range(RUNGS)]
    return [(day, tuple(column[at] for column in columns)) for at, day in enumerate(days)]
