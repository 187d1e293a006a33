from datetime import date

import pytest

from fulcrum.engines.screening.learning.quarters import (
    Period,
    Quarter,
    parse_quarter,
    quarter_of,
)
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.learning.made import Q1, Q2, Q3


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 1), "2026-Q1"),
        (date(2026, 3, 31), "2026-Q1"),
        (date(2026, 4, 1), "2026-Q2"),
        (date(2026, 9, 30), "2026-Q3"),
        (date(2026, 12, 31), "2026-Q4"),
    ],
)
def test_days_lie_in_quarters(day: date, text: str) -> None:
    assert str(quarter_of(day)) == text
    assert parse_quarter(text) == quarter_of(day)


@pytest.mark.parametrize("text", ["2026-Q5", "2026-q1", "2026", "2026-Q1 ", 20261, None])
def test_what_is_none_is_refused(text: object) -> None:
    with pytest.raises(FulcrumError, match="no quarter"):
        parse_quarter(text)


def test_a_fifth_quarter_is_refused() -> None:
    with pytest.raises(FulcrumError, match="no quarter"):
        Quarter(2026, 5)


def test_periods_hold_their_ends_and_meet_where_they_share_a_quarter() -> None:
    half = Period(Q1, Q2)
    assert Q1 in half
    assert Q2 in half
    assert Q3 not in half
    assert half.meets(Period(Q2, Q3))
    assert not half.meets(Period(Q3, Q3))
    assert str(half) == "2026-Q1 to 2026-Q2"
    with pytest.raises(FulcrumError, match="before it begins"):
        Period(Q2, Q1)
