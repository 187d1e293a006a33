"""The areas of a diagnostic: exposures added, removed and listed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import diagnostics as actions
from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.diagnosis.terms import Area
from fulcrum.apps.blueprint.forms.diagnostics import ExposureForm, NothingForm
from fulcrum.apps.blueprint.goods_lists import goods_of
from fulcrum.apps.blueprint.models import Diagnostic, Exposure
from fulcrum.apps.blueprint.queries.diagnostics import progress_of
from fulcrum.apps.blueprint.risk_lists import EXPOSURES
from fulcrum.apps.blueprint.views.diagnostics import (
    AREA_TEXTS,
    SHOWN,
    _place,
    next_place,
    own_diagnostic,
)
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.kernel.errors import FulcrumError


def _after(diagnostic: Diagnostic, area: Area) -> str:
    areas = list(Area)
    place = areas.index(area) + 1
    if place < len(areas):
        return reverse("diagnostic_area", args=[diagnostic.pk, areas[place].value])
    return next_place(diagnostic, progress_of(diagnostic)).url


def _area_page(
    request: HttpRequest, diagnostic: Diagnostic, area: Area, **forms: Any
) -> HttpResponse:
    rows = Exposure.objects.filter(diagnostic=diagnostic, area=area).order_by("-value", "pk")
    goods = goods_of(diagnostic.goods_edition)
    question, ideas = AREA_TEXTS[area]
    shown = list(rows[: SHOWN + 1])
    review = diagnostic.reviews.filter(area=area).first()
    context = {
        "diagnostic": diagnostic,
        "area": area,
        "question": question,
        "ideas": ideas,
        "wizard": _place(diagnostic, area),
        "form": ExposureForm(),
        "nothing_form": NothingForm(
            initial={"reason": review.reason if review else ""}, prefix="no"
        ),
        "exposures": [(one, named(one.good, one.sector, one.country)) for one in shown[:SHOWN]],
        "has_more": len(shown) > SHOWN,
        "after_url": _after(diagnostic, area),
        "goods": goods.goods,
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "blueprint/diagnostic_area.html", context, status=status)


@permission("blueprint.answer_diagnostic")
@require_http_methods(["GET", "POST"])
def area(request: HttpRequest, pk: int, area: str) -> HttpResponse:
    """One area: what the institution is exposed to there, or that there is nothing."""
    diagnostic = own_diagnostic(request, pk)
    if area not in Area.values:
        raise Http404
    if not diagnostic.is_open:
        return redirect("diagnostic", pk=pk)
    if request.method == "GET":
        return _area_page(request, diagnostic, Area(area))
    return _save_area(request, diagnostic, Area(area))


def _save_area(request: HttpRequest, diagnostic: Diagnostic, area: Area) -> HttpResponse:
    by, goods = actor_of(request), goods_of(diagnostic.goods_edition)
    is_nothing = request.POST.get("go") == "nothing"
    form: Any = (
        NothingForm(request.POST, prefix="no")
        if is_nothing
        else ExposureForm(request.POST, goods=goods.named)
    )
    name = "nothing_form" if is_nothing else "form"
    if not form.is_valid():
        return _area_page(request, diagnostic, area, **{name: form})
    try:
        if is_nothing:
            actions.review_area(diagnostic, area, form.cleaned_data["reason"], by=by)
        else:
            actions.add_exposure(diagnostic, form.exposure(area), by=by)
    except FulcrumError as error:
        form.add_error(None, str(error))
        return _area_page(request, diagnostic, area, **{name: form})
    if is_nothing:
        return redirect(_after(diagnostic, area))
    messages.success(request, _("Added. Add another, or go on."))
    return redirect("diagnostic_area", pk=diagnostic.pk, area=area.value)


@permission("blueprint.answer_diagnostic")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an exposure away."""
    rows = Exposure.objects.visible_to(actor_of(request)).select_related("diagnostic")
    exposure = get_object_or_404(rows, pk=pk)
    area = exposure.area
    try:
        diagnostic = actions.remove_exposure(exposure, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("diagnostic", pk=exposure.diagnostic_id)
    messages.success(request, _("Taken away."))
    return redirect("diagnostic_area", pk=diagnostic.pk, area=area)


@permission("blueprint.view_diagnostics")
@require_GET
def exposure_list(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every exposure of a diagnostic."""
    diagnostic = own_diagnostic(request, pk)
    rows = Exposure.objects.visible_to(actor_of(request)).filter(diagnostic=diagnostic)
    return list_page(request, EXPOSURES, rows, extra_context={"diagnostic": diagnostic})
