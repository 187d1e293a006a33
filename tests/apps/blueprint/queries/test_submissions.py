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
    queue,
    waiting_state,
)
from fulcrum.apps.blueprint.queries.today import today_for
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


def waits(actor: Actor) -> int:
    """How many things wait for somebody on their Today page."""
    return sum(row.count for row in today_for(actor))


def test_the_turn_passes_to_and_fro(mine: Assessment, officer: Actor, lead: Actor) -> None:
    assert (state(mine, officer), waits(officer), waits(lead)) == (NEW, 1, 0)
    thread = ask_clarification(mine, "Which?", by=officer, item_id="G-1")
    assert (state(mine, officer), waits(officer)) == (ASKED, 0)
    assert waits(lead) == 1
    reply_to_clarification(thread, "This one.", by=lead)
    assert (state(mine, officer), waits(officer)) == (ANSWERED, 1)
    assert waits(lead) == 0
    thread.refresh_from_db()
    close_clarification(thread, by=officer)
    accept_submission(mine, by=officer)
    assert (state(mine, officer), waits(officer)) == (ACCEPTED, 0)


def test_others_have_nothing_waiting(mine: Assessment, officer: Actor) -> None:
    ask_clarification(mine, "Which?", by=officer)
    assert waits(officer) == 0
    assert waits(ANONYMOUS) == 0


def test_what_is_private_is_not_in_the_queue(
    own: Organisation, release: Release, officer: Actor
) -> None:
    finished(own, release, {"G-1": 1}, state=AssessmentState.PRIVATE)
    assert not queue(officer).exists()
