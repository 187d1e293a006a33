"""Cases: the list, a new one, one for an alert, and the page of a case."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.screening import case_words as words
from fulcrum.apps.screening.actions import cases as actions
from fulcrum.apps.screening.case_guidance import IDENTIFICATION, PATHWAY, SAFE_CONTACT
from fulcrum.apps.screening.case_listing import CASES
from fulcrum.apps.screening.case_steps import next_step
from fulcrum.apps.screening.enums import HARMFUL, CaseState
from fulcrum.apps.screening.forms.cases import AlertCaseForm, CaseForm, new_case
from fulcrum.apps.screening.models import Alert, Case
from fulcrum.apps.screening.queries import cases as queries
from fulcrum.apps.screening.queries.cases import CaseParts
from fulcrum.apps.screening.words import said_indicator
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.patterns import RecordHead
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError


def own_case(request: HttpRequest, pk: int) -> Case:
    """A case of the organisation acted for; 404 for any other."""
    rows = Case.objects.visible_to(actor_of(request)).select_related("lead")
    found: Case = get_object_or_404(rows, pk=pk)
    return found


@permission("screening.view_cases")
@require_GET
def case_list(request: HttpRequest) -> HttpResponseBase:
    """One's organisation's cases."""
    context = {"may_add": allowed(actor_of(request), "screening.make_case")}
    return list_page(request, CASES, queries.listed(actor_of(request)), extra_context=context)


def _form_page(request: HttpRequest, form: CaseForm, **more: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "screening/case_form.html", {"form": form} | more, status=status)


@permission("screening.make_case")
@require_http_methods(["GET", "POST"])
def case_new(request: HttpRequest) -> HttpResponse:
    """Open a case on its own."""
    actor = actor_of(request)
    form = CaseForm(
        request.POST if request.method == "POST" else None,
        people=queries.analysts(actor.tenant_id or 0),
        initial=new_case(actor.user_id),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_case(form.given(), by=actor)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The case is open. Say next who is involved."))
            return redirect("case", made.pk)
    return _form_page(request, form, cancel_url=reverse("cases"))


def _alert_form(request: HttpRequest, alert: Alert, actor: Actor) -> AlertCaseForm:
    title = _("Alert of %(day)s") % {"day": formats.date_format(alert.opened_on, "DATE_FORMAT")}
    return AlertCaseForm(
        request.POST if request.method == "POST" else None,
        people=queries.analysts(actor.tenant_id or 0),
        cases=queries.unfinished(actor),
        initial=new_case(actor.user_id) | {"title": title},
    )


def _take_up(alert: Alert, form: AlertCaseForm, *, by: Actor) -> Case:
    joined: Case | None = form.cleaned_data["case"]
    if joined is None:
        return actions.open_case(form.given(), by=by, alert=alert)
    actions.add_alert(joined, alert, by=by)
    return joined


@permission("screening.make_case")
@require_http_methods(["GET", "POST"])
def case_from_alert(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an alert into a new case, or into one that is open."""
    actor = actor_of(request)
    alert = get_object_or_404(Alert.objects.visible_to(actor), pk=pk)
    if (known := Case.objects.visible_to(actor).filter(alerts__alert=alert).first()) is not None:
        messages.info(request, _("This alert is in a case already."))
        return redirect("case", known.pk)
    form = _alert_form(request, alert, actor)
    if request.method == "POST" and form.is_valid():
        try:
            case = _take_up(alert, form, by=actor)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The alert is in the case."))
            return redirect("case", case.pk)
    more = {"alert": alert, "cancel_url": words.page_address("alert", alert.pk)}
    return _form_page(request, form, **more)


def _sections(parts: CaseParts) -> dict[str, Any]:
    """The parts as the page shows them, each with its words."""
    return {
        "parts": parts,
        "alerts": [
            (
                one.alert,
                words.page_address("alert", one.alert_id),
                [said_indicator(key) for key in one.alert.indicators],
            )
            for one in parts.alerts
        ],
        "parties": [(one, words.role_badge(one.role)) for one in parts.parties],
        "decisions": [
            (
                one,
                words.standing(one),
                queries.is_against_possible_victim(one),
                parts.has_possible_victim and not one.about_id and one.kind in HARMFUL,
            )
            for one in parts.decisions
        ],
        "reports": [(one, words.page_address("report", one.pk)) for one in parts.reports],
    }


@permission("screening.view_cases")
@require_GET
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A case: what it is about, who is involved, what is known, to be done and decided."""
    case, actor, today = own_case(request, pk), actor_of(request), timezone.localdate()
    parts = queries.parts_of(case, all_notes=request.GET.get("notes") == "all")
    is_open = case.state != CaseState.CLOSED
    step = next_step(case, parts, today, actor.user_id)
    may_write = is_open and allowed(actor, "screening.write_report", case)
    context = _sections(parts) | {
        "case": case,
        "case_name": words.case_name(case),
        "record": RecordHead(state=words.state_of(case), next_step=step),
        "today": today,
        "is_late": is_open and case.due_on < today,
        "is_open": is_open,
        "may_change": is_open and allowed(actor, "screening.change_case", case),
        "may_decide": is_open and allowed(actor, "screening.decide_case", case),
        "may_reopen": not is_open and allowed(actor, "screening.decide_case", case),
        "user_id": actor.user_id,
        "report_url": words.page_address("report_new", case.pk) if may_write else "",
        "safe_contact": SAFE_CONTACT,
        "pathway": PATHWAY,
        "identification": IDENTIFICATION,
        "timeline": words.told(timeline(case)),
    }
    return render(request, "screening/case.html", context)
