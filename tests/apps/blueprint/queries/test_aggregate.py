"""The state of play across institutions."""

from datetime import date
from typing import Any

import pytest

from fulcrum.apps.blueprint.models import AssessmentState, Release
from fulcrum.apps.blueprint.queries import aggregate
from fulcrum.apps.blueprint.queries.aggregate import Coverage, Question
from fulcrum.apps.blueprint.queries.results import ACTION, AREA, GOAL, OVERALL
from fulcrum.kernel.estimates import Range
from tests.apps.blueprint.making import finished, institution

ALL = ("G-1", "G-2", "T-1", "T-2")


def answers(level: int, *ids: str) -> dict[str, Any]:
    """Questions at one level."""
    return dict.fromkeys(ids or ALL, level)


@pytest.fixture
def world(release: Release) -> Release:
    """Two banks in Kenya, one in Norway, an insurer in Norway, and one that has not submitted."""
    finished(institution("A"), release, answers(1))
    finished(institution("B"), release, answers(3))
    finished(institution("C", country="NO", languages=["nb"]), release, answers(2, "G-1", "G-2"))
    insurer: dict[str, Any] = {"sub_sector": "insurance", "country": "NO", "languages": ["nb"]}
    finished(institution("D", **insurer), release, answers(4))
    institution("E", **insurer)
    return release


def test_a_cell_is_the_mean_of_ranges(world: Release) -> None:
    cells = aggregate.cells(Question(rows="sub_sector", columns=""))
    banks = cells["banking", ""]
    # A 1/4, B 3/4, C from 2*4/32 = 1/4 to (2*4 + 4*4)/32 = 3/4.
    assert banks.count == 3
    assert banks.mean == Range((0.25 + 0.75 + 0.25) / 3, (0.25 + 0.75 + 0.75) / 3)
    assert (banks.least, banks.most) == (0.25, 0.75)
    assert cells["insurance", ""].mean == Range(1, 1)


def test_groups_by_groups(world: Release) -> None:
    cells = aggregate.cells(Question(rows="sub_sector", columns="continent"))
    assert {key: cell.count for key, cell in cells.items()} == {
        ("banking", "AF"): 2,
        ("banking", "EU"): 1,
        ("insurance", "EU"): 1,
    }
    by_language = aggregate.cells(Question(rows="language", columns="sub_sector"))
    assert by_language["nb", "banking"].count == 1


@pytest.mark.parametrize(
    ("part", "keys"),
    [("goal", {"G1", "G2"}), ("area", {"gov", "trn"}), ("action", {"G1.A1", "G2.A1", "G2.I1"})],
)
def test_groups_by_parts(world: Release, part: str, keys: set[str]) -> None:
    cells = aggregate.cells(Question(rows=part, columns="sub_sector"))
    assert {row for row, _column in cells} == keys


def test_one_part_of_groups_by_groups(world: Release) -> None:
    asked = Question(rows="sub_sector", columns="continent", kind=AREA, key="gov")
    assert aggregate.cells(asked)["banking", "EU"].mean == Range(0.5, 0.5)
    asked = Question(rows="sub_sector", columns="continent", kind=AREA, key="trn")
    assert aggregate.cells(asked)["banking", "EU"].mean == Range(0, 1)


def test_what_does_not_apply_counts_nowhere(release: Release) -> None:
    finished(institution("A"), release, answers(2, "G-1", "G-2", "T-1") | {"T-2": "no"})
    finished(institution("B"), release, answers(2))
    cells = aggregate.cells(Question(rows="action", columns=""))
    assert cells["G2.I1", ""].count == 1
    assert cells["G1.A1", ""].count == 2


def test_filters_narrow(world: Release) -> None:
    asked = Question(rows="sub_sector", columns="", filters={"continent": "EU", "language": "nb"})
    assert {key[0]: cell.count for key, cell in aggregate.cells(asked).items()} == {
        "banking": 1,
        "insurance": 1,
    }
    overall = aggregate.overall(asked)
    assert overall is not None
    assert overall.count == 2
    assert aggregate.overall(Question(filters={"continent": "AS"})) is None


def test_each_counts_once_with_its_newest(release: Release) -> None:
    bank = institution("A")
    finished(bank, release, answers(0))
    finished(bank, release, answers(4), day=date(2026, 4, 1))
    private = AssessmentState.PRIVATE
    finished(bank, release, answers(2), day=date(2026, 5, 1), state=private)
    cell = aggregate.cells(Question(rows="sub_sector", columns=""))["banking", ""]
    assert (cell.count, cell.mean) == (1, Range(1, 1))


def test_coverage_counts_who_exists_and_who_submitted(world: Release) -> None:
    found = {one.value: one for one in aggregate.coverage(Question())}
    assert found == {
        "banking": Coverage("banking", 3, 3),
        "insurance": Coverage("insurance", 2, 1),
    }
    assert found["insurance"].share == 0.5
    assert Coverage("x", 0, 0).share is None
    asked = Question(rows="goal", columns="continent", filters={"sub_sector": "insurance"})
    assert aggregate.coverage(asked) == [Coverage("EU", 2, 1)]


def test_the_rows_behind_a_number(world: Release) -> None:
    for kind, key, count in ((OVERALL, "", 4), (GOAL, "G1", 4), (ACTION, "G2.I1", 4)):
        assert aggregate.scores_across(kind, {}, key).count() == count
    assert aggregate.scores_across(GOAL, {"sub_sector": "insurance"}).count() == 2


@pytest.mark.parametrize("rows", ["sub_sector", "goal", "action"])
def test_every_question_is_one_query(
    world: Release, rows: str, django_assert_num_queries: Any
) -> None:
    columns = "continent" if rows != "sub_sector" else "goal"
    with django_assert_num_queries(1):
        aggregate.cells(Question(rows=rows, columns=columns))
    with django_assert_num_queries(2):
        aggregate.coverage(Question(rows=rows, columns=columns))
