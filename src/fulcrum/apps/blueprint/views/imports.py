"""Pages of imports of completed assessments: the file, the check, the outcome."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions.importing import (
    ASSESSMENTS,
    carry_out_assessment_import,
    check_assessment_import,
    start_assessment_import,
)
from fulcrum.apps.blueprint.assessment_columns import FIXED, headings, with_notes
from fulcrum.apps.blueprint.dimensions import published_spec
from fulcrum.apps.blueprint.forms.imports import AssessmentFileForm
from fulcrum.apps.blueprint.listing import IMPORTS
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.actions.intake import FILE_LIMIT
from fulcrum.apps.parties.exports import fault_headings, fault_rows
from fulcrum.apps.parties.models import Import
from fulcrum.apps.parties.queries.imports import outcome_of
from fulcrum.apps.parties.views.imports import download
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.lists.files import XLSX
from fulcrum.apps.ui.tabular import write_xlsx
from fulcrum.apps.ui.uploads import check_upload
from fulcrum.kernel.errors import FulcrumError


def _imports(request: HttpRequest) -> QuerySet[Import]:
    return Import.objects.of_kind(ASSESSMENTS.name).visible_to(actor_of(request))


def _seen(request: HttpRequest, pk: int) -> Import:
    return get_object_or_404(_imports(request), pk=pk)


@permission("blueprint.import_assessments")
@require_GET
def import_list(request: HttpRequest) -> HttpResponseBase:
    """Files that were sent in, the newest first."""
    return list_page(request, IMPORTS, _imports(request))


def _send(request: HttpRequest, form: AssessmentFileForm) -> Job:
    file = check_upload(form.cleaned_data["file"], limit=FILE_LIMIT)
    run = start_assessment_import(file.name, file.content, by=actor_of(request))
    return check_assessment_import(run, by=actor_of(request))


@permission("blueprint.import_assessments")
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
    context = {
        "form": form,
        "cancel_url": reverse("assessment_imports"),
        "columns": FIXED,
        "spec": published_spec(),
    }
    return render(request, "blueprint/import_new.html", context, status=422 if form.errors else 200)


@permission("blueprint.import_assessments")
@require_GET
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one import stands: what the check found, or the outcome."""
    return render(request, "blueprint/import.html", outcome_of(_seen(request, pk)))


@permission("blueprint.import_assessments")
@require_POST
def import_carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the rows that are right."""
    run = _seen(request, pk)
    try:
        job = carry_out_assessment_import(run, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("assessment_import", pk=pk)
    return redirect("job", pk=job.pk)


@permission("blueprint.import_assessments")
@require_GET
def import_faults(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that were not taken, with what is wrong, to correct and send again."""
    run = _seen(request, pk)
    name = _("rows-to-correct") + f"-{run.pk}.csv"
    return download(name, fault_headings(run), fault_rows(run))


@permission("blueprint.import_assessments")
@require_GET
def import_layout(request: HttpRequest, kind: str) -> HttpResponseBase:
    """An empty file with every heading of the published release; the workbook explains them."""
    spec = published_spec()
    titles = [column.field for column in FIXED] if spec is None else headings(spec)
    if kind == "csv":
        return download("assessments.csv", titles, ())
    notes = [f"{column.field}: {column.label}" for column in FIXED]
    notes.append(_("Answers: 0 to 4; empty when not answered; “n/a: ” and a reason."))
    if spec is not None:
        titles = with_notes(spec)
        notes += [f"{item.id}: {item.question}" for item in spec.items.values()]
    headers = {"Content-Disposition": 'attachment; filename="assessments.xlsx"'}
    return HttpResponse(
        write_xlsx(titles, (), title="assessments", notes=notes), XLSX, headers=headers
    )
