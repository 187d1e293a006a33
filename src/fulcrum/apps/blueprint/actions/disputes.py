"""Disputes: opened by the Secretariat for anybody, answered by the institution, then decided."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.actions.commitment_log import Happening, check, locked, write
from fulcrum.apps.blueprint.ladder.terms import EventKind
from fulcrum.apps.blueprint.models import (
    Commitment,
    CommitmentEvidence,
    Dispute,
    DisputeMessage,
    DisputeState,
)
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError

REPLY_DAYS = 14
CLOSING = {
    DisputeState.UPHELD: EventKind.DISPUTE_UPHELD,
    DisputeState.DISMISSED: EventKind.DISPUTE_DISMISSED,
}


def _said(dispute: Dispute, text: str, *, by: Actor) -> DisputeMessage:
    if not text.strip():
        raise FulcrumError(_("Please write something first."))
    return DisputeMessage.objects.create(
        dispute=dispute,
        author_id=by.user_id,
        from_institution=not by.is_secretariat,
        text=text.strip()[:5000],
    )


@transaction.atomic
def open_dispute(
    commitment: Commitment,
    text: str,
    *,
    by: Actor,
    evidence: CommitmentEvidence | None = None,
    at: datetime | None = None,
) -> Dispute:
    """Object to a commitment's status, or to one piece of evidence; from now on that shows."""
    check(by, "blueprint.review_commitment", commitment)
    row = locked(commitment)
    if evidence is not None and evidence.commitment_id != row.pk:
        raise FulcrumError(_("This evidence belongs to another commitment."))
    if row.disputes.filter(evidence=evidence, state=DisputeState.OPEN).exists():
        raise ConflictError(
            _("A dispute about this is open already."), mend=_("Add your reasons to it.")
        )
    dispute = Dispute.objects.create(
        commitment=row, evidence=evidence, opened_at=at or timezone.now()
    )
    _said(dispute, text, by=by)
    what = Happening(EventKind.DISPUTE_OPENED, evidence, note=text.strip(), at=at)
    write(row, what, by=by, verb="open_dispute")
    return dispute


def _open(dispute: Dispute) -> Dispute:
    row = Dispute.objects.select_for_update().get(pk=dispute.pk)
    if row.state != DisputeState.OPEN:
        raise ConflictError(_("This dispute is decided."), mend=_("Open a new one if needed."))
    return row


@transaction.atomic
def reply_to_dispute(
    dispute: Dispute, text: str, *, by: Actor, at: datetime | None = None
) -> DisputeMessage:
    """Add to a dispute: the institution's right of reply, and the answer to it."""
    check(by, "blueprint.reply_to_dispute", dispute.commitment)
    row = _open(dispute)
    message = _said(row, text, by=by)
    what = Happening(EventKind.REPLY_GIVEN, row.evidence, note=text.strip(), at=at)
    write(row.commitment, what, by=by, verb="reply_to_dispute")
    return message


def _was_heard(dispute: Dispute, now: datetime) -> bool:
    """Whether the institution replied, had its time, or has nobody here who could."""
    replied = dispute.messages.filter(from_institution=True).exists()
    opened = dispute.messages.earliest("pk").created_at
    had_time = now - opened >= timedelta(days=REPLY_DAYS)
    return replied or had_time or dispute.commitment.tenant_id is None


@transaction.atomic
def resolve_dispute(
    dispute: Dispute, state: str, reasons: str, *, by: Actor, at: datetime | None = None
) -> Dispute:
    """Decide a dispute, with reasons.

    Upheld: the evidence counts no more (all of it, when the whole commitment was disputed).
    Dismissed: it counts in full again.

    Raises:
        ConflictError: it is decided, or the institution had no time to reply to what is to be upheld.
        FulcrumError: the decision is none of the two, or gives no reasons.
    """
    check(by, "blueprint.review_commitment", dispute.commitment)
    locked(dispute.commitment)
    row = _open(dispute)
    if state == DisputeState.UPHELD and not _was_heard(row, at or timezone.now()):
        raise ConflictError(
            _("The institution has not replied yet."),
            mend=_("It has %(days)d days for it; a dispute can be dismissed before.")
            % {"days": REPLY_DAYS},
        )
    if state not in CLOSING:
        raise FulcrumError(_("A dispute is upheld or dismissed."), where=state)
    _said(row, reasons, by=by)
    row.state, row.closed_at = state, at or timezone.now()
    row.save()
    what = Happening(CLOSING[DisputeState(state)], row.evidence, note=reasons.strip(), at=at)
    write(row.commitment, what, by=by, verb="resolve_dispute")
    return row
