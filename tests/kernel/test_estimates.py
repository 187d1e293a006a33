import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.kernel.estimates import Range

numbers = st.floats(-1e6, 1e6)
ranges = st.tuples(numbers, numbers).map(lambda ends: Range(min(ends), max(ends)))


def test_a_point_has_no_width() -> None:
    point = Range(2.0, 2.0)
    assert point.is_point
    assert point.width == 0
    assert point.middle == 2
    assert not Range(1.0, 2.0).is_point


@pytest.mark.parametrize("ends", [(2.0, 1.0), (math.nan, 1.0), (1.0, math.nan)])
def test_ends_in_the_wrong_order_are_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="low to high"):
        Range(*ends)


@given(ranges)
def test_the_middle_is_inside(some: Range) -> None:
    assert some.low <= some.middle <= some.high
    assert some.width >= 0


@given(ranges, ranges, st.floats(0, 1), st.floats(0, 1))
def test_every_difference_of_values_is_in_the_difference(
    now: Range, before: Range, a: float, b: float
) -> None:
    change = now.shifted_by(before)
    difference = (now.low + a * now.width) - (before.low + b * before.width)
    assert change.low - 1e-6 <= difference <= change.high + 1e-6
    assert change.width == pytest.approx(now.width + before.width, abs=1e-6)
