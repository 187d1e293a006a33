"""Where likelihoods come from: lists of goods and tables of countries."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import sources
from fulcrum.apps.blueprint.forms.sources import (
    CountryTableForm,
)
from fulcrum.apps.blueprint.goods_lists import editions
from fulcrum.apps.blueprint.models import CountryTable, CountryValue
from fulcrum.apps.blueprint.risk_lists import TABLES
from fulcrum.apps.blueprint.views.risk_files import COUNTRIES, STAYS, _check, _faults, _page, _start
from fulcrum.apps.parties.actions.intake import FILE_LIMIT
from fulcrum.apps.parties.geography import country_name
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.uploads import check_upload
from fulcrum.kernel.errors import FulcrumError


@permission("blueprint.view_sources")
@require_GET
def risk_sources(request: HttpRequest) -> HttpResponseBase:
    """What likelihoods are read from: editions of the list of goods, and tables of countries."""
    may = allowed(actor_of(request), "blueprint.manage_sources")
    context = {"editions": editions(), "may_manage": may}
    return list_page(request, TABLES, CountryTable.objects.all(), extra_context=context)


@permission("blueprint.view_sources")
@require_GET
def country_table(request: HttpRequest, pk: int) -> HttpResponse:
    """A table of countries, with its licence and its values."""
    table = get_object_or_404(CountryTable, pk=pk)
    rows = CountryValue.objects.filter(table=table)
    values = rows.order_by("-value" if table.higher_is_worse else "value", "country")
    context = {
        "table": table,
        "values": [(country_name(one.country), one.value, one.note) for one in values],
        "may_manage": allowed(actor_of(request), "blueprint.manage_sources"),
    }
    return render(request, "blueprint/country_table.html", context)


@permission("blueprint.manage_sources")
@require_http_methods(["GET", "POST"])
def country_file_new(request: HttpRequest) -> HttpResponse:
    """Send a table of countries."""
    is_sent = request.method == "POST"
    form = CountryTableForm(request.POST if is_sent else None, request.FILES or None)
    if is_sent and form.is_valid():
        try:
            file = check_upload(form.cleaned_data["file"], limit=FILE_LIMIT)
            table = form.save(commit=False)
            run = sources.start_country_file(table, file.name, file.content, by=actor_of(request))
        except FulcrumError as error:
            form.add_error("file", str(error))
        else:
            return redirect("country_file", pk=run.pk)
    context = {"form": form, "cancel_url": reverse("risk_sources")}
    return render(
        request, "blueprint/country_file_new.html", context, status=422 if form.errors else 200
    )


@permission("blueprint.manage_sources")
@require_GET
def country_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a table of countries stands."""
    return _page(request, pk, COUNTRIES)


@permission("blueprint.manage_sources")
@require_http_methods(["GET", "POST"])
def country_file_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Match the columns, and try every row."""
    return _check(request, pk, COUNTRIES)


@permission("blueprint.manage_sources")
@require_POST
def country_file_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the rows that are right."""
    return _start(request, pk, COUNTRIES)


@permission("blueprint.manage_sources")
@require_GET
def country_file_faults(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that were not taken, to correct and send again."""
    return _faults(request, pk, COUNTRIES)


@permission("blueprint.manage_sources")
@require_http_methods(["GET", "POST"])
def country_table_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Read likelihoods from a table no more; asked once more before."""
    table = get_object_or_404(CountryTable, pk=pk)
    if request.method == "GET":
        context = {
            "question": _("Withdraw this table of countries?"),
            "consequence": STAYS,
            "confirm_url": request.path,
            "confirm_label": _("Withdraw"),
            "cancel_url": reverse("country_table", args=[pk]),
        }
        return render(request, "ui/confirm.html", context)
    try:
        sources.withdraw_table(table, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    return redirect("country_table", pk=pk)
