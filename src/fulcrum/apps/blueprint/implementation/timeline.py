"""How many commitments stood at each rung at the ends of quarters: one sweep over their spans."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from fulcrum.apps.blueprint.implementation.cube import RUNGS, Counts

MOST = 24  # quarters
Point = tuple[date, Counts]
SpanRow = tuple[datetime, datetime | None, int | None]  # start, end, rung


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


def timeline(spans: Iterable[SpanRow], last: date) -> list[Point]:
    """Commitments by rung at each quarter's end.

    Args:
        spans: of all commitments looked at; None as rung means withdrawn.
        last: the day up to which.
    """
    turns: list[tuple[date, int, int]] = []
    for start, end, rung in spans:
        if rung is not None:
            turns.append((start.astimezone(UTC).date(), rung, 1))
            if end is not None:
                turns.append((end.astimezone(UTC).date(), rung, -1))
    turns.sort()
    if not turns or turns[0][0] > last:
        return []
    counts, place, points = [0] * RUNGS, 0, list[Point]()
    for day in quarter_ends(turns[0][0], last):
        while place < len(turns) and turns[place][0] <= day:
            counts[turns[place][1]] += turns[place][2]
            place += 1
        points.append((day, tuple(counts)))
    return points
