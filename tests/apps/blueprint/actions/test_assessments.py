"""The journey of an assessment, step by step, and everything it refuses."""

from datetime import date

import pytest

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions import assessments as actions
from fulcrum.apps.blueprint.actions.assessments import AnswerInput, EditConflictError
from fulcrum.apps.blueprint.models import Answer, Assessment, AssessmentState, Score
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, ActorKind, Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.blueprint.making import SYSTEM, draft, finished, institution, make_release
from tests.conftest import ActorMaker, TenantMaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(tenant_of: TenantMaker) -> Organisation:
    """An institution with an account."""
    return institution(tenant_id=tenant_of().pk)


@pytest.fixture
def lead(bank: Organisation, actor_as: ActorMaker) -> Actor:
    """Its lead."""
    return actor_as(Role.INSTITUTION_LEAD, tenant=bank.tenant)


@pytest.fixture
def colleague(bank: Organisation, actor_as: ActorMaker) -> Actor:
    """A colleague of the lead."""
    return actor_as(Role.INSTITUTION_COLLEAGUE, tenant=bank.tenant)


@pytest.fixture
def assessment(bank: Organisation, lead: Actor) -> Assessment:
    """A draft."""
    make_release()
    return actions.start_assessment(bank, by=lead, as_of_date=date(2026, 3, 1))


def test_a_second_start_finds_the_open_one(
    assessment: Assessment, bank: Organisation, colleague: Actor
) -> None:
    assert actions.start_assessment(bank, by=colleague) == assessment
    assert Entry.objects.filter(verb="start_assessment").count() == 1


def test_the_next_one_knows_the_one_before(
    assessment: Assessment, bank: Organisation, lead: Actor
) -> None:
    actions.answer_item(assessment, "G-1", AnswerInput(2), by=lead)
    actions.keep_private(actions.sign_off(assessment, by=lead), by=lead)
    assert actions.start_assessment(bank, by=lead).previous == assessment


def test_without_a_release_nothing_starts(bank: Organisation, lead: Actor) -> None:
    with pytest.raises(FulcrumError, match="No framework release"):
        actions.start_assessment(bank, by=lead)


def test_only_the_own_organisation_is_assessed(bank: Organisation, actor_as: ActorMaker) -> None:
    make_release()
    with pytest.raises(RefusedError, match="organisation you act for"):
        actions.start_assessment(bank, by=actor_as(Role.INSTITUTION_LEAD))
    with pytest.raises(RefusedError):
        actions.start_assessment(bank, by=actor_as(Role.SECRETARIAT_OFFICER))


def test_an_answer_is_saved_with_its_trace(assessment: Assessment, colleague: Actor) -> None:
    answer = actions.answer_item(assessment, "G-1", AnswerInput(3, note=" seen "), by=colleague)
    assert (answer.level, answer.note, answer.version) == (3, "seen", 1)
    assert answer.updated_by_id == colleague.user_id
    entry = Entry.objects.get(verb="answer_item")
    assert entry.old is None
    assert entry.new["level"] == 3


def test_the_same_again_changes_nothing(assessment: Assessment, lead: Actor) -> None:
    actions.answer_item(assessment, "G-1", AnswerInput(3), by=lead)
    again = actions.answer_item(assessment, "G-1", AnswerInput(3), by=lead, version=0)
    assert again.version == 1
    assert Entry.objects.filter(verb="answer_item").count() == 1


def test_two_people_at_one_question(assessment: Assessment, lead: Actor, colleague: Actor) -> None:
    actions.answer_item(assessment, "G-1", AnswerInput(3), by=lead, version=0)
    with pytest.raises(EditConflictError) as conflict:
        actions.answer_item(assessment, "G-1", AnswerInput(1), by=colleague, version=0)
    assert conflict.value.current.level == 3
    assert Answer.objects.get(item_id="G-1").level == 3
    mine = actions.answer_item(assessment, "G-1", AnswerInput(1), by=colleague, version=1)
    assert (mine.level, mine.version) == (1, 2)


def test_an_answer_can_be_taken_back(assessment: Assessment, lead: Actor) -> None:
    actions.answer_item(assessment, "G-1", AnswerInput(3), by=lead)
    open_again = actions.answer_item(assessment, "G-1", AnswerInput(), by=lead, version=1)
    assert open_again.level is None
    assert not open_again.not_applicable


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (AnswerInput(5), "0 to 4"),
        (AnswerInput(-1), "0 to 4"),
        (AnswerInput(not_applicable=True, reason="  "), "why this does not apply"),
    ],
)
def test_answers_that_are_not_whole(
    assessment: Assessment, lead: Actor, given: AnswerInput, said: str
) -> None:
    with pytest.raises(FulcrumError, match=said):
        actions.answer_item(assessment, "G-1", given, by=lead)
    assert not Answer.objects.exists()


def test_not_applicable_keeps_its_reason_and_no_level(assessment: Assessment, lead: Actor) -> None:
    given = AnswerInput(2, not_applicable=True, reason="No branches")
    answer = actions.answer_item(assessment, "G-1", given, by=lead)
    assert (answer.level, answer.not_applicable, answer.reason) == (None, True, "No branches")


def test_a_question_of_another_release(assessment: Assessment, lead: Actor) -> None:
    with pytest.raises(FulcrumError, match="no such item"):
        actions.answer_item(assessment, "X-9", AnswerInput(1), by=lead)
    with pytest.raises(FulcrumError, match="no such item"):
        actions.comment_on_item(assessment, "X-9", "hello", by=lead)


def test_strangers_answer_nothing(assessment: Assessment, actor_as: ActorMaker) -> None:
    for role in (Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER, Role.ADMINISTRATOR):
        with pytest.raises(RefusedError):
            actions.answer_item(assessment, "G-1", AnswerInput(1), by=actor_as(role))


def test_a_remark_is_kept_but_its_text_is_not_in_the_log(
    assessment: Assessment, colleague: Actor
) -> None:
    comment = actions.comment_on_item(assessment, "G-1", " Ask Ada. ", by=colleague)
    assert comment.text == "Ask Ada."
    assert "Ada" not in str(Entry.objects.get(verb="comment_on_item").new)
    with pytest.raises(FulcrumError, match="write something"):
        actions.comment_on_item(assessment, "G-1", "  ", by=colleague)


def test_the_lead_signs_off_and_takes_it_back(
    assessment: Assessment, lead: Actor, colleague: Actor
) -> None:
    with pytest.raises(FulcrumError, match="Nothing is answered"):
        actions.sign_off(assessment, by=lead)
    actions.answer_item(assessment, "G-1", AnswerInput(3), by=colleague)
    with pytest.raises(RefusedError):
        actions.sign_off(assessment, by=colleague)
    signed = actions.sign_off(assessment, by=lead)
    assert (signed.state, signed.signed_off_by_id) == (AssessmentState.SIGNED_OFF, lead.user_id)
    with pytest.raises(ConflictError):
        actions.answer_item(assessment, "G-1", AnswerInput(1), by=colleague, version=1)
    back = actions.return_to_draft(signed, by=lead)
    assert (back.state, back.signed_off_by_id, back.signed_off_at) == ("draft", None, None)


def test_software_decides_nothing(
    assessment: Assessment, lead: Actor, actor_as: ActorMaker
) -> None:
    actions.answer_item(assessment, "G-1", AnswerInput(3), by=lead)
    token = actor_as(
        Role.INSTITUTION_LEAD, tenant=assessment.tenant, kind=ActorKind.TOKEN, areas=("blueprint",)
    )
    with pytest.raises(RefusedError):
        actions.sign_off(assessment, by=token)


def test_submitting_stores_the_scores(assessment: Assessment, lead: Actor) -> None:
    actions.answer_item(assessment, "G-1", AnswerInput(2), by=lead)
    with pytest.raises(ConflictError):
        actions.submit(assessment, by=lead)
    done = actions.submit(actions.sign_off(assessment, by=lead), by=lead)
    assert done.state == AssessmentState.SUBMITTED
    overall = Score.objects.get(assessment=done, kind="overall")
    # Weights 3, 1, 2, 2; level 2 of weight 3 is given: 6 of 32 at least, 26 of 32 at most.
    assert (overall.low, overall.high) == (6 / 32, 26 / 32)
    with pytest.raises(ConflictError):
        actions.keep_private(done, by=lead)


def test_the_system_may_start_for_anybody(bank: Organisation) -> None:
    make_release()
    assert actions.start_assessment(bank, by=SYSTEM).tenant_id == bank.tenant_id


def test_who_sees_what(bank: Organisation, lead: Actor, actor_as: ActorMaker) -> None:
    release = make_release()
    submitted = finished(bank, release, {"G-1": 1})
    private = finished(
        bank, release, {"G-1": 1}, day=date(2026, 4, 1), state=AssessmentState.PRIVATE
    )
    open_one = draft(bank, release, {})
    officer, stranger = actor_as(Role.SECRETARIAT_OFFICER), actor_as(Role.INSTITUTION_LEAD)
    visible = Assessment.objects.visible_to
    assert set(visible(lead)) == {submitted, private, open_one}
    assert set(visible(officer)) == {submitted}
    assert set(visible(stranger)) == set()
    assert set(visible(Actor(kind=ActorKind.PERSON))) == set()
    assert visible(SYSTEM).count() == 3
