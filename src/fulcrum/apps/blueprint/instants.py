"""Instants at which a record is read: the end of a day, by UTC as the ladder counts days."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date


def end_of_day(day: date | None) -> datetime:
    """The last instant of a day in UTC; now for none, for today and for days to come."""
    now = timezone.now()
    if day is None or day >= now.astimezone(UTC).date():
        return now
    return datetime.combine(day + timedelta(days=1), time.min, UTC) - timedelta(microseconds=1)


def past_day(text: str) -> date | None:
    """A day that was asked for; None for nonsense, for today and for days to come."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day is not None and day < timezone.now().astimezone(UTC).date() else None
