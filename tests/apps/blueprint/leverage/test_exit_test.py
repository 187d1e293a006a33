"""The exit test, every combination of answers against the rules as sentences."""

from itertools import product

import pytest

from fulcrum.apps.blueprint.leverage.exit_test import QUESTIONS, Verdict, is_urgent, verdict

ALL = [
    dict(zip(QUESTIONS, answers, strict=True))
    for answers in product((True, False, None), repeat=len(QUESTIONS))
]


def test_nobody_leaves_while_leverage_is_left_or_can_be_built() -> None:
    for answers in ALL:
        if answers["has_leverage"]:
            assert verdict(answers) is Verdict.USE
        elif answers["has_leverage"] is False and answers["can_build"]:
            assert verdict(answers) is Verdict.BUILD


def test_nobody_leaves_people_worse_off_without_what_they_need() -> None:
    for answers in ALL:
        if verdict(answers) in {Verdict.LEAVE, Verdict.STAY} and answers["leaving_harms"]:
            assert answers["cared_for"] is True
        if verdict(answers) is Verdict.PREPARE:
            assert (answers["leaving_harms"], answers["cared_for"]) == (True, False)


def test_what_is_crucial_is_stayed_with_in_the_open() -> None:
    for answers in ALL:
        if verdict(answers) is Verdict.STAY:
            assert answers["crucial"] is True
        if verdict(answers) is Verdict.LEAVE:
            assert answers["crucial"] is False


@pytest.mark.parametrize("known", range(5))
def test_a_missing_answer_that_matters_leaves_it_open(known: int) -> None:
    answers: dict[str, bool | None] = dict.fromkeys(QUESTIONS[:known], False)
    expected = Verdict.OPEN if known < 4 else Verdict.LEAVE
    assert verdict(answers) is expected


def test_every_verdict_can_be_reached() -> None:
    assert {verdict(answers) for answers in ALL} == set(Verdict)


def test_severe_harm_is_urgent() -> None:
    assert [is_urgent(level) for level in (None, 3, 4, 5)] == [False, False, True, True]
