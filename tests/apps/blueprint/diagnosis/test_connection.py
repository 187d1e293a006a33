"""Involvement, its duties, the questions that lead to it, and how a link moves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.diagnosis.duties import duties_of, next_steps
from fulcrum.apps.blueprint.diagnosis.involvement import Said, involvement_of
from fulcrum.apps.blueprint.diagnosis.movement import (
    CONTRIBUTING_DAYS,
    MOVING_DAYS,
    Event,
    Stage,
    movement_of,
)
from fulcrum.apps.blueprint.diagnosis.questions import asked, neighbours
from fulcrum.apps.blueprint.diagnosis.terms import Area, EventKind, Involvement

YES, NO, OPEN = True, False, None
DAY = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("answers", "expected", "settled"),
    [
        ((YES, YES, YES), Involvement.CAUSE, True),
        ((NO, YES, YES), Involvement.CONTRIBUTE, True),
        ((OPEN, YES, NO), Involvement.CONTRIBUTE, False),
        ((NO, NO, YES), Involvement.LINKED, True),
        ((NO, OPEN, YES), Involvement.LINKED, False),
        ((NO, NO, NO), Involvement.NONE, True),
        ((NO, NO, OPEN), Involvement.UNKNOWN, False),
        ((OPEN, OPEN, OPEN), Involvement.UNKNOWN, False),
    ],
)
def test_involvement_follows_the_guiding_principles(
    answers: tuple[bool | None, ...], expected: Involvement, settled: object
) -> None:
    verdict = involvement_of(*(Said(answer, f"reason {n}") for n, answer in enumerate(answers)))
    assert (verdict.involvement, verdict.is_settled) == (expected, settled)
    assert verdict.why
    if expected == Involvement.CONTRIBUTE:
        assert verdict.reason == "reason 1"


def at(kind: EventKind, days: int) -> Event:
    return Event(kind, DAY + timedelta(days=days))


KNOWN, ACTED, STALLED, ADDRESSED = EventKind


@pytest.mark.parametrize(
    ("events", "until", "stage", "idle"),
    [
        ([], 10, Stage.NOT_KNOWN, 0),
        ([at(KNOWN, 20)], 10, Stage.NOT_KNOWN, 0),
        ([at(KNOWN, 0)], 89, Stage.AWARE, 89),
        ([at(KNOWN, 0)], 90, Stage.MOVING, 90),
        ([at(KNOWN, 0)], 365, Stage.CONTRIBUTING, 365),
        ([at(KNOWN, 0), at(ACTED, 50)], 400, Stage.AWARE, 50),
        ([at(KNOWN, 0), at(ACTED, 50), at(KNOWN, 60)], 400, Stage.AWARE, 50),
        ([at(KNOWN, 0), at(ACTED, 50), at(STALLED, 100)], 140, Stage.MOVING, 90),
        ([at(KNOWN, 0), at(ADDRESSED, 30)], 900, Stage.ADDRESSED, 30),
        ([at(KNOWN, 0), at(ADDRESSED, 30), at(STALLED, 40)], 60, Stage.AWARE, 50),
    ],
)
def test_a_link_moves_while_it_is_known_and_nothing_stands(
    events: list[Event], until: int, stage: Stage, idle: int
) -> None:
    found = movement_of(events, DAY + timedelta(days=until))
    assert (found.stage, found.idle_days) == (stage, idle)


def test_the_next_threshold_is_told_while_nothing_stands() -> None:
    found = movement_of([at(KNOWN, 0)], DAY + timedelta(days=10))
    assert found.next_date == DAY + timedelta(days=MOVING_DAYS)
    assert found.share == round(100 * 10 / CONTRIBUTING_DAYS)
    later = movement_of([at(KNOWN, 0)], DAY + timedelta(days=500))
    assert (later.next_date, later.share) == (None, 100)
    assert movement_of([at(KNOWN, 0), at(ACTED, 1)], DAY + timedelta(days=9)).next_date is None


@given(st.lists(st.tuples(st.sampled_from(list(EventKind)), st.integers(0, 400)), max_size=6), st.integers(0, 500), st.integers(0, 100))  # fmt: skip
def test_days_only_add_up(lines: list[tuple[EventKind, int]], until: int, more: int) -> None:
    events = [at(kind, days) for kind, days in lines]
    first = movement_of(events, DAY + timedelta(days=until))
    later = movement_of(events, DAY + timedelta(days=until + more))
    assert first.idle_days <= later.idle_days <= first.idle_days + more + 500
    assert movement_of(events[::-1], DAY + timedelta(days=until)) == first


def test_a_yes_to_the_graver_makes_the_lighter_needless() -> None:
    names = [question.name for question in asked({"causes": True})]
    assert "contributes" not in names
    assert "linked" not in names
    assert neighbours({"causes": True}, "causes")[:2] == ("harm", "scale")
    assert neighbours({}, "harm") == ("", "causes", 1, 9)
    assert neighbours({}, "known")[1] == ""


@pytest.mark.parametrize("involvement", Involvement.values)
@pytest.mark.parametrize("area", Area.values)
def test_every_involvement_has_duties_and_steps(involvement: str, area: str) -> None:
    assert duties_of(involvement)
    assert all(step.actions for step in next_steps(involvement, area))


def test_a_link_that_moved_asks_for_more() -> None:
    usual, moved = duties_of("linked"), duties_of("linked", Stage.CONTRIBUTING)
    assert len(moved) == len(usual) + 1
    assert next_steps("linked", "clients", Stage.MOVING)[0].actions == ("G3.A3",)
