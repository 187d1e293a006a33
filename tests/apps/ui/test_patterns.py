"""Arithmetic of the patterns."""

import pytest

from fulcrum.apps.ui.patterns import LongWork, State, WizardPlace


def _work(**changes: object) -> LongWork:
    facts: dict[str, object] = {
        "stage": "Reading", "done": 1, "total": 3, "state": State("Running"), "url": "/"
    }  # fmt: skip
    return LongWork(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("done", "total", "percent"),
    [(1, 3, 33), (0, 3, 0), (5, 3, 100), (5, None, None), (0, 0, None)],
)
def test_share_done(done: int, total: int | None, percent: int | None) -> None:
    assert _work(done=done, total=total).percent == percent


@pytest.mark.parametrize(("seconds", "minutes"), [(None, None), (59.9, 0), (60, 1), (61, 2)])
def test_minutes_left_round_up(seconds: float | None, minutes: int | None) -> None:
    assert _work(seconds_left=seconds).minutes_left == minutes


def test_a_question_counts_once_it_is_answered() -> None:
    assert WizardPlace(1, 4).share == 0
    assert WizardPlace(4, 4).share == 75
    assert WizardPlace(1, 0).share == 0
