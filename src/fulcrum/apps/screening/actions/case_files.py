"""Attach files to a case, sealed at rest under a key of the case, and open them."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.evidence_files import seal_upload
from fulcrum.apps.screening.actions.cases import changed, held
from fulcrum.apps.screening.case_files import open_attachment, subject_of
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.models import Case, CaseFile
from fulcrum.apps.ui.uploads import check_upload
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError, RefusedError

MOST_FILES = 100


@transaction.atomic
def add_file(case: Case, title: str, file: "UploadedFile[bytes]", *, by: Actor) -> CaseFile:
    """Attach a file; only the organisation's own key opens it.

    Raises:
        FulcrumError: the file is too large, of a kind not taken, or not what it says it is.
    """
    row = held(case, by=by)
    if not title.strip():
        raise FulcrumError(_("Say what the file is."))
    if row.files.count() >= MOST_FILES:
        raise FulcrumError(_("A case holds no more than %(most)d files.") % {"most": MOST_FILES})
    checked = check_upload(file)
    made = CaseFile(
        case=row,
        title=title.strip(),
        name=checked.name,
        size=checked.size,
        content_type=checked.media_type,
        by_name=by.label[:200],
    )
    sealed = seal_upload(checked, subject_of(row.pk), by=by)
    made.file.save(str(sealed.name), sealed, save=False)
    made.save()
    changed(row, "add_file", by=by, file=made.pk, sha256=checked.sha256)
    return made


def open_file(file: CaseFile, *, by: Actor) -> bytes:
    """The bytes of an attachment; who opened it is in the log.

    Raises:
        RefusedError: it belongs to another organisation.
        FulcrumError: the file is damaged.
    """
    check(by, "screening.view_cases")
    if not by.is_system and file.case.tenant_id != by.tenant_id:
        raise RefusedError(_("This file belongs to another organisation."))
    content = b"".join(open_attachment(file, by=by))
    with transaction.atomic():
        record(by, "open_file", file.case, new={"file": file.pk})
    return content
