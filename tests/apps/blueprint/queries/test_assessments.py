"""Progress, neighbours, and what waits for whom."""

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.models import (
    AssessmentState,
    Clarification,
    ClarificationState,
    Release,
)
from fulcrum.apps.blueprint.queries.assessments import (
    answered_areas,
    neighbours,
    next_open_item,
    progress_of,
)
from fulcrum.apps.blueprint.queries.today import today_for
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.blueprint.making import document, draft, finished, institution, make_release
from tests.conftest import ActorMaker

pytestmark = pytest.mark.django_db
SPEC = ReleaseSpec.model_validate(document())
IDS = list(SPEC.items)


def test_progress_by_area(
    own: Organisation, release: Release, django_assert_num_queries: Any
) -> None:
    assessment = draft(own, release, {"G-1": 0, "G-2": "None here", "T-1": None})
    progress_of(assessment)  # the release is in memory from now on
    with django_assert_num_queries(1):
        governance, training = progress_of(assessment)
    assert (governance.answered_count, governance.first_open, governance.share) == (2, "", 100)
    assert (training.answered_count, training.item_count, training.first_open) == (0, 2, "T-1")


def test_areas_speak_the_reader_s_language(own: Organisation) -> None:
    german = {"language": "de", "status": "draft", "areas": {"gov": "Führung"}}
    assessment = draft(own, make_release("r2", translations=[german]), {})
    with translation.override("de"):
        assert [part.title for part in progress_of(assessment)] == ["Führung", "Training"]
        assert [part.title for part in answered_areas(assessment)] == ["Führung", "Training"]
    with translation.override("en"):
        assert progress_of(assessment)[0].title == "Governance"


def test_the_next_open_question_goes_round(own: Organisation, release: Release) -> None:
    assessment = draft(own, release, {"G-2": 1, "T-1": 1})
    assert next_open_item(assessment) == "G-1"
    assert next_open_item(assessment, after="G-1") == "T-2"
    assert next_open_item(assessment, after="T-2") == "G-1"
    whole = draft(institution("Whole Bank"), release, dict.fromkeys(IDS, 2))
    assert next_open_item(whole) == ""


@given(st.sampled_from(IDS))
def test_after_and_before_lead_back(name: str) -> None:
    before, after, number = neighbours(SPEC, name)
    assert IDS[number - 1] == name
    assert not after or neighbours(SPEC, after)[0] == name
    assert not before or neighbours(SPEC, before)[1] == name


def titles(actor: Actor) -> list[str]:
    return [waiting.title for waiting in today_for(actor)]


def test_what_waits_for_an_institution(own: Organisation, release: Release, lead: Actor) -> None:
    assert titles(lead) == []
    assessment = draft(own, release, {"G-1": 1})
    waiting = today_for(lead)
    assert waiting[0].title == "Continue your self-assessment"
    assert waiting[0].text == "1 of 4 questions answered."
    assessment.state = AssessmentState.SIGNED_OFF
    assessment.save()
    assert titles(lead) == ["Submit your self-assessment, or keep it private"]


def test_questions_of_the_secretariat_come_first(
    own: Organisation, release: Release, lead: Actor, officer: Actor
) -> None:
    done = finished(own, release, {"G-1": 1})
    draft(own, release, {})
    assert titles(officer) == ["1 submission to review"]
    asked = Clarification.objects.create(assessment=done)
    first = today_for(lead)[0]
    assert (first.title, first.text, first.urgent) == (
        "The Secretariat has a question", "About the whole assessment", True,
    )  # fmt: skip
    assert titles(officer) == []
    asked.state = ClarificationState.ANSWERED
    asked.save()
    assert titles(lead) == ["Continue your self-assessment"]
    assert titles(officer) == ["1 answer to read"]


def test_others_have_nothing_to_do_here(
    own: Organisation, release: Release, actor_as: ActorMaker
) -> None:
    draft(own, release, {})
    finished(institution("Done Bank"), release, {"G-1": 1})
    for role in (Role.COMMISSIONER, Role.ADMINISTRATOR, Role.INSTITUTION_LEAD):
        assert titles(actor_as(role)) == []
