"""The answer of last time, and who did what."""

from typing import Any

import pytest

from fulcrum.apps.blueprint.actions import assessments as actions
from fulcrum.apps.blueprint.actions.assessments import AnswerInput
from fulcrum.apps.blueprint.models import Assessment, Release, ReleaseState
from fulcrum.apps.blueprint.queries.filling import doings, last_time
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor
from tests.apps.blueprint.making import document, draft, finished, make_release

pytestmark = pytest.mark.django_db


def after(before: Assessment, release: Release) -> Assessment:
    """The draft that follows a finished assessment."""
    now = draft(before.organisation, release, {})
    now.previous = before
    return now


def test_the_first_has_no_last_time(own: Organisation, release: Release) -> None:
    now = draft(own, release, {})
    assert last_time(now, spec_of(release).items["G-1"]) is None


def test_levels_and_reasons_of_last_time(own: Organisation, release: Release) -> None:
    now = after(finished(own, release, {"G-1": 0, "G-2": "None here", "T-1": None}), release)
    items = spec_of(release).items
    first, second = last_time(now, items["G-1"]), last_time(now, items["G-2"])
    assert first is not None
    assert second is not None
    assert (first.level, first.day) == (0, now.previous.as_of_date)  # type: ignore[union-attr]
    assert (second.level, second.reason) == (None, "None here")
    assert last_time(now, items["T-1"]) is None  # a bare note
    assert last_time(now, items["T-2"]) is None  # nothing at all


def test_a_level_that_means_something_else_now_is_not_shown(
    own: Organisation, release: Release
) -> None:
    whole = document("r2")
    whole["areas"][0]["items"][0]["levels"][4] = "More is asked now"
    whole["areas"][1]["items"][0]["id"] = "T-9"
    second = make_release("r2", ReleaseState.DRAFT, areas=whole["areas"])
    now = after(finished(own, release, {"G-1": 4, "G-2": 1, "T-1": 1}), second)
    items = spec_of(second).items
    assert last_time(now, items["G-1"]) is None
    assert last_time(now, items["T-9"]) is None
    same = last_time(now, items["G-2"])
    assert same is not None
    assert same.level == 1


def test_who_did_what_names_the_question(
    own: Organisation, release: Release, lead: Actor, django_assert_num_queries: Any
) -> None:
    assessment = actions.start_assessment(own, by=lead)
    actions.answer_item(assessment, "G-1", AnswerInput(2), by=lead)
    actions.answer_item(assessment, "G-1", AnswerInput(3), by=lead, version=1)
    actions.comment_on_item(assessment, "T-1", "Ask them", by=lead)
    with django_assert_num_queries(1):
        lines = doings(assessment)
    assert [line.text for line in lines] == [
        "left a remark for colleagues: \u2068Title of T-1\u2069",
        "answered a question: \u2068Title of G-1\u2069",
        "answered a question: \u2068Title of G-1\u2069",
        "started a self-assessment",
    ]
    assert {line.who for line in lines} == {lead.label}
    assert len(doings(assessment, limit=1)) == 1
