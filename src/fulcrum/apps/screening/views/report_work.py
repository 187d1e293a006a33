"""Build a report's file, approve it, record it as filed, withdraw it, take it out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.screening import case_words
from fulcrum.apps.screening import report_words as words
from fulcrum.apps.screening.actions import report_files, report_filing
from fulcrum.apps.screening.actions import reports as actions
from fulcrum.apps.screening.enums import ReportState
from fulcrum.apps.screening.forms.reports import BuildForm, FiledForm
from fulcrum.apps.screening.models import Report
from fulcrum.apps.screening.queries.reports import schemas
from fulcrum.apps.screening.report_document import facts_of, laid_out
from fulcrum.apps.screening.views.reports import form_page, own_report
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.reports import report_response
from fulcrum.apps.ui.uploads import serve_attachment
from fulcrum.engines.screening.reporting.sar import write_sar
from fulcrum.kernel.errors import FulcrumError

DOCUMENTS = ("html", "pdf", "docx")


def _does(request: HttpRequest, pk: int, do: Callable[[], Any], said: str) -> HttpResponse:
    """Do it and say so, or say why not; back to the report."""
    try:
        do()
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("report", pk)


@permission("screening.write_report")
@require_POST
def report_build(request: HttpRequest, pk: int) -> HttpResponse:
    """Build the file, and check it against a schema where one is chosen."""
    report, actor = own_report(request, pk), actor_of(request)
    form = BuildForm(request.POST, schemas=schemas(actor))
    if not form.is_valid():
        messages.error(request, _("Choose a schema of yours, or none."))
        return redirect("report", pk)
    try:
        made = report_files.build_report(report, form.cleaned_data["schema"], by=actor)
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("report", pk)
    if made.findings:
        said = ngettext(
            "The file is built. The schema finds %(n)d thing wrong.",
            "The file is built. The schema finds %(n)d things wrong.",
            len(made.findings),
        )
        messages.warning(request, said % {"n": len(made.findings)})
    elif made.schema_name:
        messages.success(request, _("The file is built, and the schema finds nothing wrong."))
    else:
        messages.success(request, _("The file is built. It was checked against no schema."))
    return redirect("report", pk)


@permission("screening.approve_report")
@require_POST
def report_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a colleague's report."""
    report, actor = own_report(request, pk), actor_of(request)
    said = _("The report is approved. Fulcrum sends nothing: file it yourselves.")
    return _does(request, pk, lambda: report_filing.approve_report(report, by=actor), said)


@permission("screening.write_report")
@require_POST
def report_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up; it is kept."""
    report, actor = own_report(request, pk), actor_of(request)
    said = _("The report is withdrawn. It is kept.")
    return _does(request, pk, lambda: actions.withdraw_report(report, by=actor), said)


@permission("screening.file_report")
@require_http_methods(["GET", "POST"])
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that people filed it."""
    report, actor = own_report(request, pk), actor_of(request)
    if report.state != ReportState.APPROVED:
        messages.error(request, _("Only an approved report is filed."))
        return redirect("report", pk)
    form = FiledForm(
        request.POST if request.method == "POST" else None,
        initial={"filed_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            report_filing.file_report(report, **form.cleaned_data, by=actor)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is recorded as filed. The case is reported."))
            return redirect("report", pk)
    more = {
        "case": report.case,
        "case_name": case_words.case_name(report.case),
        "report": report,
        "report_name": words.report_name(report),
        "cancel_url": reverse("report", args=[pk]),
        "lead": _(
            "Fulcrum never sends a report. File it where the authority takes it, then say so here."
        ),
    }
    return form_page(request, form, _("Record that it was filed"), **more)


def _own_file(report: Report, kind: str) -> tuple[bytes, str]:
    """The authority's form of a report as bytes, with its media type."""
    facts = facts_of(report)
    is_goaml = facts.profile.form == "goaml"
    if not report.document or (kind == "xml") != is_goaml or kind not in {"xml", "json", "txt"}:
        raise Http404
    if kind == "txt":
        return write_sar(facts).text.encode("utf-8"), "text/plain; charset=utf-8"
    media_type = "application/xml" if is_goaml else "application/json"
    return report.document.encode("utf-8"), media_type


@permission("screening.write_report")
@require_GET
def report_take(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The report as a file; who took it out is in the log."""
    report, actor = own_report(request, pk), actor_of(request)
    name = f"report-{report.pk}"
    try:
        if kind in DOCUMENTS:
            links = [
                (one.upper(), reverse("report_document", args=[pk, one])) for one in ("pdf", "docx")
            ]
            back = {"back_url": reverse("report", args=[pk]), "back_label": _("Report")}
            report_filing.export_report(report, kind, by=actor)
            return report_response(request, laid_out(report), kind, name, links=links, **back)
        content, media_type = _own_file(report, kind)
        report_filing.export_report(report, kind, by=actor)
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("report", pk)
    return serve_attachment(content, f"{name}.{kind}", media_type)
