"""The state of play is the same table on the page, in the figure and in files."""

from typing import Any

import pytest

from fulcrum.apps.blueprint.dimensions import (
    labels,
    measure_label,
    measures,
    published_spec,
    said_filters,
    shown,
)
from fulcrum.apps.blueprint.exports import coverage_figure, file_rows, matrix_of, state_figure
from fulcrum.apps.blueprint.models import Release
from fulcrum.apps.blueprint.queries.aggregate import Question
from fulcrum.apps.ui.figures import figure_svg
from tests.apps.blueprint.making import finished, institution

ALL = ("G-1", "G-2", "T-1", "T-2")


@pytest.fixture
def world(release: Release) -> Release:
    finished(institution("A"), release, dict.fromkeys(ALL, 1))
    finished(institution("B", country="NO"), release, {"G-1": 2, "G-2": 2})
    institution("C", sub_sector="insurance")
    return release


def test_rows_and_columns_stand_in_order_and_gaps_stay(world: Release) -> None:
    matrix = matrix_of(Question(), published_spec())
    assert [label for _value, label in matrix.columns] == ["G1 Goal 1 title", "G2 Goal 2 title"]
    assert [line.label for line in matrix.lines] == ["Banking", "Insurance"]
    assert matrix.lines[1].cells == (None, None)
    assert (matrix.known_count, matrix.submitted_count) == (3, 2)
    assert matrix.title == "Goal"


def test_the_file_holds_every_cell(world: Release) -> None:
    figure = state_figure(matrix_of(Question(columns="continent"), published_spec()))
    headings, rows = file_rows(figure)
    assert headings[:3] == ["Sub-sector", "Continent", "Institutions"]
    assert rows == [
        ["Banking", "Africa", 1, 0.25, 0.25, 0.25, 0.25],
        ["Banking", "Europe", 1, 0.25, 0.75, 0.25, 0.75],
        ["Insurance", "Africa", 0, None, None, None, None],
        ["Insurance", "Europe", 0, None, None, None, None],
    ]
    assert "25–75%" in str(figure_svg(figure))


@pytest.mark.parametrize(
    ("question", "title", "rows"),
    [
        (Question(columns=""), "Overall", 2),
        (Question(rows="goal", columns="sub_sector"), "Goal", 2),
        (Question(rows="action", columns=""), "Action", 3),
        (Question(rows="language", columns="area"), "Area", 1),
        (Question(rows="continent", columns="", kind="area", key="gov"), "Governance", 2),
    ],
)
def test_whatever_is_asked(world: Release, question: Question, title: str, rows: int) -> None:
    matrix = matrix_of(question, published_spec())
    assert (matrix.title, len(matrix.lines)) == (title, rows)
    assert len(state_figure(matrix).rows) == rows * len(matrix.columns)
    assert "<svg" in str(figure_svg(state_figure(matrix)))


def test_coverage_says_who_is_missing(world: Release) -> None:
    figure = coverage_figure(matrix_of(Question(), published_spec()))
    assert figure.title == "2 of 3 organisations have submitted; none yet: Insurance"
    assert file_rows(figure)[1] == [["Banking", 2, 2, 1.0], ["Insurance", 1, 0, 0.0]]


def test_before_anybody_submits(release: Release) -> None:
    institution("A")
    matrix = matrix_of(Question(filters={"continent": "AF"}), published_spec())
    assert state_figure(matrix).title == "Nobody has submitted yet"
    assert state_figure(matrix).rows == ()
    assert coverage_figure(matrix).title == "0 of 1 organisations have submitted"
    assert "Continent: Africa" in str(state_figure(matrix).source)


def test_without_a_release_there_are_no_titles(db: None) -> None:
    assert published_spec() is None
    assert labels("goal", None) == {}
    assert measures(None) == [("overall", "Overall")]
    assert measure_label("goal", "G1", None) == "G1"


def test_ids_of_older_releases_are_shown_as_they_are() -> None:
    known = {"b": "Bee", "a": "Ay"}
    assert shown(["a", "z", "b"], known) == [("b", "Bee"), ("a", "Ay"), ("z", "z")]


def test_filters_are_said() -> None:
    asked = Question(filters={"sub_sector": "banking", "continent": "", "language": "nb"})
    assert said_filters(asked.filters) == ["Sub-sector: Banking", "Language: Norwegian Bokmål"]
    assert said_filters({"language": "", "other": "x"}) == ["Language: Not known"]


def test_asking_takes_four_queries(world: Release, django_assert_num_queries: Any) -> None:
    spec = published_spec()
    with django_assert_num_queries(4):
        matrix_of(Question(), spec)
