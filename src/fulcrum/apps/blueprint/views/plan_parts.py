"""The parts of a plan: milestones, steps of escalation, practices, exit test, state."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import plans as actions
from fulcrum.apps.blueprint.forms.plans import (
    DoneForm,
    EscalationForm,
    ExitTestForm,
    MilestoneForm,
    OutcomeForm,
    initial_exit_test,
)
from fulcrum.apps.blueprint.leverage.terms import PlanState
from fulcrum.apps.blueprint.models import Escalation, Milestone, Plan, PlanPractice, Practice
from fulcrum.apps.blueprint.views.plans import own_plan
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.kernel.errors import FulcrumError

PARTS: dict[str, Any] = {
    "milestone": Milestone,
    "escalation": Escalation,
    "practice": PlanPractice,
}
ADDED = {
    "milestone": (MilestoneForm, actions.add_milestone, gettext_lazy("Add a milestone")),
    "escalation": (EscalationForm, actions.add_escalation, gettext_lazy("Add a step")),
}


def _page(request: HttpRequest, plan: Plan, form: forms.Form, title: Any) -> HttpResponse:
    context = {
        "plan": plan,
        "form": form,
        "page_title": title,
        "cancel_url": reverse("plan", args=[plan.pk]),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/plan_part.html", context, status=status)


def _back(request: HttpRequest, plan: Plan, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plan", plan.pk)


@permission("blueprint.change_plan")
@require_http_methods(["GET", "POST"])
def plan_add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Add a milestone or a step of escalation."""
    found = own_plan(request, pk)
    if kind not in ADDED:
        raise Http404
    make_form, add, title = ADDED[kind]
    form = make_form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add(found, **form.cleaned_data, by=actor_of(request))  # type: ignore[operator] # one of two actions
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return _back(request, found, _("Added."))
    return _page(request, found, form, title)


@permission("blueprint.change_plan")
@require_POST
def plan_follow(request: HttpRequest, pk: int, practice: int) -> HttpResponse:
    """Follow a practice of the catalogue."""
    found = own_plan(request, pk)
    wanted = get_object_or_404(Practice.objects.published(), pk=practice)
    try:
        actions.add_practice(found, wanted, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("plan", pk)
    return _back(request, found, _("The plan follows this practice."))


def _part(request: HttpRequest, kind: str, pk: int) -> Any:
    if kind not in PARTS:
        raise Http404
    plans = Plan.objects.visible_to(actor_of(request))
    rows = PARTS[kind].objects.filter(plan__in=plans).select_related("plan")
    return get_object_or_404(rows, pk=pk)


@permission("blueprint.change_plan")
@require_POST
def plan_remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a part out of its plan."""
    part = _part(request, kind, pk)
    try:
        actions.remove_part(part, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("plan", part.plan_id)
    return _back(request, part.plan, _("Taken out; the history keeps it."))


@permission("blueprint.change_plan")
@require_http_methods(["GET", "POST"])
def plan_done(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Say when a milestone was reached, or a step taken."""
    if kind not in ADDED:
        raise Http404
    part = _part(request, kind, pk)
    form = DoneForm(
        request.POST or None, initial={"day": actions.day_of(part) or timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_done(part, form.cleaned_data["day"], by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return _back(request, part.plan, _("Noted."))
    return _page(request, part.plan, form, part)


@permission("blueprint.change_plan")
@require_http_methods(["GET", "POST"])
def plan_exit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether leaving would lower the risk to people."""
    found = own_plan(request, pk)
    form = ExitTestForm(
        request.POST if request.method == "POST" else None, initial=initial_exit_test(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_exit_test(found, form.answers(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return _back(request, found, _("The exit test is kept with its reasons."))
    return _page(request, found, form, _("Would leaving lower the risk to people?"))


@permission("blueprint.change_plan")
@require_http_methods(["GET", "POST"])
def plan_state(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Start a plan, end it with what came of it, or open it again."""
    found = own_plan(request, pk)
    if state not in {PlanState.UNDER_WAY, PlanState.ENDED}:
        raise Http404
    ends = state == PlanState.ENDED
    is_sent = request.method == "POST"
    form: forms.Form = (OutcomeForm if ends else forms.Form)(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        outcome = form.cleaned_data.get("outcome", "")
        try:
            actions.set_plan_state(found, PlanState(state), by=actor_of(request), outcome=outcome)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return _back(
                request, found, _("The plan has ended.") if ends else _("It is under way.")
            )
    title = _("End the plan") if ends else _("The plan is under way")
    return _page(request, found, form, title)
