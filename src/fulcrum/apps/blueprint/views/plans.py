"""Plans of an institution: begin, read, change, and say how far they are."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.blueprint.actions import plans as actions
from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.dimensions import published_spec
from fulcrum.apps.blueprint.exit_words import QUESTIONS, urgency, verdict_words
from fulcrum.apps.blueprint.forms.plans import PlanForm, initial_plan
from fulcrum.apps.blueprint.leverage.exit_test import is_urgent
from fulcrum.apps.blueprint.leverage.terms import PlanState
from fulcrum.apps.blueprint.leverage_words import PLAN_TONES, matching_method, said_reasons
from fulcrum.apps.blueprint.models import Plan, Practice, Risk
from fulcrum.apps.blueprint.plan_report import plan_report
from fulcrum.apps.blueprint.practice_listing import PLANS
from fulcrum.apps.blueprint.queries import plans as queries
from fulcrum.apps.blueprint.queries.diagnostics import context_of
from fulcrum.apps.blueprint.queries.practices import suggestions_for
from fulcrum.apps.blueprint.queries.releases import action_line
from fulcrum.apps.blueprint.views.risks import own_risk
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State
from fulcrum.apps.ui.reports import report_response
from fulcrum.kernel.errors import FulcrumError

REPORTS = ("html", "pdf", "docx")


def own_plan(request: HttpRequest, pk: int) -> Plan:
    """A plan of the organisation acted for; 404 for any other."""
    rows = Plan.objects.visible_to(actor_of(request))
    found: Plan = get_object_or_404(rows.select_related("organisation", "commitment"), pk=pk)
    return found


@permission("blueprint.view_plans")
@require_GET
def risk_leverage(request: HttpRequest, pk: int) -> HttpResponse:
    """What could be done about a risk: published practices that fit, and why."""
    risk = own_risk(request, pk)
    found = [
        (practice, suggestion.points, said_reasons(suggestion))
        for practice, suggestion in suggestions_for(context_of(risk))
    ]
    context = {
        "risk": risk,
        "risk_name": named(risk.good, risk.sector, risk.country),
        "diagnostic": risk.diagnostic,
        "suggestions": found,
        "method": matching_method(),
        "plans": Plan.objects.visible_to(actor_of(request)).filter(risk=risk).order_by("-pk"),
    }
    return render(request, "blueprint/risk_leverage.html", context)


@permission("blueprint.view_plans")
@require_GET
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """One's plans."""
    context = {"may_add": allowed(actor_of(request), "blueprint.make_plan")}
    return list_page(request, PLANS, queries.listed(actor_of(request)), extra_context=context)


def _asked(request: HttpRequest, name: str, rows: Any) -> Any:
    """The record an address names, of those that may be seen; None when it names none."""
    wanted = request.GET.get(name, "")
    return get_object_or_404(rows, pk=int(wanted)) if wanted.isdecimal() else None


@permission("blueprint.make_plan")
@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan: on a risk, with a practice, or with neither."""
    actor = actor_of(request)
    organisation = Organisation.objects.filter(tenant_id=actor.tenant_id or 0).first()
    if organisation is None:
        return render(request, "blueprint/commitment_none.html", {"organisation": None})
    risk = _asked(request, "risk", Risk.objects.visible_to(actor).select_related("diagnostic"))
    practice = _asked(request, "practice", Practice.objects.published())
    initial = {"actions": practice.actions, "leverage": practice.title} if practice else {}
    form = PlanForm(request.POST or None, spec=published_spec(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_plan(organisation, form.given(), by=actor, risk=risk)
            if practice is not None:
                actions.add_practice(made, practice, by=actor)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The plan is written down. Add its milestones next."))
            return redirect("plan", made.pk)
    context = {
        "form": form,
        "risk_name": named(risk.good, risk.sector, risk.country) if risk else "",
        "practice": practice,
        "cancel_url": reverse("risk_leverage", args=[risk.pk]) if risk else reverse("plans"),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/plan_form.html", context, status=status)


@permission("blueprint.change_plan")
@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say the plan better."""
    found = own_plan(request, pk)
    form = PlanForm(request.POST or None, spec=published_spec(), initial=initial_plan(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_plan(found, form.given(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The plan was changed."))
            return redirect("plan", pk)
    context = {"form": form, "plan": found, "cancel_url": reverse("plan", args=[pk])}
    status = 422 if form.errors else 200
    return render(request, "blueprint/plan_form.html", context, status=status)


def _next(plan: Plan, milestones: list[Any]) -> NextStep | None:
    if plan.state == PlanState.ENDED:
        return None
    if not milestones:
        url = reverse("plan_add", args=[plan.pk, "milestone"])
        return NextStep(_("Say what will be reached by when."), _("Add a milestone"), url)
    if plan.state == PlanState.DRAFT:
        url = reverse("plan_state", args=[plan.pk, PlanState.UNDER_WAY])
        return NextStep(_("Start when the steps stand."), _("Start the plan"), url)
    late = [one for one in milestones if one.reached_on is None and one.due < timezone.localdate()]
    if late:
        return NextStep(
            _("“%(title)s” is late. Look at the escalation.") % {"title": late[0].title}
        )
    return None


def _exit(plan: Plan) -> dict[str, Any]:
    """The exit test as its section shows it."""
    label, why, tone = verdict_words(queries.exit_verdict(plan))
    said = {True: _("yes"), False: _("no"), None: _("not known yet")}
    lines = [
        (QUESTIONS[name][0], said[kept["answer"]], kept["reason"])
        for name, kept in plan.exit_answers.items()
    ]
    return {
        "verdict": State(label, tone),
        "why": why,
        "lines": lines,
        "urgency": urgency() if is_urgent(plan.severity) else "",
    }


@permission("blueprint.view_plans")
@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan: objective, practices, milestones, escalation, exit test, outcome, history."""
    found, spec = own_plan(request, pk), published_spec()
    milestones = list(found.milestones.order_by("due", "pk"))
    state, known = PlanState(found.state), spec.action_by_id if spec else {}
    context = {
        "plan": found,
        "record": RecordHead(
            state=State(state.label, PLAN_TONES[state]), next_step=_next(found, milestones)
        ),
        "milestones": milestones,
        "escalations": found.escalations.order_by("pk"),
        "practices": found.practices.select_related("practice").order_by("pk"),
        "actions": [
            action_line(spec, known[one]) for one in found.actions if spec and one in known
        ],
        "exit": _exit(found),
        "today": timezone.localdate(),
        "may_change": allowed(actor_of(request), "blueprint.change_plan", found)
        and found.state != PlanState.ENDED,
        "is_ended": found.state == PlanState.ENDED,
        "formats": REPORTS,
        "timeline": timeline(found),
    }
    return render(request, "blueprint/plan.html", context)


@permission("blueprint.view_plans")
@require_GET
def report(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The plan as a page, PDF or DOCX."""
    found = own_plan(request, pk)
    if kind not in REPORTS:
        raise Http404
    links = [(one.upper(), reverse("plan_report", args=[pk, one])) for one in ("pdf", "docx")]
    return report_response(
        request,
        plan_report(found),
        kind,
        f"plan-{found.pk}",
        back_url=reverse("plan", args=[pk]),
        back_label=_("Plan"),
        links=links,
    )
