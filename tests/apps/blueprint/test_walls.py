"""The second wall: PostgreSQL itself gives a connection only what its organisation may see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.utils import ProgrammingError

from fulcrum.apps.blueprint.models import (
    Answer,
    Assessment,
    AssessmentState,
    Clarification,
    ClarificationMessage,
    Comment,
    Evidence,
    Score,
)
from fulcrum.apps.ui.rls import acting_as
from fulcrum.kernel.actors import ANONYMOUS, Actor, Role
from tests.apps.blueprint.making import SYSTEM, draft, finished, institution, make_release
from tests.conftest import ActorMaker, TenantMaker

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="row-level security is of PostgreSQL"
    ),
]
PARTS: tuple[type[models.Model], ...] = (Answer, Comment, Evidence, Score, Clarification)
SHARED = {Assessment, Answer, Evidence, Score, Clarification, ClarificationMessage}
Seen = dict[type[models.Model], int]


def fill(assessment: Assessment) -> Assessment:
    """One row of everything that an assessment holds, beside its answers and scores."""
    of_it: dict[str, Any] = {"assessment": assessment}
    Comment.objects.create(item_id="G-1", text="Ask the branch", **of_it)
    Evidence.objects.create(item_id="G-1", title="T", link="https://example.org", **of_it)
    asked = Clarification.objects.create(item_id="G-1", **of_it)
    ClarificationMessage.objects.create(clarification=asked, from_secretariat=True, text="Why?")
    if not assessment.scores.exists():
        Score.objects.create(kind="overall", answered_count=1, item_count=4, **of_it)
    return assessment


def seen(assessment: Assessment) -> Seen:
    """How many rows of an assessment unfiltered queries find, table by table."""
    found: Seen = {
        model: model._default_manager.filter(assessment=assessment).count() for model in PARTS
    }
    found[Assessment] = Assessment.objects.filter(pk=assessment.pk).count()
    threads = ClarificationMessage.objects.filter(clarification__assessment=assessment)
    return found | {ClarificationMessage: threads.count()}


@pytest.fixture
def bank(tenant_of: TenantMaker) -> Any:
    return institution(tenant_id=tenant_of().pk)


@pytest.fixture
def mine(bank: Any) -> Assessment:
    """A draft of the bank, with everything in it."""
    return fill(draft(bank, make_release(), {"G-1": 2}))


@pytest.fixture
def shared(bank: Any) -> Assessment:
    """A submitted assessment of the bank, with everything in it."""
    return fill(finished(bank, make_release(), {"G-1": 2}))


def test_the_own_organisation_sees_all_of_it(
    mine: Assessment, bank: Any, actor_as: ActorMaker
) -> None:
    with acting_as(actor_as(Role.INSTITUTION_COLLEAGUE, tenant=bank.tenant)):
        assert all(count >= 1 for count in seen(mine).values())
    with acting_as(SYSTEM):
        assert all(count >= 1 for count in seen(mine).values())


@pytest.mark.parametrize("role", [Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER, None])
def test_of_a_draft_nobody_else_sees_a_row(
    mine: Assessment, actor_as: Callable[..., Actor], role: Role | None
) -> None:
    with acting_as(actor_as(role) if role else ANONYMOUS):
        assert set(seen(mine).values()) == {0}


def test_the_secretariat_sees_what_was_submitted_but_no_remark(
    shared: Assessment, actor_as: ActorMaker
) -> None:
    with acting_as(actor_as(Role.SECRETARIAT_OFFICER)):
        found = seen(shared)
        assert found[Comment] == 0
        assert all(found[model] >= 1 for model in SHARED)
    with acting_as(actor_as(Role.INSTITUTION_LEAD)):
        assert set(seen(shared).values()) == {0}


def test_what_is_kept_private_stays_inside(shared: Assessment, actor_as: ActorMaker) -> None:
    Assessment.objects.filter(pk=shared.pk).update(state=AssessmentState.PRIVATE)
    with acting_as(actor_as(Role.SECRETARIAT_OFFICER)):
        assert set(seen(shared).values()) == {0}


def test_nobody_writes_into_another_s_assessment(mine: Assessment, actor_as: ActorMaker) -> None:
    with acting_as(actor_as(Role.INSTITUTION_LEAD)):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Answer.objects.create(assessment_id=mine.pk, item_id="G-2", level=4)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Comment.objects.create(assessment_id=mine.pk, item_id="G-2", text="Boo")
        assert Answer.objects.filter(assessment_id=mine.pk).update(level=4) == 0
        assert Evidence.objects.filter(assessment_id=mine.pk).delete()[0] == 0
    assert Answer.objects.get(assessment=mine).level == 2


def test_the_secretariat_adds_no_remark_to_what_was_submitted(
    shared: Assessment, actor_as: ActorMaker
) -> None:
    officer = acting_as(actor_as(Role.SECRETARIAT_OFFICER))
    with officer, pytest.raises(ProgrammingError), transaction.atomic():
        Comment.objects.create(assessment_id=shared.pk, item_id="G-1", text="Boo")
