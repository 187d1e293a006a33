"""Add, replace, withdraw and code the evidence of commitments."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.queries import secretariat
from fulcrum.apps.blueprint.actions.commitment_log import Happening, check, locked, write
from fulcrum.apps.blueprint.evidence_files import PURPOSE, seal_upload, subject_of_commitment
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind
from fulcrum.apps.blueprint.models import Audience, Commitment, CommitmentEvidence
from fulcrum.apps.ui.uploads import check_upload
from fulcrum.apps.vault.actions import grant_subject
from fulcrum.apps.vault.keys import holds_key
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError

MOST_PIECES = 100


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """What is said of a piece of evidence; a link, or a file given beside it."""

    title: str
    publisher: str
    dated: date
    kind: Kind
    link: str = ""

    def key(self, content: str) -> str:
        """A hash of what is said: the same evidence sent twice is the same evidence."""
        parts = (self.title, self.publisher, self.dated.isoformat(), self.kind, self.link, content)
        return sha256("\x1f".join(part.strip().casefold() for part in parts).encode()).hexdigest()


def find_same(commitment: Commitment, given: EvidenceInput) -> CommitmentEvidence | None:
    """A link that was added before with the same words; None when it is new."""
    return commitment.evidence.filter(content_key=given.key("")).first()


def _unsaved(commitment: Commitment, given: EvidenceInput, by: Actor) -> CommitmentEvidence:
    if given.dated > timezone.localdate():
        raise FulcrumError(
            _("Evidence cannot bear a date that is still to come."), where=given.dated.isoformat()
        )
    if commitment.evidence.count() >= MOST_PIECES:
        raise FulcrumError(_("A hundred pieces of evidence are enough for one commitment."))
    return CommitmentEvidence(
        commitment=commitment,
        title=given.title.strip(),
        publisher=given.publisher.strip(),
        dated=given.dated,
        kind=given.kind.value,
        link=given.link.strip(),
        added_by_id=by.user_id,
    )


def _keep(
    evidence: CommitmentEvidence, key: str, *, by: Actor, at: datetime | None
) -> CommitmentEvidence:
    if evidence.commitment.evidence.filter(content_key=key).exists():
        raise ConflictError(_("This evidence was added before."), where=evidence.title)
    evidence.content_key = key
    evidence.save()
    what = Happening(EventKind.EVIDENCE_ADDED, evidence, dated=evidence.dated, at=at)
    write(evidence.commitment, what, by=by, verb="add_commitment_evidence")
    return evidence


@transaction.atomic
def add_evidence_link(
    commitment: Commitment, given: EvidenceInput, *, by: Actor, at: datetime | None = None
) -> CommitmentEvidence:
    """Point to a document; nothing is fetched.

    Raises:
        ConflictError: the same was added before.
        FulcrumError: it bears a date to come.
    """
    check(by, "blueprint.change_commitment", commitment)
    row = locked(commitment)
    return _keep(_unsaved(row, given, by), given.key(""), by=by, at=at)


@transaction.atomic
def add_evidence_file(
    commitment: Commitment, given: EvidenceInput, file: "UploadedFile[bytes]", *, by: Actor
) -> CommitmentEvidence:
    """Keep a document, sealed at rest.

    Raises:
        ConflictError: the same was added before.
        FulcrumError: the file is too large, of a kind not taken, or not what it says it is.
    """
    check(by, "blueprint.change_commitment", commitment)
    row, checked = locked(commitment), check_upload(file)
    evidence = _unsaved(row, given, by)
    evidence.file_name, evidence.media_type = checked.name, checked.media_type
    evidence.size, evidence.sha256 = checked.size, checked.sha256
    sealed = seal_upload(checked, subject_of_commitment(row.pk), by=by)
    evidence.file.save(str(sealed.name), sealed, save=False)
    kept = _keep(evidence, given.key(checked.sha256), by=by, at=None)
    share_commitment_files(row, by=by)
    return kept


def share_commitment_files(commitment: Commitment, *, by: Actor) -> None:
    """Let the Secretariat open the files of a commitment it may read."""
    subject, reader = subject_of_commitment(commitment.pk), secretariat()
    if reader is None or commitment.audience == Audience.OWN:
        return
    if holds_key(subject, by.tenant_id) and not holds_key(subject, reader.pk):
        consent = f"commitment:{commitment.pk}"
        grant_subject(subject, to=reader.pk, by=by, purpose=PURPOSE, consent=consent)


def _standing_piece(evidence: CommitmentEvidence) -> CommitmentEvidence:
    row = CommitmentEvidence.objects.select_for_update().get(pk=evidence.pk)
    if row.withdrawn_at is not None:
        raise ConflictError(_("This evidence was withdrawn."), where=row.title)
    return row


@transaction.atomic
def withdraw_evidence(
    evidence: CommitmentEvidence, reason: str, *, by: Actor, at: datetime | None = None
) -> CommitmentEvidence:
    """Take a piece back, with a reason; it stays in the record and counts no more."""
    check(by, "blueprint.change_commitment", evidence.commitment)
    locked(evidence.commitment)
    row = _standing_piece(evidence)
    if not reason.strip():
        raise FulcrumError(_("Say why it is withdrawn; the reason stays with the record."))
    row.withdrawn_at = at or timezone.now()
    row.save(update_fields=["withdrawn_at"])
    what = Happening(EventKind.EVIDENCE_WITHDRAWN, row, note=reason.strip(), at=at)
    write(evidence.commitment, what, by=by, verb="withdraw_commitment_evidence")
    return row


@transaction.atomic
def supersede_evidence(
    evidence: CommitmentEvidence,
    newer: CommitmentEvidence,
    *,
    by: Actor,
    at: datetime | None = None,
) -> CommitmentEvidence:
    """Say that a newer piece takes the place of an older; it does once it is coded."""
    check(by, "blueprint.change_commitment", evidence.commitment)
    locked(evidence.commitment)
    row = _standing_piece(evidence)
    if newer.commitment_id != row.commitment_id or newer.pk == row.pk or newer.dated < row.dated:
        raise FulcrumError(_("Newer evidence of the same commitment can take its place."))
    row.newer = newer
    row.save(update_fields=["newer"])
    what = Happening(EventKind.EVIDENCE_SUPERSEDED, row, newer=newer, at=at)
    write(evidence.commitment, what, by=by, verb="supersede_commitment_evidence")
    return row
