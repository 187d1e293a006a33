"""Pages of imports of commitments and their evidence: the file, the check, the outcome."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions.commitment_import import (
    COMMITMENTS,
    carry_out_commitment_import,
    check_commitment_import,
    start_commitment_import,
)
from fulcrum.apps.blueprint.commitment_layout import COLUMNS
from fulcrum.apps.blueprint.forms.imports import AssessmentFileForm
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.actions.intake import FILE_LIMIT
from fulcrum.apps.parties.exports import fault_headings, fault_rows
from fulcrum.apps.parties.models import Import
from fulcrum.apps.parties.queries.imports import outcome_of
from fulcrum.apps.parties.views.imports import download
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.uploads import check_upload
from fulcrum.kernel.errors import FulcrumError


def _seen(request: HttpRequest, pk: int) -> Import:
    rows = Import.objects.of_kind(COMMITMENTS.name).visible_to(actor_of(request))
    return get_object_or_404(rows, pk=pk)


def _send(request: HttpRequest, form: AssessmentFileForm) -> Job:
    file = check_upload(form.cleaned_data["file"], limit=FILE_LIMIT)
    run = start_commitment_import(file.name, file.content, by=actor_of(request))
    return check_commitment_import(run, by=actor_of(request))


@permission("blueprint.import_commitments")
@require_http_methods(["GET", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Send a file; its rows are tried at once, and none is taken in yet."""
    is_sent = request.method == "POST"
    form = AssessmentFileForm(request.POST if is_sent else None, request.FILES or None)
    if is_sent and form.is_valid():
        try:
            job = _send(request, form)
        except FulcrumError as error:
            form.add_error("file", str(error))
        else:
            return redirect("job", pk=job.pk)
    context = {"form": form, "cancel_url": reverse("commitments"), "columns": COLUMNS}
    status = 422 if form.errors else 200
    return render(request, "blueprint/commitment_import_new.html", context, status=status)


@permission("blueprint.import_commitments")
@require_GET
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one import stands: what the check found, or the outcome."""
    return render(request, "blueprint/commitment_import.html", outcome_of(_seen(request, pk)))


@permission("blueprint.import_commitments")
@require_POST
def import_carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the rows that are right."""
    run = _seen(request, pk)
    try:
        job = carry_out_commitment_import(run, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("commitment_import", pk=pk)
    return redirect("job", pk=job.pk)


@permission("blueprint.import_commitments")
@require_GET
def import_faults(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that were not taken, with what is wrong, to correct and send again."""
    run = _seen(request, pk)
    name = _("rows-to-correct") + f"-{run.pk}.csv"
    return download(name, fault_headings(run), fault_rows(run))


@permission("blueprint.import_commitments")
@require_GET
def import_layout(_request: HttpRequest) -> HttpResponseBase:
    """An empty file with every heading."""
    return download("commitments.csv", [column.field for column in COLUMNS], ())
