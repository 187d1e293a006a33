from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.ranking.capacity import CapacitySpec, Cut, cut, cut_table
from fulcrum.engines.screening.ranking.results import Ranking
from fulcrum.engines.screening.ranking.weeks import Weeks, monday_of, plan_weeks
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.ranking.test_card import CARD

Row = tuple[float, int]  # score, day opened
MONDAY = 4  # 5 January 1970


def ranking(*rows: Row, kind: str = "learned") -> Ranking:
    table = pa.table(
        {
            "alert": [f"s{n}@{day}" for n, (_, day) in enumerate(rows)],
            "subject": [f"s{n}" for n in range(len(rows))],
            "opened": pa.array([day for _, day in rows], pa.int32()),
            "points": pa.array([1.0] * len(rows), pa.float64()),
            "card_points": pa.array([score for score, _ in rows], pa.float64()),
            "score": pa.array([score for score, _ in rows], pa.float64()),
        }
    )
    return Ranking(table, replace(CARD, kind=kind), "", None)


def names(table: pa.Table) -> list[str]:
    return [str(name).split("@")[0] for name in table.column("alert").to_pylist()]


def test_a_cut_by_hand() -> None:
    found = cut(ranking((0.2, 1), (0.9, 1), (0.5, 1), (0.5, 0), (0.1, 1)), CapacitySpec(per_week=2))
    assert names(found.read) == ["s1", "s3"]
    assert names(found.below) == ["s2", "s0", "s4"]
    assert (found.score_at_cut, found.score_below, found.tied) == (0.5, 0.5, 1)
    assert found.expected == pytest.approx(1.4)
    assert found.expected_below == pytest.approx(0.8)
    assert found.summary().splitlines() == [
        "2 alerts to read, 3 left below.",
        "The last that is read has a score of 0.500.",
        "The first below has 0.500.",
        "1 below have the same score as the last that is read.",
        "About 1.4 of them will be productive; about 0.8 below would be.",
    ]
    assert found.to_dict()["tied"] == 1


def test_an_order_promises_nothing() -> None:
    found = cut(ranking((0.9, 1), (0.5, 1), kind="weights"), CapacitySpec(per_week=1))
    assert found.expected is None
    assert "cannot be said" in found.summary()


@pytest.mark.parametrize(("most", "read"), [(0, 0), (9, 2)])
def test_none_and_more_than_all(most: int, read: int) -> None:
    found = cut(ranking((0.9, 1), (0.5, 1)), CapacitySpec(per_week=most))
    assert found.read.num_rows == read
    assert (found.score_at_cut is None) == (read == 0)
    assert (found.score_below is None) == (read == 2)


def test_weeks_begin_on_monday() -> None:
    assert [monday_of(day) for day in (MONDAY - 1, MONDAY, MONDAY + 6, MONDAY + 7)] == [
        MONDAY - 7, MONDAY, MONDAY, MONDAY + 7,
    ]  # fmt: skip


def test_weeks_by_hand() -> None:
    # Two a week. Week 1: 0.9, 0.3, 0.2 come; week 2: nothing; week 3: 0.8, 0.7, 0.1.
    rows = [(0.9, MONDAY), (0.3, MONDAY + 6), (0.2, MONDAY), (0.8, 18), (0.7, 18), (0.1, 19)]
    found = plan_weeks(ranking(*rows), CapacitySpec(per_week=2))
    told = [(w.new, w.waited, w.read, w.left, w.score_at_cut) for w in found.weeks]
    assert told == [(3, 0, 2, 1, 0.3), (0, 1, 1, 0, 0.2), (3, 0, 2, 1, 0.7)]
    assert [str(w.monday) for w in found.weeks] == ["1970-01-05", "1970-01-12", "1970-01-19"]
    assert found.weeks[0].expected == pytest.approx(1.2)
    read = {name: week for name, _, week in (one.values() for one in found.table.to_pylist())}
    assert read["s2@4"] == date(1970, 1, 12)
    assert read["s5@19"] is None
    assert found.summary().splitlines()[1].split()[:2] == ["1970-01-05", "3"]
    assert found.to_dict()["weeks"][0]["monday"] == "1970-01-05"


def test_what_waits_too_long_lapses() -> None:
    rows = [(0.9, MONDAY), (0.3, MONDAY), (0.8, MONDAY + 7)]
    found = plan_weeks(ranking(*rows, kind="weights"), CapacitySpec(per_week=1, keep_weeks=0))
    assert [(w.lapsed, w.left, w.expected) for w in found.weeks] == [(1, 0, None), (0, 0, None)]
    found = plan_weeks(ranking(*rows), CapacitySpec(per_week=1, keep_weeks=1))
    assert [(w.lapsed, w.left) for w in found.weeks] == [(0, 1), (1, 0)]


def test_a_ranking_of_nothing_has_no_weeks() -> None:
    found = plan_weeks(ranking(), CapacitySpec())
    assert found == Weeks((), found.table)
    assert cut(ranking(), CapacitySpec()).read.num_rows == 0


@pytest.mark.parametrize("values", [{"per_week": -1}, {"keep_weeks": 600}])
def test_what_cannot_be_used_is_refused(values: dict[str, int]) -> None:
    with pytest.raises(FulcrumError) as told:
        CapacitySpec(**values)
    assert told.value.where == next(iter(values))


scores = st.sampled_from([0.1, 0.2, 0.2, 0.5, 0.9])
alerts = st.lists(st.tuples(scores, st.integers(0, 60)), max_size=30)


@given(rows=alerts, most=st.integers(0, 30), more=st.integers(0, 30))
def test_a_larger_cut_reads_all_that_a_smaller_one_reads(
    rows: list[Row], most: int, more: int
) -> None:
    table = ranking(*rows).table
    small, large = (cut_table(table, n, is_probability=True) for n in (most, most + more))
    assert set(names(small.read)) <= set(names(large.read))
    assert read_and_below(small) == read_and_below(large) == sorted(names(table))
    if small.score_at_cut is not None and small.score_below is not None:
        assert small.score_at_cut >= small.score_below
    assert (small.expected or 0) <= (large.expected or 0) + 1e-9


def read_and_below(found: Cut) -> list[str]:
    return sorted(names(found.read) + names(found.below))


@given(rows=alerts, most=st.integers(0, 6), more=st.integers(0, 6), keep=st.integers(0, 4))
def test_so_it_does_week_by_week_and_never_later(
    rows: list[Row], most: int, more: int, keep: int
) -> None:
    read = []
    for each in (most, most + more):
        found = plan_weeks(ranking(*rows), CapacitySpec(per_week=each, keep_weeks=keep))
        read.append({one["alert"]: one["week"] for one in found.table.to_pylist()})
        assert sum(one.new for one in found.weeks) == len(rows)
        assert all(one.read <= each for one in found.weeks)
    for alert, week in read[0].items():
        if week is not None:
            assert read[1][alert] is not None
            assert read[1][alert] <= week


@given(rows=alerts, most=st.integers(0, 30), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[Row], most: int, order: object) -> None:
    table = ranking(*rows).table
    at = list(range(table.num_rows))
    order.shuffle(at)  # type: ignore[attr-defined] # hypothesis' Random
    turned = cut_table(table.take(pa.array(at, pa.int64())), most, is_probability=True)
    assert names(turned.read) == names(cut_table(table, most, is_probability=True).read)
