"""Files of exposures and tables of countries: the file, its columns, the check, the outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import exposures, sources
from fulcrum.apps.blueprint.diagnosis.terms import Area
from fulcrum.apps.blueprint.exposure_columns import EXPOSURE_COLUMNS
from fulcrum.apps.blueprint.forms.risk_records import ExposureFileForm
from fulcrum.apps.blueprint.forms.sources import (
    CountryColumnsForm,
    ExposureColumnsForm,
)
from fulcrum.apps.blueprint.models import Diagnostic, ExposureFile
from fulcrum.apps.blueprint.risk_lists import EXPOSURE_FILES
from fulcrum.apps.blueprint.views.diagnostics import own_diagnostic
from fulcrum.apps.parties.actions.intake import FILE_LIMIT
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.exports import fault_headings, fault_rows
from fulcrum.apps.parties.models import Import
from fulcrum.apps.parties.queries.imports import outcome_of
from fulcrum.apps.parties.views.imports import download, sample_of
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.uploads import check_upload
from fulcrum.kernel.errors import FulcrumError


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one kind of file."""

    kind: str
    form: Callable[..., Any]
    check: Callable[..., Any]
    take_in: Callable[..., Any]
    page: str
    again: str
    start: str
    faults: str
    back: Callable[[Import], tuple[str, str]]


def _diagnostic_of(run: Import) -> Diagnostic:
    file: ExposureFile = ExposureFile.objects.select_related("diagnostic").get(run=run)
    return file.diagnostic


def _exposures_back(run: Import) -> tuple[str, str]:
    diagnostic = _diagnostic_of(run)
    return diagnostic.title, reverse("diagnostic", args=[diagnostic.pk])


EXPOSURES = Pages(
    exposures.EXPOSURES.name,
    ExposureColumnsForm,
    exposures.check_exposure_file,
    exposures.take_exposures_in,
    "exposure_file",
    "exposure_file_check",
    "exposure_file_start",
    "exposure_file_faults",
    _exposures_back,
)
COUNTRIES = Pages(
    sources.COUNTRIES.name,
    CountryColumnsForm,
    sources.check_country_file,
    sources.take_countries_in,
    "country_file",
    "country_file_check",
    "country_file_start",
    "country_file_faults",
    lambda _run: (_("Sources"), reverse("risk_sources")),
)


def _runs(request: HttpRequest, pages: Pages) -> QuerySet[Import]:
    return Import.objects.of_kind(pages.kind).visible_to(actor_of(request))


def _columns_page(request: HttpRequest, run: Import, pages: Pages, form: Any) -> HttpResponse:
    label, url = pages.back(run)
    context = {
        "run": run,
        "form": form,
        "sample": sample_of(run),
        "form_action": reverse(pages.again, args=[run.pk]),
        "back_label": label,
        "back_url": url,
    }
    return render(
        request, "blueprint/risk_file_columns.html", context, status=422 if form.errors else 200
    )


def _page(request: HttpRequest, pk: int, pages: Pages) -> HttpResponse:
    run = get_object_or_404(_runs(request, pages), pk=pk)
    if run.state == ImportState.UPLOADED:
        return _columns_page(request, run, pages, pages.form(run=run))
    label, url = pages.back(run)
    urls = {
        "start_url": reverse(pages.start, args=[pk]),
        "again_url": reverse(pages.again, args=[pk]),
        "faults_url": reverse(pages.faults, args=[pk]),
        "back_label": label,
        "back_url": url,
    }
    return render(request, "blueprint/risk_file.html", outcome_of(run) | urls)


def _check(request: HttpRequest, pk: int, pages: Pages) -> HttpResponse:
    run = get_object_or_404(_runs(request, pages), pk=pk)
    if request.method == "GET":
        return _columns_page(request, run, pages, pages.form(run=run))
    form = pages.form(request.POST, run=run)
    if form.is_valid():
        try:
            job = pages.check(run, form.mapping, by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return redirect("job", pk=job.pk)
    return _columns_page(request, run, pages, form)


def _start(request: HttpRequest, pk: int, pages: Pages) -> HttpResponse:
    run = get_object_or_404(_runs(request, pages), pk=pk)
    try:
        job = pages.take_in(run, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect(pages.page, pk=pk)
    return redirect("job", pk=job.pk)


def _faults(request: HttpRequest, pk: int, pages: Pages) -> HttpResponseBase:
    run = get_object_or_404(_runs(request, pages), pk=pk)
    return download(_("rows-to-correct") + f"-{run.pk}.csv", fault_headings(run), fault_rows(run))


@permission("blueprint.view_diagnostics")
@require_GET
def exposure_files(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The files that were sent for a diagnostic."""
    diagnostic = own_diagnostic(request, pk)
    rows = _runs(request, EXPOSURES).filter(exposure_file__diagnostic=diagnostic)
    return list_page(request, EXPOSURE_FILES, rows, extra_context={"diagnostic": diagnostic})


@permission("blueprint.answer_diagnostic")
@require_http_methods(["GET", "POST"])
def exposure_file_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a file of exposures."""
    diagnostic, is_sent = own_diagnostic(request, pk), request.method == "POST"
    asked = request.GET.get("area", "")
    initial = {"area": asked if asked in Area.values else Area.CLIENTS}
    initial["rates"] = "\n".join(f"{code} {rate}" for code, rate in diagnostic.rates.items())
    form = ExposureFileForm(
        request.POST if is_sent else None, request.FILES or None, initial=initial
    )
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            file = check_upload(data["file"], limit=FILE_LIMIT)
            run = exposures.start_exposure_file(
                diagnostic,
                file.name,
                file.content,
                by=actor_of(request),
                area=data["area"],
                rates=data["rates"],
            )
        except FulcrumError as error:
            form.add_error("file", str(error))
        else:
            return redirect("exposure_file", pk=run.pk)
    context = {
        "form": form,
        "diagnostic": diagnostic,
        "columns": EXPOSURE_COLUMNS,
        "cancel_url": reverse("diagnostic", args=[pk]),
    }
    return render(
        request, "blueprint/exposure_file_new.html", context, status=422 if form.errors else 200
    )


@permission("blueprint.view_diagnostics")
@require_GET
def exposure_layout(request: HttpRequest) -> HttpResponseBase:
    """An empty file with every heading."""
    return download("exposures.csv", [column.field for column in EXPOSURE_COLUMNS], ())


@permission("blueprint.answer_diagnostic")
@require_GET
def exposure_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a file of exposures stands."""
    return _page(request, pk, EXPOSURES)


@permission("blueprint.answer_diagnostic")
@require_http_methods(["GET", "POST"])
def exposure_file_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Match the columns, and try every row."""
    return _check(request, pk, EXPOSURES)


@permission("blueprint.answer_diagnostic")
@require_POST
def exposure_file_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the rows that are right."""
    return _start(request, pk, EXPOSURES)


@permission("blueprint.answer_diagnostic")
@require_GET
def exposure_file_faults(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that were not taken, to correct and send again."""
    return _faults(request, pk, EXPOSURES)


Text = str | Promise
STAYS: Text = gettext_lazy(
    "Diagnostics keep what they read from it until they read the sources again."
)
