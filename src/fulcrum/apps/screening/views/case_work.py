"""Change a case, close it with what came of it, open it again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fulcrum.apps.screening.actions import case_closing, cases
from fulcrum.apps.screening.case_words import case_name
from fulcrum.apps.screening.forms.cases import CaseForm, CaseOutcomeForm, initial_case
from fulcrum.apps.screening.models import Case
from fulcrum.apps.screening.queries.cases import analysts
from fulcrum.apps.screening.views.cases import own_case
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.kernel.errors import FulcrumError


def part_page(
    request: HttpRequest, case: Case, form: forms.Form, title: str, **more: Any
) -> HttpResponse:
    """A form that belongs to a case; 422 when it has to be corrected."""
    context = {
        "case": case,
        "case_name": case_name(case),
        "form": form,
        "page_title": title,
        "cancel_url": reverse("case", args=[case.pk]),
    }
    status = 422 if form.errors else 200
    return render(request, "screening/case_part.html", context | more, status=status)


def back(request: HttpRequest, case_id: int, said: str) -> HttpResponse:
    """To the case, with what was done in words."""
    messages.success(request, said)
    return redirect("case", case_id)


@permission("screening.change_case")
@require_http_methods(["GET", "POST"])
def case_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say the case better, give it another lead or another day."""
    case = own_case(request, pk)
    form = CaseForm(
        request.POST if request.method == "POST" else None,
        people=analysts(case.tenant_id),
        initial=initial_case(case),
    )
    if request.method == "POST" and form.is_valid():
        try:
            cases.change_case(case, form.given(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return back(request, pk, _("The case was changed."))
    return part_page(request, case, form, _("Change the case"))


@permission("screening.decide_case")
@require_http_methods(["GET", "POST"])
def case_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of it and close it."""
    case = own_case(request, pk)
    form = CaseOutcomeForm(
        request.POST if request.method == "POST" else None, initial={"outcome": case.outcome}
    )
    if request.method == "POST" and form.is_valid():
        try:
            case_closing.close_case(case, form.cleaned_data["outcome"], by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return back(request, pk, _("The case is closed."))
    lead = _("It is then kept as it is. It can be opened again.")
    return part_page(request, case, form, _("Close the case"), lead=lead, submit=_("Close it"))


@permission("screening.decide_case")
@require_POST
def case_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it again."""
    case = own_case(request, pk)
    try:
        case_closing.reopen_case(case, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("case", pk)
    return back(request, pk, _("The case is open again."))
