"""The figures of a result hold what the result holds."""

from typing import Any

import pytest

from fulcrum.apps.blueprint.evaluation_figures import items_figure
from fulcrum.apps.blueprint.models import Assessment, Release
from fulcrum.apps.blueprint.queries.outcomes import RELATED, Outcome, outcome_of
from fulcrum.apps.blueprint.queries.results import AREA, GOAL, OVERALL, evaluation_of, rows_of
from fulcrum.apps.blueprint.result_figures import figures_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.figures import figure_svg
from tests.apps.blueprint.making import finished, institution

WHOLE = {"G-1": 2, "G-2": 2, "T-1": 4, "T-2": 0}


def outcome(assessment: Assessment) -> Outcome:
    """Everything of an assessment."""
    return outcome_of(Assessment.objects.with_release(*RELATED).get(pk=assessment.pk))


@pytest.fixture
def whole(own: Organisation, release: Release) -> Outcome:
    """With a past, five peers, an open question and one set aside."""
    for level in range(5):
        finished(institution(f"Peer {level}"), release, dict.fromkeys(WHOLE, level))
    before = finished(own, release, WHOLE)
    now = finished(own, release, {"G-1": 3, "T-1": 4, "T-2": "no"}, previous=before)
    return outcome(now)


def test_every_figure_can_be_drawn_and_says_its_finding(whole: Outcome) -> None:
    figures = figures_of(whole)
    assert list(figures) == ["areas", "goals", "actions", "change", "peers", "steps"]
    for figure in figures.values():
        assert str(figure.title)
        assert "<svg" in str(figure_svg(figure))
        assert {"low", "high"} <= figure.rows[0].keys() or figure.key == "steps"


def test_numbers_are_those_of_the_result(whole: Outcome) -> None:
    areas = {row["key"]: row for row in figures_of(whole)["areas"].rows}
    # Governance: 3*3 = 9 to 9 + 4 = 13 of 16; training 8 of 8; all 17 to 21 of 24.
    assert (areas["gov"]["low"], areas["gov"]["high"], areas["gov"]["open"]) == (9 / 16, 13 / 16, 1)
    assert (areas["trn"]["low"], areas["trn"]["high"], areas["trn"]["aside"]) == (1, 1, 1)
    assert (areas[""]["low"], areas[""]["high"]) == (17 / 24, 21 / 24)
    actions = {row["key"]: row for row in figures_of(whole)["actions"].rows}
    assert actions["G2.I1"]["low"] is None
    assert not actions["G2.I1"]["confirmed"]


def test_change_and_peers(whole: Outcome) -> None:
    change = figures_of(whole)["change"].rows[0]
    # Compared are G-1 and T-1: then 6 + 8 = 14, now 9 + 8 = 17 of 20; G-2 was open now: + 0 to 4.
    assert (change["then_low"], change["then_high"]) == (16 / 24, 16 / 24)
    assert (change["low"], change["high"]) == (17 / 24, 21 / 24)
    assert change["least"] == pytest.approx(1 / 24)
    assert change["most"] == pytest.approx(5 / 24)
    peers = figures_of(whole)["peers"].rows[0]
    assert (peers["lower"], peers["median"], peers["upper"]) == (0.25, 0.5, 0.75)


def test_without_past_and_peers_there_are_fewer(own: Organisation, release: Release) -> None:
    figures = figures_of(outcome(finished(own, release, WHOLE)))
    assert list(figures) == ["areas", "goals", "actions", "steps"]


def test_steps_hold_the_numbers_of_the_formula(own: Organisation, release: Release) -> None:
    rows = figures_of(outcome(finished(own, release, WHOLE)))["steps"].rows
    assert [row["item"] for row in rows] == ["G-1", "T-2", "G-2"]
    for row in rows:
        assert row["priority"] == row["gap"] * row["weight"] / row["effort"]


def test_the_questions_behind_add_up_to_the_evaluation(whole: Outcome) -> None:
    for kind, key in ((OVERALL, ""), (AREA, "gov"), (AREA, "trn"), (GOAL, "G2")):
        rows = rows_of(whole.spec, whole.answers, kind, key)
        evaluation = evaluation_of(whole.result, kind, key)
        assert evaluation is not None
        assert evaluation.value is not None
        most = sum(row.whole for row in rows)
        assert sum(row.least for row in rows) / most == evaluation.value.low
        assert sum(row.most for row in rows) / most == evaluation.value.high
    assert evaluation_of(whole.result, AREA, "nowhere") is None
    (first, *_rest) = rows_of(whole.spec, whole.answers, AREA, "gov")
    assert first.anchor == "G-1 level 3"
    figure = items_figure(whole, rows_of(whole.spec, whole.answers, AREA, "trn"), "k", "t")
    assert [row["aside"] for row in figure.rows] == [False, True]


def test_what_is_open_and_set_aside_is_named(whole: Outcome) -> None:
    assert [one.id for one in whole.unanswered] == ["G-2"]
    assert [(one.id, reason) for one, reason in whole.set_aside] == [("T-2", "no")]
    assert not whole.is_preview


def test_everything_takes_five_queries(whole: Outcome, django_assert_num_queries: Any) -> None:
    assessment = Assessment.objects.with_release(*RELATED).get(pk=whole.assessment.pk)
    with django_assert_num_queries(5):
        outcome_of(assessment)
    with django_assert_num_queries(1):
        outcome_of(assessment, compares=False)
