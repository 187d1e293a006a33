"""Commitments by rung at the ends of quarters."""

from datetime import UTC, date, datetime

from fulcrum.apps.blueprint.implementation.timeline import MOST, quarter_ends, timeline
from fulcrum.apps.blueprint.ladder.terms import Rung


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_quarters_end_on_their_last_days_and_today() -> None:
    assert quarter_ends(date(2025, 11, 3), date(2026, 5, 20)) == [
        date(2025, 12, 31),
        date(2026, 3, 31),
        date(2026, 5, 20),
    ]


def test_only_the_newest_quarters_are_shown() -> None:
    assert len(quarter_ends(date(1999, 1, 1), date(2026, 5, 20))) == MOST


def test_spans_count_from_their_start_until_their_end() -> None:
    spans = [
        (at(2026, 1, 10), at(2026, 2, 1), Rung.PROPOSED),
        (at(2026, 2, 1), None, Rung.PLEDGED),
        (at(2026, 2, 3), at(2026, 4, 1), Rung.PLEDGED),
        (at(2026, 4, 1), None, None),  # withdrawn
    ]
    found = timeline(spans, date(2026, 6, 1))
    assert [(day, sum(counts), counts[Rung.PLEDGED]) for day, counts in found] == [
        (date(2026, 3, 31), 2, 2),
        (date(2026, 6, 1), 1, 1),
    ]


def test_nothing_before_the_first_commitment() -> None:
    assert timeline([], date(2026, 6, 1)) == []
    assert timeline([(at(2026, 7, 1), None, Rung.PLEDGED)], date(2026, 6, 1)) == []
