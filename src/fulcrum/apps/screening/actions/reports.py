"""Reports of a case: begun with a drafted narrative, changed, withdrawn."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.screening.actions.cases import held
from fulcrum.apps.screening.actions.report_building import Assembled, assemble
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.enums import PartyRole, ReportState
from fulcrum.apps.screening.models import Case, CaseParty, Report
from fulcrum.apps.screening.report_document import kept_facts
from fulcrum.apps.screening.report_given import Given
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


@transaction.atomic
def withdraw_report(report: Report, *, by: Actor) -> Report:
    """Give up a report that was not filed; it is kept."""
    row = held_report(report, by=by, permission="screening.write_report")
    old, row.state = row.state, ReportState.WITHDRAWN
    row.save(update_fields=["state"])
    record(by, "withdraw_report", row, old={"state": old}, new={"state": row.state})
    return row
