"""Published snapshots of the state of implementation, and their files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.dimensions import published_spec
from fulcrum.apps.blueprint.forms.implementation import TableForm
from fulcrum.apps.blueprint.models import Snapshot, SnapshotPublication
from fulcrum.apps.blueprint.queries import snapshots as queries
from fulcrum.apps.blueprint.state_behind import rows_page, rows_url_of
from fulcrum.apps.blueprint.state_files import state_book
from fulcrum.apps.blueprint.state_open import OPEN_FILES, open_file
from fulcrum.apps.blueprint.state_page import page_of
from fulcrum.apps.blueprint.state_report import naming_rule, size_method, state_report
from fulcrum.apps.blueprint.state_table import table_of
from fulcrum.apps.open.shell import address, public_page, show
from fulcrum.apps.ui.lists.files import XLSX
from fulcrum.apps.ui.reports import report_docx, report_pdf
from fulcrum.apps.ui.reports.response import MEDIA_TYPES
from fulcrum.apps.ui.uploads import serve_attachment

REPORTS = ("state.pdf", "state.docx", "state.xlsx")
GONE = 410


def _withdrawn(request: HttpRequest, number: int) -> HttpResponse:
    """What a snapshot's page says once it was taken off, or that there is none."""
    last = (
        SnapshotPublication.objects.filter(snapshot__number=number)
        .select_related("snapshot")
        .order_by("-published_at")
        .first()
    )
    if last is None:
        raise Http404
    return show(request, "open/snapshot_withdrawn.html", {"last": last}, status=GONE)


@public_page
def newest(request: HttpRequest, language: str) -> HttpResponse:
    """The newest published snapshot, and the list of all."""
    found = queries.published_snapshots().first()
    if found is None:
        return show(request, "open/implementation_none.html", {})
    return _shown(request, Snapshot.objects.get(pk=found.pk))


@public_page
def snapshot(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """A published snapshot; one that was withdrawn says so."""
    found = queries.published_snapshot(number)
    return _shown(request, found) if found else _withdrawn(request, number)


@public_page
def rows(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """The frozen commitments behind a number of a published snapshot."""
    found = queries.published_snapshot(number)
    if found is None:
        return _withdrawn(request, number)
    context = {"snapshot": found, **rows_page(queries.state_of(found), request.GET)}
    return show(request, "open/snapshot_rows.html", context)


def _shown(request: HttpRequest, found: Snapshot) -> HttpResponse:
    spec = published_spec()
    form = TableForm(request.GET, spec=spec)
    asked = form.asked()
    url = rows_url_of(address("open_snapshot_rows", found.number), asked.least)
    table = table_of(queries.state_of(found), asked, spec, url)
    context = {
        **page_of(table),
        "form": form,
        "ignored": form.ignored,
        "snapshot": found,
        "all": list(queries.published_snapshots()[:50]),
        "files": (*REPORTS, *OPEN_FILES),
        "size_method": size_method(),
        "naming_rule": naming_rule(),
        "file_urls": {},
        "is_intact": queries.is_intact(found),
    }
    return show(request, "open/implementation.html", context)


@public_page
def file(request: HttpRequest, language: str, number: int, name: str) -> HttpResponse:
    """A published snapshot as a report or as open data."""
    found = queries.published_snapshot(number)
    if found is None or name not in (*REPORTS, *OPEN_FILES):
        raise Http404
    if name in OPEN_FILES:
        return _whole(open_file(found, name))
    table = table_of(
        queries.state_of(found), TableForm({}, spec=published_spec()).asked(), published_spec()
    )
    file_name, kind = f"{_('state-of-implementation')}-{number}", name.rpartition(".")[2]
    if kind == "xlsx":
        return serve_attachment(state_book(table), f"{file_name}.xlsx", XLSX)
    report = state_report(table, is_invented=found.is_invented, snapshot=found)
    content = report_pdf(report) if kind == "pdf" else report_docx(report)
    return serve_attachment(content, f"{file_name}.{kind}", MEDIA_TYPES[kind])


def _whole(answer: Any) -> HttpResponse:
    """A streamed file in one piece, so that it can be kept."""
    if isinstance(answer, HttpResponse):
        return answer
    content = b"".join(answer)
    headers = {"Content-Disposition": answer.headers["Content-Disposition"]}
    return HttpResponse(content, answer.headers["Content-Type"], headers=headers)
