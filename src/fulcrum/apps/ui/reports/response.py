"""A report as what a browser is answered."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from fulcrum.apps.ui.reports.html import report_html
from fulcrum.apps.ui.reports.model import Report
from fulcrum.apps.ui.reports.pdf import report_pdf
from fulcrum.apps.ui.reports.word import report_docx
from fulcrum.apps.ui.uploads import serve_attachment

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FORMATS = ("html", *MEDIA_TYPES)


def report_response(
    request: HttpRequest, report: Report, kind: str, file_name: str, **context: Any
) -> HttpResponse:
    """A report as a page, or as a file to keep; the view that calls this says who may have it.

    Args:
        request: the request.
        report: what to render, in its own language.
        kind: one of FORMATS.
        file_name: without its ending.
        context: for the page: `back_url`, `back_label` and `links` (label, address) to the files.

    Raises:
        Http404: there is no such kind.
        FulcrumError: the machine lacks what a PDF needs.
    """
    if kind not in FORMATS:
        raise Http404
    with translation.override(report.language):
        if kind == "html":
            body = report_html(report)
            page = {"report": report, "body": body, **context}
            return render(request, "ui/report_page.html", page)
        content = report_pdf(report) if kind == "pdf" else report_docx(report)
    return serve_attachment(content, f"{file_name}.{kind}", MEDIA_TYPES[kind])
