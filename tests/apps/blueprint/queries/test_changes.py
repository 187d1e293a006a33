"""What changed since the assessment before."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.models import Assessment, Release, ReleaseState
from fulcrum.apps.blueprint.queries.changes import Change, change_since
from fulcrum.apps.blueprint.queries.results import given_answers
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.estimates import Range
from tests.apps.blueprint.making import document, finished, item, make_release


def changed(
    own: Organisation, then: tuple[Release, dict[str, Any]], now: tuple[Release, dict[str, Any]]
) -> Change:
    """The change from one set of answers to another."""
    before = finished(own, *then)
    assessment = finished(own, *now, previous=before)
    found = change_since(assessment, given_answers(assessment))
    assert found is not None
    return found


def test_the_first_has_nothing_to_compare_with(own: Organisation, release: Release) -> None:
    assessment = finished(own, release, {"G-1": 1})
    assert change_since(assessment, given_answers(assessment)) is None


def test_points_give_a_point(own: Organisation, release: Release) -> None:
    then = {"G-1": 1, "G-2": 1, "T-1": 1, "T-2": 1}
    found = changed(own, (release, then), (release, then | {"G-1": 3, "T-2": 0}))
    # 3*2 - 2*1 = +4 of 32.
    assert found.overall.difference == Range(4 / 32, 4 / 32)
    assert [area.key for area in found.areas] == ["gov", "trn"]
    assert found.areas[0].difference == Range(6 / 16, 6 / 16)
    assert found.areas[1].difference == Range(-2 / 16, -2 / 16)
    assert [(one.item.id, one.before, one.now) for one in found.items] == [
        ("G-1", 1, 3),
        ("T-2", 1, 0),
    ]
    assert (found.shared_count, found.item_count, found.other_release) == (4, 4, False)


def test_open_questions_make_a_range(own: Organisation, release: Release) -> None:
    then = {"G-1": 2, "G-2": 2, "T-1": 2}
    found = changed(own, (release, then), (release, then))
    # T-2 was open both times: it may have gone from 4 to 0, or from 0 to 4.
    assert found.overall.difference == Range(-8 / 32, 8 / 32)
    assert found.items == ()


def test_what_was_set_aside_either_time_is_not_compared(
    own: Organisation, release: Release
) -> None:
    then = {"G-1": 2, "G-2": 0, "T-1": "no", "T-2": 0}
    now = {"G-1": 2, "G-2": "no", "T-1": 4, "T-2": 1}
    found = changed(own, (release, then), (release, now))
    assert found.shared_count == 2
    assert found.areas[0].difference == Range(0, 0)
    assert found.areas[1].difference == Range(1 / 4, 1 / 4)


def test_only_what_means_the_same_in_both_releases_is_compared(
    own: Organisation, release: Release
) -> None:
    areas = document()["areas"]
    areas[0]["items"][0]["title"] = "A corrected title"
    areas[0]["items"][1]["levels"][4] = "Another top level"
    areas[1]["items"][1] = item("T-3", 2, "G2.I1")
    release.state = ReleaseState.RETIRED
    release.save()
    newer = make_release("r2", areas=areas)
    answers = {"G-1": 1, "G-2": 1, "T-1": 1}
    found = changed(own, (release, answers | {"T-2": 1}), (newer, answers | {"T-3": 4}))
    assert (found.shared_count, found.item_count, found.other_release) == (2, 4, True)
    assert found.overall.difference == Range(0, 0)


def test_an_area_without_comparable_questions_has_no_change(
    own: Organisation, release: Release
) -> None:
    aside = {"T-1": "no", "T-2": "no", "G-1": 1, "G-2": 1}
    found = changed(own, (release, aside), (release, aside))
    assert found.areas[1].difference is None


@pytest.mark.django_db
def test_it_takes_one_query(
    own: Organisation, release: Release, django_assert_num_queries: Any
) -> None:
    before = finished(own, release, {"G-1": 1})
    pk = finished(own, release, {"G-1": 2}, previous=before).pk
    assessment = Assessment.objects.select_related("release", "previous__release").get(pk=pk)
    answers = given_answers(assessment)
    with django_assert_num_queries(1):
        change_since(assessment, answers)


ENDS = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@given(ENDS, ENDS, st.floats(0, 1), st.floats(0, 1))
def test_the_true_change_always_lies_within(
    then: list[float], now: list[float], early: float, late: float
) -> None:
    before, after = Range(*then), Range(*now)
    true_before = before.low + early * before.width
    true_after = after.low + late * after.width
    change = after.shifted_by(before)
    assert change.low - 1e-9 <= true_after - true_before <= change.high + 1e-9
