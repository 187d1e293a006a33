"""The evaluation, against numbers worked out by hand and against what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.scoring import Given, evaluate, score
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.kernel.estimates import Range
from tests.apps.blueprint.making import document

SPEC = ReleaseSpec.model_validate(document())
LEVELS = st.one_of(
    st.builds(Given, st.integers(0, 4)), st.just(Given()), st.just(Given(None, True))
)
ANSWERS = st.dictionaries(st.sampled_from(list(SPEC.items)), LEVELS)


def test_the_formula_by_hand() -> None:
    # Weights: G-1 3, G-2 1, T-1 2, T-2 2. G-2 is open, T-2 is set aside.
    result = score(SPEC, {"G-1": Given(2), "T-1": Given(4), "T-2": Given(None, True)})
    # Governance: from 3*2 = 6 to 3*2 + 1*4 = 10 of 4*4 = 16.
    assert result.areas["gov"].value == Range(6 / 16, 10 / 16)
    # Training: 2*4 = 8 of 4*2 = 8; the question that does not apply counts nowhere.
    assert result.areas["trn"].value == Range(1, 1)
    # All: from 6 + 8 = 14 to 10 + 8 = 18 of 4*(3 + 1 + 2) = 24.
    assert result.overall.value == Range(14 / 24, 18 / 24)
    assert (result.overall.answered_count, result.overall.open_count) == (2, 1)
    assert result.overall.not_applicable_count == 1
    # Goal 2 holds G-2 (through G2.A1), T-1 and T-2: 8 to 12 of 4*(1 + 2).
    assert result.goals["G2"].value == Range(8 / 12, 1)
    assert result.actions["G2.I1"].value is None


def test_steps_are_ranked_by_gain_for_effort() -> None:
    result = score(SPEC, {"G-1": Given(3), "G-2": Given(0), "T-1": Given(4), "T-2": Given(0)})
    # G-1: 1*3/1 = 3; G-2: 4*1/2 = 2; T-2: 4*2/4 = 2, with more effort; T-1 is at the top.
    assert [(step.item_id, step.priority) for step in result.steps] == [
        ("G-1", 3),
        ("G-2", 2),
        ("T-2", 2),
    ]
    assert (result.steps[0].gap, result.steps[0].text) == (1, "G-1 step 3")
    assert result.steps[1].actions == ("G1.A1", "G2.A1")


def test_nothing_answered_is_everything_possible() -> None:
    result = score(SPEC, {})
    assert result.overall.value == Range(0, 1)
    assert result.steps == ()


def test_nothing_that_applies_has_no_value() -> None:
    aside = {name: Given(None, True) for name in SPEC.items}
    assert score(SPEC, aside).overall.value is None


@given(ANSWERS)
def test_evaluations_lie_between_nothing_and_all(answers: dict[str, Given]) -> None:
    result = score(SPEC, answers)
    whole = [result.overall, *result.areas.values(), *result.goals.values()]
    for evaluation in whole:
        if evaluation.value is not None:
            assert 0 <= evaluation.value.low <= evaluation.value.high <= 1
        assert evaluation.open_count >= 0


@given(ANSWERS, st.sampled_from(list(SPEC.items)), st.integers(0, 4))
def test_answering_only_narrows(answers: dict[str, Given], name: str, level: int) -> None:
    answers.pop(name, None)
    before = evaluate(SPEC.items.values(), answers).value
    after = evaluate(SPEC.items.values(), {**answers, name: Given(level)}).value
    assert before is not None
    assert after is not None
    assert before.low <= after.low <= after.high <= before.high


@given(ANSWERS)
def test_the_range_is_a_point_once_all_is_answered(answers: dict[str, Given]) -> None:
    evaluation = evaluate(SPEC.items.values(), answers)
    if evaluation.value is not None:
        assert evaluation.value.is_point == (evaluation.open_count == 0)


@given(ANSWERS)
def test_steps_fall_in_priority(answers: dict[str, Given]) -> None:
    priorities = [step.priority for step in score(SPEC, answers).steps]
    assert priorities == sorted(priorities, reverse=True)
    assert all(step.gap > 0 for step in score(SPEC, answers).steps)


@pytest.mark.parametrize("level", range(5))
def test_a_single_question(level: int) -> None:
    evaluation = evaluate([SPEC.items["G-1"]], {"G-1": Given(level)})
    assert evaluation.value == Range(level / 4, level / 4)
