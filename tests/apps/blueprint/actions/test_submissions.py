"""The Secretariat asks, the institution answers, the submission is accepted."""

from collections.abc import Callable

import pytest

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions.submissions import (
    accept_submission,
    ask_clarification,
    close_clarification,
    reply_to_clarification,
)
from fulcrum.apps.blueprint.models import Assessment, AssessmentState, ClarificationState, Release
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, ActorKind, Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.blueprint.making import draft, finished


@pytest.fixture
def mine(own: Organisation, release: Release) -> Assessment:
    return finished(own, release, {"G-1": 1})


def test_a_question_is_asked_answered_and_settled(
    mine: Assessment, officer: Actor, lead: Actor
) -> None:
    thread = ask_clarification(mine, "  Which?  ", by=officer, item_id="G-1")
    assert str(thread) == "question on G-1"
    assert thread.messages.get().text == "Which?"
    answer = reply_to_clarification(thread, "This.", by=lead)
    assert not answer.from_secretariat
    thread.refresh_from_db()
    assert thread.state == ClarificationState.ANSWERED
    reply_to_clarification(thread, "And when?", by=officer)
    thread.refresh_from_db()
    assert thread.state == ClarificationState.OPEN
    closed = close_clarification(thread, by=officer)
    assert closed.closed_at is not None
    for again in (
        lambda: close_clarification(thread, by=officer),
        lambda: reply_to_clarification(thread, "More", by=lead),
    ):
        with pytest.raises(ConflictError):
            again()
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"ask_clarification", "reply_to_clarification", "close_clarification"} <= verbs


def test_the_log_holds_no_text_of_the_thread(mine: Assessment, officer: Actor) -> None:
    ask_clarification(mine, "A secret question", by=officer)
    assert "secret" not in str(list(Entry.objects.values_list("old", "new")))


def test_an_open_question_stands_in_the_way_of_acceptance(mine: Assessment, officer: Actor) -> None:
    thread = ask_clarification(mine, "Which?", by=officer)
    with pytest.raises(ConflictError, match="still open"):
        accept_submission(mine, by=officer)
    close_clarification(thread, by=officer)
    accepted = accept_submission(mine, by=officer)
    assert accepted.accepted_at is not None
    assert accept_submission(mine, by=officer).accepted_at == accepted.accepted_at


def test_asking_again_takes_acceptance_back(mine: Assessment, officer: Actor) -> None:
    accept_submission(mine, by=officer)
    ask_clarification(mine, "One more thing", by=officer)
    mine.refresh_from_db()
    assert mine.accepted_at is None


def test_what_cannot_be_asked(mine: Assessment, officer: Actor) -> None:
    with pytest.raises(FulcrumError, match="write something"):
        ask_clarification(mine, "  ", by=officer)
    with pytest.raises(FulcrumError, match="no such item"):
        ask_clarification(mine, "Which?", by=officer, item_id="G-9")


def test_only_what_was_submitted_is_reviewed(
    own: Organisation, release: Release, officer: Actor
) -> None:
    private = finished(own, release, {"G-1": 1}, state=AssessmentState.PRIVATE)
    for assessment in (private, draft(own, release, {})):
        for review in (
            lambda one: ask_clarification(one, "Which?", by=officer),
            lambda one: accept_submission(one, by=officer),
        ):
            with pytest.raises(RefusedError):
                review(assessment)


def test_who_may_not(
    mine: Assessment, officer: Actor, lead: Actor, actor_as: Callable[..., Actor]
) -> None:
    thread = ask_clarification(mine, "Which?", by=officer)
    stranger, analyst = actor_as(Role.INSTITUTION_LEAD), actor_as(Role.CRIME_ANALYST)
    software = actor_as(Role.SECRETARIAT_OFFICER, kind=ActorKind.TOKEN)
    for actor in (lead, stranger, analyst, software):
        with pytest.raises(RefusedError):
            ask_clarification(mine, "Which?", by=actor)
        with pytest.raises(RefusedError):
            accept_submission(mine, by=actor)
        with pytest.raises(RefusedError):
            close_clarification(thread, by=actor)
    for actor in (stranger, analyst, software):
        with pytest.raises(RefusedError):
            reply_to_clarification(thread, "Me", by=actor)
