"""The queue, and what waits for whom."""

from typing import Any

import pytest

from fulcrum.apps.blueprint.actions.submissions import (
    accept_submission,
    ask_clarification,
    close_clarification,
    reply_to_clarification,
)
from fulcrum.apps.blueprint.models import Assessment, AssessmentState, Release
from fulcrum.apps.blueprint.queries.submissions import (
    ACCEPTED,
    ANSWERED,
    ASKED,
    NEW,
    open_questions,
    queue,
    waiting_state,
    waiting_submissions,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import ANONYMOUS, Actor
from tests.apps.blueprint.making import finished


@pytest.fixture
def mine(own: Organisation, release: Release) -> Assessment:
    return finished(own, release, {"G-1": 1})


def state(assessment: Assessment, actor: Actor) -> str:
    """Whose turn it is, as the queue says it and as the record does."""
    assessment.refresh_from_db()
    states = set(assessment.clarifications.values_list("state", flat=True))
    row: Any = queue(actor).get(pk=assessment.pk)
    said: str = row.waiting
    assert waiting_state(assessment, states) == said
    return said


def test_the_turn_passes_to_and_fro(mine: Assessment, officer: Actor, lead: Actor) -> None:
    assert (state(mine, officer), waiting_submissions(officer), open_questions(lead)) == (NEW, 1, 0)
    thread = ask_clarification(mine, "Which?", by=officer, item_id="G-1")
    assert (state(mine, officer), waiting_submissions(officer)) == (ASKED, 0)
    assert open_questions(lead) == 1
    reply_to_clarification(thread, "This one.", by=lead)
    assert (state(mine, officer), waiting_submissions(officer)) == (ANSWERED, 1)
    assert open_questions(lead) == 0
    thread.refresh_from_db()
    close_clarification(thread, by=officer)
    accept_submission(mine, by=officer)
    assert (state(mine, officer), waiting_submissions(officer)) == (ACCEPTED, 0)


def test_others_have_nothing_waiting(mine: Assessment, lead: Actor, officer: Actor) -> None:
    ask_clarification(mine, "Which?", by=officer)
    assert waiting_submissions(lead) == 0
    assert open_questions(officer) == 0
    assert open_questions(ANONYMOUS) == 0


def test_what_is_private_is_not_in_the_queue(
    own: Organisation, release: Release, officer: Actor
) -> None:
    finished(own, release, {"G-1": 1}, state=AssessmentState.PRIVATE)
    assert not queue(officer).exists()
