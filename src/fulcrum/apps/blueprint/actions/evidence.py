"""Attach and remove evidence; files are sealed at rest under a key of their assessment."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.queries import secretariat
from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.evidence_files import PURPOSE, seal_upload, subject_of
from fulcrum.apps.blueprint.models import (
    Assessment,
    AssessmentState,
    ClarificationState,
    Evidence,
)
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.ui.access import allowed
from fulcrum.apps.ui.uploads import check_upload
from fulcrum.apps.vault.actions import grant_subject
from fulcrum.apps.vault.keys import holds_key
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

MOST_PER_ITEM = 20


def _check(assessment: Assessment, item_id: str, by: Actor) -> None:
    """Evidence changes while drafting, or while the Secretariat waits for an answer."""
    if not allowed(by, "blueprint.answer_assessment", assessment):
        raise RefusedError(_("Your role does not include this."))
    asked = assessment.clarifications.exclude(state=ClarificationState.CLOSED).exists()
    if assessment.state != AssessmentState.DRAFT and not asked:
        raise ConflictError(_("This assessment is finished, so its evidence cannot change."))
    if item_id not in spec_of(assessment.release).items:
        raise FulcrumError(_("This release has no such item."), where=item_id)
    if assessment.evidence.filter(item_id=item_id).count() >= MOST_PER_ITEM:
        raise FulcrumError(
            _("Twenty pieces of evidence are enough for one question."),
            where=item_id,
            mend=_("Remove one that says the same as another."),
        )


@transaction.atomic
def add_link(assessment: Assessment, item_id: str, *, title: str, link: str, by: Actor) -> Evidence:
    """Point to evidence that lies elsewhere; nothing is fetched."""
    _check(assessment, item_id, by)
    evidence = Evidence.objects.create(
        assessment=assessment,
        item_id=item_id,
        title=title.strip(),
        link=link,
        added_by_id=by.user_id,
    )
    record(by, "add_evidence", assessment, new={"item": item_id, "evidence": evidence.pk})
    return evidence


def share_files(assessment: Assessment, *, by: Actor) -> None:
    """Let the Secretariat open the files of a submitted assessment, if there are any."""
    subject, reader = subject_of(assessment.pk), secretariat()
    if reader is None or assessment.state != AssessmentState.SUBMITTED:
        return
    if holds_key(subject, by.tenant_id) and not holds_key(subject, reader.pk):
        consent = f"submission:{assessment.pk}"
        grant_subject(subject, to=reader.pk, by=by, purpose=PURPOSE, consent=consent)


@transaction.atomic
def add_file(
    assessment: Assessment, item_id: str, *, title: str, file: "UploadedFile[bytes]", by: Actor
) -> Evidence:
    """Keep a file as evidence, sealed at rest.

    Raises:
        FulcrumError: the file is too large, of a kind not taken, or not what it says it is.
    """
    _check(assessment, item_id, by)
    checked = check_upload(file)
    evidence = Evidence(
        assessment=assessment,
        item_id=item_id,
        title=title.strip(),
        file_name=checked.name,
        media_type=checked.media_type,
        size=checked.size,
        sha256=checked.sha256,
        added_by_id=by.user_id,
    )
    sealed = seal_upload(checked, subject_of(assessment.pk), by=by)
    evidence.file.save(str(sealed.name), sealed, save=False)
    evidence.save()
    share_files(assessment, by=by)
    new = {"item": item_id, "evidence": evidence.pk, "sha256": checked.sha256}
    record(by, "add_evidence", assessment, new=new)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: Actor) -> None:
    """Take evidence away while the assessment is a draft."""
    assessment = evidence.assessment
    if not allowed(by, "blueprint.answer_assessment", assessment):
        raise RefusedError(_("Your role does not include this."))
    if assessment.state != AssessmentState.DRAFT:
        raise ConflictError(_("This assessment is finished, so its evidence cannot change."))
    record(
        by, "remove_evidence", assessment, old={"item": evidence.item_id, "evidence": evidence.pk}
    )
    storage, name = evidence.file.storage, evidence.file.name
    evidence.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
