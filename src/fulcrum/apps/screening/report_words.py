"""How reports read on pages: their state, and what to do next."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from fulcrum.apps.screening.enums import ReportState
from fulcrum.apps.screening.models import Report
from fulcrum.apps.ui.patterns import NextStep, State
from fulcrum.engines.screening.reporting.elements import Change

REPORT_TONES = {
    ReportState.DRAFT: "info",
    ReportState.APPROVED: "warning",
    ReportState.FILED: "success",
    ReportState.WITHDRAWN: "secondary",
}


def report_name(report: Report) -> str:
    """A report as titles of pages name it."""
    return _("Report %(reference)s") % {"reference": report.reference}


def state_of(report: Report) -> State:
    """A report's state as a badge."""
    state = ReportState(report.state)
    return State(state.label, REPORT_TONES[state])


def file_kinds(report: Report, form: str) -> list[tuple[str, str]]:
    """The files of a report: kind and name."""
    own = [("xml", "goAML XML")] if form == "goaml" else [("json", "JSON"), ("txt", _("Text"))]
    return [*(own if report.document else []), ("pdf", "PDF"), ("docx", "DOCX")]


def _draft_steps(
    report: Report, gaps: tuple[Change, ...], *, changed: bool, is_author: bool
) -> Iterator[NextStep]:
    edit = reverse("report_edit", args=[report.pk])
    if changed:
        said = _("Somebody's role changed since this was put together. Save the report anew.")
        yield NextStep(said, _("Change the report"), edit)
    if gaps:
        yield NextStep(_("Fill in what is missing."), _("Change the report"), edit)
    if not report.document:
        yield NextStep(_("Read the narrative, then build the file."))
    if report.findings:
        yield NextStep(_("Correct what the schema finds wrong."), _("Change the report"), edit)
    if is_author:
        yield NextStep(_("A colleague who did not write it has to approve it."))
    yield NextStep(_("Read it as a whole and approve it, or say what is wrong."))


def next_step(
    report: Report, gaps: tuple[Change, ...], *, changed: bool, victims: int, is_author: bool
) -> NextStep | None:
    """The most pressing thing to do; None for one that is done with."""
    if report.state == ReportState.FILED and victims:
        return NextStep(
            _("Somebody it is about is now seen as a possible victim. Tell the authority.")
        )
    if report.state == ReportState.APPROVED and victims:
        edit = reverse("report_edit", args=[report.pk])
        said = _("Somebody it is about is now seen as a possible victim. Do not file it.")
        return NextStep(said, _("Change the report"), edit)
    if report.state == ReportState.APPROVED:
        url = reverse("report_file", args=[report.pk])
        return NextStep(
            _("File it with the authority yourselves, then record it here."), _("Record it"), url
        )
    if report.state == ReportState.DRAFT:
        return next(_draft_steps(report, gaps, changed=changed, is_author=is_author))
    return None
