"""Pages of imports: the file, its columns, the check, the outcome."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.parties.actions.importing import (
    ORGANISATIONS,
    carry_out_import,
    check_import,
    start_import,
)
from fulcrum.apps.parties.actions.intake import FILE_LIMIT
from fulcrum.apps.parties.columns import COLUMNS
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.exports import HEADINGS, fault_headings, fault_rows
from fulcrum.apps.parties.forms import MappingForm, UploadForm
from fulcrum.apps.parties.listing import IMPORTS
from fulcrum.apps.parties.models import Import
from fulcrum.apps.parties.queries.imports import outcome_of
from fulcrum.apps.parties.views.posting import posted
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.tabular import write_csv
from fulcrum.apps.ui.uploads import check_upload
from fulcrum.kernel.errors import FulcrumError


def _seen(request: HttpRequest, pk: int) -> Import:
    return get_object_or_404(_imports(request), pk=pk)


def _imports(request: HttpRequest) -> QuerySet[Import]:
    return Import.objects.of_kind(ORGANISATIONS.name).visible_to(actor_of(request))


@permission("parties.import_organisation")
@require_GET
def import_list(request: HttpRequest) -> HttpResponseBase:
    """Files that were sent in, the newest first."""
    return list_page(request, IMPORTS, _imports(request))


@permission("parties.import_organisation")
@require_http_methods(["GET", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Send a file."""
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = check_upload(form.cleaned_data["file"], limit=FILE_LIMIT)
            source = form.cleaned_data["source"]
            run = start_import(file.name, file.content, by=actor_of(request), source=source)
        except FulcrumError as error:
            form.add_error("file", str(error))
        else:
            return redirect("organisation_import", pk=run.pk)
    context = {"form": form, "cancel_url": reverse("organisations"), "columns": COLUMNS}
    return render(request, "parties/import_new.html", context)


def sample_of(run: Import) -> list[tuple[str, str]]:
    """Each heading with what stands under it in the first rows."""
    columns = zip(*run.sample, strict=False) if run.sample else iter(())
    shown = [", ".join(dict.fromkeys(cell for cell in cells if cell))[:120] for cells in columns]
    return list(zip(run.headers, shown or [""] * len(run.headers), strict=False))


@permission("parties.import_organisation")
@require_GET
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one import stands: its columns to match, what the check found, or the outcome."""
    run = _seen(request, pk)
    if run.state == ImportState.UPLOADED:
        context = {"run": run, "form": MappingForm(run=run), "sample": sample_of(run)}
        return render(request, "parties/import_columns.html", context)
    return render(request, "parties/import.html", outcome_of(run))


@permission("parties.import_organisation")
@require_http_methods(["GET", "POST"])
def import_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Match the columns (again) and try every row; nothing is taken in yet."""
    run = _seen(request, pk)
    form = MappingForm(posted(request), run=run)
    if request.method == "POST" and form.is_valid():
        blanks = form.cleaned_data["clear_blanks"]
        try:
            job = check_import(run, form.mapping, by=actor_of(request), clear_blanks=blanks)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return redirect("job", pk=job.pk)
    context = {"run": run, "form": form, "sample": sample_of(run)}
    return render(request, "parties/import_columns.html", context)


@permission("parties.import_organisation")
@require_POST
def import_carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the rows that are right."""
    run = _seen(request, pk)
    try:
        job = carry_out_import(run, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("organisation_import", pk=pk)
    return redirect("job", pk=job.pk)


def download(name: str, headings: list[str], rows: Any) -> StreamingHttpResponse:
    """Rows as a CSV file."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = write_csv(headings, rows)
    return StreamingHttpResponse(content, "text/csv; charset=utf-8", headers=headers)


@permission("parties.import_organisation")
@require_GET
def import_faults(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that were not taken, with what is wrong, to correct and send again."""
    run = _seen(request, pk)
    name = _("rows-to-correct") + f"-{run.pk}.csv"
    return download(name, fault_headings(run), fault_rows(run))


@permission("parties.import_organisation")
@require_GET
def import_layout(request: HttpRequest) -> HttpResponseBase:
    """An empty file with every heading."""
    return download("organisations.csv", HEADINGS, ())
