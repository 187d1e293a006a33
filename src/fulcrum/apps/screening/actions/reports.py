"""Reports of a case: written, built, approved by a second person, recorded as filed; never sent."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.screening.actions.cases import held
from fulcrum.apps.screening.actions.report_building import Assembled, Given, assemble
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.enums import CaseState, PartyRole, ReportState
from fulcrum.apps.screening.models import Case, CaseParty, Report
from fulcrum.apps.screening.queries.reports import named_victims, roles_changed
from fulcrum.apps.screening.report_document import kept_facts
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

OPEN = (ReportState.DRAFT, ReportState.APPROVED)


def held_report(report: Report, *, by: Actor, permission: str) -> Report:
    """The report, locked, when one may work on it and it is neither filed nor withdrawn.

    Raises:
        RefusedError: the actor may not.
        ConflictError: it is filed or withdrawn, or its case is closed.
    """
    check(by, permission, report)
    case = held(report.case, by=by, permission=permission)
    row = Report.objects.select_for_update().get(pk=report.pk)
    row.case = case
    if row.state not in OPEN:
        raise ConflictError(
            _("This report is filed or withdrawn and is kept as it was."),
            mend=_("Write another one from the case."),
        )
    return row


def mark_subjects(case: Case, subjects: Sequence[CaseParty]) -> None:
    """Whom the report is about, of a case's parties.

    Raises:
        RefusedError: somebody who may be a victim.
        FulcrumError: nobody, or somebody of another case.
    """
    chosen = {one.pk for one in subjects}
    rows = list(case.parties.select_for_update().order_by("pk"))
    if not chosen or not chosen <= {one.pk for one in rows}:
        raise FulcrumError(_("Choose whom the report is about, of this case's parties."))
    if any(one.role == PartyRole.POSSIBLE_VICTIM for one in rows if one.pk in chosen):
        raise RefusedError(_("Whoever may be a victim is never the subject of a report."))
    for row in rows:
        if row.is_subject != (row.pk in chosen):
            row.is_subject = row.pk in chosen
            row.save(update_fields=["is_subject"])


def _keep(row: Report, made: Assembled, given: Given, by: Actor) -> None:
    """Facts and narrative as they are now; whatever was built or approved before no longer holds."""
    row.profile = given.profile
    row.narrative = made.facts.narrative
    row.content = {
        "given": asdict(given),
        "report": kept_facts(made.facts),
        "unread": made.unread,
        "changed_by": by.user_id,
    }
    row.document, row.transliterations, row.findings = "", [], []
    row.schema_name, row.validated_at = "", None
    row.state, row.approved_by, row.approved_name, row.approved_at = (
        ReportState.DRAFT,
        None,
        "",
        None,
    )


@transaction.atomic
def write_report(case: Case, given: Given, subjects: Sequence[CaseParty], *, by: Actor) -> Report:
    """Begin a report of a case, with a narrative drafted from its evidence.

    Raises:
        RefusedError: somebody who may be a victim would be its subject.
        ConflictError: the case is closed.
        FulcrumError: nobody is its subject, or a value cannot be used.
    """
    row = held(case, by=by, permission="screening.write_report")
    mark_subjects(row, subjects)
    reference = f"C{row.number}-R{row.reports.count() + 1}"
    made = assemble(row, given, reference=reference, made=timezone.localdate())
    report = Report(
        tenant_id=row.tenant_id, case=row, reference=reference, created_by_id=by.user_id
    )
    _keep(report, made, given, by)
    report.save()
    new = {"reference": reference, "profile": given.profile, "subjects": len(subjects)}
    record(by, "write_report", report, new=new)
    return report


@transaction.atomic
def change_report(
    report: Report,
    given: Given,
    subjects: Sequence[CaseParty],
    narrative: str | None,
    *,
    by: Actor,
) -> Report:
    """Change a report and put its facts together anew; an approval no longer holds.

    Args:
        report: neither filed nor withdrawn.
        given: what a person says of it.
        subjects: whom it is about.
        narrative: as edited; None drafts it anew from the evidence.
        by: who does it.

    Raises:
        RefusedError: somebody who may be a victim would be its subject.
        FulcrumError: the narrative names somebody who may be a victim, or a value cannot be used.
    """
    row = held_report(report, by=by, permission="screening.write_report")
    mark_subjects(row.case, subjects)
    old: dict[str, Any] = {"state": row.state, "profile": row.profile}
    made = assemble(
        row.case, given, reference=row.reference, made=timezone.localdate(), narrative=narrative
    )
    _keep(row, made, given, by)
    row.save()
    new = {"state": row.state, "profile": row.profile, "subjects": len(subjects)}
    record(by, "change_report", row, old=old, new=new)
    return row


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
def withdraw_report(report: Report, *, by: Actor) -> Report:
    """Give up a report that was not filed; it is kept."""
    row = held_report(report, by=by, permission="screening.write_report")
    old, row.state = row.state, ReportState.WITHDRAWN
    row.save(update_fields=["state"])
    record(by, "withdraw_report", row, old={"state": old}, new={"state": row.state})
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
