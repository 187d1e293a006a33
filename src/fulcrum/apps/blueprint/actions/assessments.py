"""Start, answer, sign off, submit or keep private."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.actions.evidence import share_files
from fulcrum.apps.blueprint.models import (
    FINISHED,
    Answer,
    Assessment,
    AssessmentState,
    Comment,
    Release,
    ReleaseState,
    Score,
)
from fulcrum.apps.blueprint.queries.results import given_answers, result_of, scores_of
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.spec import TOP_LEVEL
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import allowed
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

# A page that saves by itself may still be doing so when its button is pressed.
OVERLAP = timedelta(seconds=10)


class EditConflictError(ConflictError):
    """Somebody else changed the answer meanwhile; `current` is what stands now."""

    def __init__(self, current: Answer) -> None:
        super().__init__(
            _("A colleague changed this answer while you were working on it."),
            where=current.item_id,
            mend=_("Compare both and save the one that is right."),
        )
        self.current = current


@dataclass(frozen=True, slots=True)
class AnswerInput:
    """What a person gives to one item.

    Attributes:
        level: 0 to 4; None when it is left open or does not apply.
        not_applicable: whether it was set aside, with a reason.
        reason: why it does not apply.
        note: what a reader should know.
        by_button: it was sent on purpose, so it stands above what the same person's page saved
            by itself a moment before, the answer to which they may not have waited for.
    """

    level: int | None = None
    not_applicable: bool = False
    reason: str = ""
    note: str = ""
    by_button: bool = False


def _check(by: Actor, permission: str, obj: object = None) -> None:
    if not allowed(by, permission, obj):
        raise RefusedError(_("Your role does not include this."), where=permission)


def _locked(assessment: Assessment) -> Assessment:
    """The row as it stands now, held until the transaction ends."""
    return Assessment.objects.select_for_update().get(pk=assessment.pk)


def _require_state(assessment: Assessment, *states: AssessmentState) -> None:
    if assessment.state not in states:
        raise ConflictError(
            _("This assessment is %(state)s, so this cannot be done any more.")
            % {"state": assessment.get_state_display().lower()},
            mend=_("Start a new assessment to record a newer state of play."),
        )


def current_release() -> Release:
    """The published release that new assessments are made under.

    Raises:
        FulcrumError: none is published.
    """
    release = Release.objects.filter(state=ReleaseState.PUBLISHED).first()
    if release is None:
        raise FulcrumError(
            _("No framework release is published yet."),
            mend=_("The Secretariat loads one with `fulcrum framework load` and publishes it."),
        )
    return release


@transaction.atomic
def start_assessment(
    organisation: Organisation, *, by: Actor, as_of_date: date | None = None
) -> Assessment:
    """Open a draft under the published release; the organisation's open one if there is one."""
    _check(by, "blueprint.start_assessment")
    if not by.is_system and organisation.tenant_id != by.tenant_id:
        raise RefusedError(_("You can assess only the organisation you act for."))
    theirs = Assessment.objects.filter(organisation=organisation)
    existing = theirs.exclude(state__in=FINISHED)
    found = existing.select_for_update().first()
    if found is not None:
        return found
    previous = theirs.filter(state__in=FINISHED).order_by("-finished_at").first()
    assessment = Assessment(
        tenant_id=organisation.tenant_id,
        organisation=organisation,
        release=current_release(),
        previous=previous,
        as_of_date=as_of_date or timezone.localdate(),
        started_by_id=by.user_id,
        is_invented=organisation.is_invented,
    )
    try:
        with transaction.atomic():
            assessment.save()
    except IntegrityError:  # a colleague pressed the button in the same second
        return existing.get()
    record(by, "start_assessment", assessment, new={"release": assessment.release.code})
    return assessment


def _clean(given: AnswerInput, item_id: str) -> AnswerInput:
    reason = given.reason.strip()
    if given.level is not None and not 0 <= given.level <= TOP_LEVEL:
        raise FulcrumError(_("A level is a number from 0 to 4."), where=item_id)
    if given.not_applicable and not reason:
        raise FulcrumError(
            _("Please say why this does not apply."),
            where=item_id,
            mend=_("One sentence is enough; it keeps the comparison fair."),
        )
    level = None if given.not_applicable else given.level
    return AnswerInput(
        level, given.not_applicable, reason if given.not_applicable else "", given.note.strip()
    )


def _values(answer: Answer) -> dict[str, Any]:
    return {
        "item": answer.item_id,
        "level": answer.level,
        "not_applicable": answer.not_applicable,
        "reason": answer.reason,
        "note": answer.note,
    }


def _was_own_save(given: AnswerInput, answer: Answer, version: int, by: Actor) -> bool:
    """The one version not seen is what the same person's page saved by itself a moment ago."""
    return (
        given.by_button
        and by.user_id is not None
        and answer.updated_by_id == by.user_id
        and answer.version == version + 1
        and timezone.now() - answer.updated_at < OVERLAP
    )


@transaction.atomic
def answer_item(
    assessment: Assessment, item_id: str, given: AnswerInput, *, by: Actor, version: int = 0
) -> Answer:
    """Save the answer to one item.

    Args:
        assessment: a draft.
        item_id: an item of its release.
        given: what was answered; empty means not answered yet.
        by: who answers.
        version: the version the person saw; 0 when there was none.

    Raises:
        EditConflictError: somebody else saved a different answer meanwhile.
        ConflictError: the assessment is not a draft any more.
        FulcrumError: the item is not in the release, or the answer is not whole.
    """
    _check(by, "blueprint.answer_assessment", assessment)
    assessment = _locked(assessment)
    _require_state(assessment, AssessmentState.DRAFT)
    if item_id not in spec_of(assessment.release).items:
        raise FulcrumError(_("This release has no such item."), where=item_id)
    clean = _clean(given, item_id)
    answer = Answer.objects.filter(assessment=assessment, item_id=item_id).first()
    old = _values(answer) if answer else None
    answer = answer or Answer(assessment=assessment, item_id=item_id, version=0)
    changed = (answer.level, answer.not_applicable, answer.reason, answer.note) != (
        clean.level,
        clean.not_applicable,
        clean.reason,
        clean.note,
    )
    if not changed:
        return answer
    if answer.version != version and not _was_own_save(given, answer, version, by):
        raise EditConflictError(answer)
    answer.level, answer.not_applicable = clean.level, clean.not_applicable
    answer.reason, answer.note = clean.reason, clean.note
    answer.version += 1
    answer.updated_by_id = by.user_id
    answer.save()
    record(by, "answer_item", assessment, old=old, new=_values(answer))
    return answer


@transaction.atomic
def comment_on_item(assessment: Assessment, item_id: str, text: str, *, by: Actor) -> Comment:
    """Leave a remark for colleagues; the log keeps that it was made, not what it says."""
    _check(by, "blueprint.comment_assessment", assessment)
    text = text.strip()
    if not text:
        raise FulcrumError(_("Please write something first."), where=item_id)
    if item_id not in spec_of(assessment.release).items:
        raise FulcrumError(_("This release has no such item."), where=item_id)
    comment = Comment.objects.create(
        assessment=assessment, item_id=item_id, author_id=by.user_id, text=text[:5000]
    )
    record(by, "comment_on_item", assessment, new={"item": item_id, "comment": comment.pk})
    return comment


@transaction.atomic
def sign_off(assessment: Assessment, *, by: Actor) -> Assessment:
    """The lead stands behind the answers; unanswered items stay unanswered and widen the range."""
    _check(by, "blueprint.sign_off_assessment", assessment)
    assessment = _locked(assessment)
    _require_state(assessment, AssessmentState.DRAFT)
    if not any(given.is_answered for given in given_answers(assessment).values()):
        raise FulcrumError(
            _("Nothing is answered yet."), mend=_("Answer at least one question first.")
        )
    assessment.state = AssessmentState.SIGNED_OFF
    assessment.signed_off_by_id = by.user_id
    assessment.signed_off_at = timezone.now()
    assessment.save()
    record(by, "sign_off_assessment", assessment)
    return assessment


@transaction.atomic
def return_to_draft(assessment: Assessment, *, by: Actor) -> Assessment:
    """Take a sign-off back, so that answers can change again."""
    _check(by, "blueprint.sign_off_assessment", assessment)
    assessment = _locked(assessment)
    _require_state(assessment, AssessmentState.SIGNED_OFF)
    assessment.state = AssessmentState.DRAFT
    assessment.signed_off_by_id = assessment.signed_off_at = None
    assessment.save()
    record(by, "return_assessment_to_draft", assessment)
    return assessment


def _finish(assessment: Assessment, state: AssessmentState, *, by: Actor) -> Assessment:
    _check(by, "blueprint.finish_assessment", assessment)
    assessment = _locked(assessment)
    _require_state(assessment, AssessmentState.SIGNED_OFF)
    assessment.state = state
    assessment.finished_by_id = by.user_id
    assessment.finished_at = timezone.now()
    assessment.save()
    Score.objects.bulk_create(scores_of(assessment, result_of(assessment)))
    return assessment


@transaction.atomic
def submit(assessment: Assessment, *, by: Actor) -> Assessment:
    """Share answers, notes, evidence and result with the Secretariat; remarks stay inside."""
    assessment = _finish(assessment, AssessmentState.SUBMITTED, by=by)
    share_files(assessment, by=by)
    record(by, "submit_assessment", assessment, new={"release": assessment.release.code})
    return assessment


@transaction.atomic
def keep_private(assessment: Assessment, *, by: Actor) -> Assessment:
    """Finish without sharing anything."""
    assessment = _finish(assessment, AssessmentState.PRIVATE, by=by)
    record(by, "keep_assessment_private", assessment, new={"release": assessment.release.code})
    return assessment
