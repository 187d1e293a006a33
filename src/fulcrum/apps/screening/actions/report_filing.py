"""A report approved by a second person, recorded as filed, taken out as a file; never sent."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.screening.actions.reports import OPEN, held_report
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.enums import CaseState, ReportState
from fulcrum.apps.screening.models import Report
from fulcrum.apps.screening.queries.reports import named_victims, roles_changed
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError


def _check_ready(row: Report, by: Actor) -> None:
    if by.user_id is None or by.user_id in {row.created_by_id, row.content.get("changed_by")}:
        raise RefusedError(_("Somebody who did not write the report has to approve it."))
    if row.state == ReportState.APPROVED:
        raise ConflictError(_("This report is approved already."))
    if roles_changed(row):
        raise ConflictError(
            _("Somebody's role in the case changed since the report was put together."),
            mend=_("Change it, and build the file again."),
        )
    if not row.document:
        raise ConflictError(_("The file is not built yet."), mend=_("Build it first."))
    if row.findings:
        raise ConflictError(
            _("The schema finds something wrong with the file."), mend=_("Correct it first.")
        )


@transaction.atomic
def approve_report(report: Report, *, by: Actor) -> Report:
    """Approve a colleague's report, after looking once more at who may be a victim.

    Raises:
        RefusedError: one's own report.
        ConflictError: it is not built, something is wrong, or a role changed since.
    """
    row = held_report(report, by=by, permission="screening.approve_report")
    _check_ready(row, by)
    row.state, row.approved_by_id = ReportState.APPROVED, by.user_id
    row.approved_name, row.approved_at = by.label[:200], timezone.now()
    row.save()
    record(by, "approve_report", row, old={"state": ReportState.DRAFT}, new={"state": row.state})
    return row


@transaction.atomic
def file_report(report: Report, filed_on: date, reference: str, *, by: Actor) -> Report:
    """Record that people filed an approved report; Fulcrum sends nothing.

    Raises:
        ConflictError: it is not approved.
        FulcrumError: the day lies in the future or before the approval, or no reference is given.
    """
    row = held_report(report, by=by, permission="screening.file_report")
    if row.state != ReportState.APPROVED or row.approved_at is None:
        raise ConflictError(
            _("Only an approved report is filed."), mend=_("Have it approved first.")
        )
    if not reference.strip():
        raise FulcrumError(_("Give the reference that the authority gave back."))
    if not timezone.localdate(row.approved_at) <= filed_on <= timezone.localdate():
        raise FulcrumError(_("The day lies before the approval, or in the future."))
    row.state, row.filed_on = ReportState.FILED, filed_on
    row.filed_reference, row.filed_name = reference.strip(), by.label[:200]
    row.save()
    case, old = row.case, row.case.state
    case.state = CaseState.REPORTED
    case.save(update_fields=["state", "updated_at"])
    record(by, "file_report", row, old={"state": ReportState.APPROVED}, new={"state": row.state})
    record(by, "file_report", case, old={"state": old}, new={"state": case.state})
    return row


@transaction.atomic
def export_report(report: Report, kind: str, *, by: Actor) -> None:
    """Note that a report is taken out as a file.

    Raises:
        RefusedError: the actor may not.
        ConflictError: somebody it is about is now seen as a possible victim.
    """
    check(by, "screening.write_report", report)
    if report.state in OPEN and named_victims(report):
        raise ConflictError(
            _("Somebody this report is about is now seen as a possible victim."),
            mend=_("Change it, and build the file again."),
        )
    record(by, "export_report", report, new={"kind": kind, "state": report.state})
