"""Commitments by rung at the ends of quarters."""

from datetime import date

from fulcrum.apps.blueprint.implementation.timeline import MOST, points_of, quarter_ends
from fulcrum.apps.blueprint.ladder.terms import Rung


def test_quarters_end_on_their_last_days_and_today() -> None:
    assert quarter_ends(date(2025, 11, 3), date(2026, 5, 20)) == [
        date(2025, 12, 31),
        date(2026, 3, 31),
        date(2026, 5, 20),
    ]


def test_only_the_newest_quarters_are_shown() -> None:
    assert len(quarter_ends(date(1999, 1, 1), date(2026, 5, 20))) == MOST


def test_every_day_has_every_rung() -> None:
    days = [date(2026, 3, 31), date(2026, 6, 1)]
    found = points_of(days, {Rung.PLEDGED: (2, 1), Rung.VERIFIED: (0, 3)})
    assert found == [(days[0], (0, 2, 0, 0, 0, 0, 0)), (days[1], (0, 1, 0, 0, 0, 0, 3))]
    assert points_of([], {}) == []
