import pyarrow as pa
import pytest

from fulcrum.engines.screening.ranking.judgements import read_judgements
from fulcrum.kernel.errors import FulcrumError


def test_the_last_one_stands_and_undecided_ones_are_left_out() -> None:
    found = read_judgements(
        pa.table(
            {
                "alert": ["b", "a", "a", "c", "d"],
                "productive": [False, True, False, None, True],
                "day": [3, 1, 2, 2, None],
            }
        )
    )
    assert found.by_alert() == {"a": False, "b": False, "d": True}
    assert (found.count, found.productive) == (3, 1)
    assert found.table.column("day").to_pylist() == [2, 3, None]


def test_days_need_not_be_known() -> None:
    found = read_judgements(pa.table({"alert": ["a"], "productive": [True]}))
    assert found.table.to_pylist() == [{"alert": "a", "productive": True, "day": None}]
    assert read_judgements(None).count == 0


def test_both_ways_on_one_day_is_refused() -> None:
    twice = pa.table({"alert": ["a", "a"], "productive": [True, False], "day": [1, 1]})
    with pytest.raises(FulcrumError, match="both ways"):
        read_judgements(twice)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(FulcrumError, match="no column 'productive'"):
        read_judgements(pa.table({"alert": ["a"]}))
