"""The Secretariat asks, the institution answers, the submission is accepted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.models import (
    Assessment,
    Clarification,
    ClarificationMessage,
    ClarificationState,
)
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.ui.access import allowed
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError


def _check(by: Actor, permission: str, assessment: Assessment) -> None:
    if not allowed(by, permission, assessment):
        raise RefusedError(_("Your role does not include this."), where=permission)


def _require_text(text: str) -> str:
    text = text.strip()[:5000]
    if not text:
        raise FulcrumError(_("Please write something first."))
    return text


def _add_message(
    clarification: Clarification, text: str, *, by: Actor, from_secretariat: bool
) -> ClarificationMessage:
    return ClarificationMessage.objects.create(
        clarification=clarification,
        author_id=by.user_id,
        from_secretariat=from_secretariat,
        text=text,
    )


@transaction.atomic
def ask_clarification(
    assessment: Assessment, text: str, *, by: Actor, item_id: str = ""
) -> Clarification:
    """Ask the institution about one item, or about the whole (empty item_id)."""
    _check(by, "blueprint.review_submission", assessment)
    text = _require_text(text)
    if item_id and item_id not in spec_of(assessment.release).items:
        raise FulcrumError(_("This release has no such item."), where=item_id)
    clarification = Clarification.objects.create(assessment=assessment, item_id=item_id)
    _add_message(clarification, text, by=by, from_secretariat=True)
    Assessment.objects.filter(pk=assessment.pk).update(accepted_at=None)
    record(by, "ask_clarification", assessment, new={"clarification": clarification.pk})
    return clarification


def _locked(clarification: Clarification) -> Clarification:
    row = Clarification.objects.select_for_update().get(pk=clarification.pk)
    if row.state == ClarificationState.CLOSED:
        raise ConflictError(_("This question is settled."), mend=_("Ask a new one if needed."))
    return row


@transaction.atomic
def reply_to_clarification(
    clarification: Clarification, text: str, *, by: Actor
) -> ClarificationMessage:
    """Add to the thread; the turn passes to the other side."""
    assessment = clarification.assessment
    from_secretariat = by.is_secretariat
    needed = "review_submission" if from_secretariat else "answer_clarification"
    _check(by, f"blueprint.{needed}", assessment)
    text = _require_text(text)
    row = _locked(clarification)
    message = _add_message(row, text, by=by, from_secretariat=from_secretariat)
    row.state = ClarificationState.OPEN if from_secretariat else ClarificationState.ANSWERED
    row.save()
    record(by, "reply_to_clarification", assessment, new={"clarification": row.pk})
    return message


@transaction.atomic
def close_clarification(clarification: Clarification, *, by: Actor) -> Clarification:
    """Settle a question."""
    _check(by, "blueprint.review_submission", clarification.assessment)
    row = _locked(clarification)
    row.state = ClarificationState.CLOSED
    row.closed_at = timezone.now()
    row.save()
    record(by, "close_clarification", row.assessment, new={"clarification": row.pk})
    return row


@transaction.atomic
def accept_submission(assessment: Assessment, *, by: Actor) -> Assessment:
    """The Secretariat has no more questions.

    Raises:
        ConflictError: a question is still open.
    """
    _check(by, "blueprint.review_submission", assessment)
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.clarifications.exclude(state=ClarificationState.CLOSED).exists():
        raise ConflictError(
            _("A question is still open."), mend=_("Settle it first, then accept the submission.")
        )
    row.accepted_at = row.accepted_at or timezone.now()
    row.save()
    record(by, "accept_submission", row)
    return row
