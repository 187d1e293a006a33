"""One risk: its questions one by one, then its reasons, duties, rank and record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import judgements
from fulcrum.apps.blueprint.diagnosis.duties import duties_of, next_steps
from fulcrum.apps.blueprint.diagnosis.movement import Stage
from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.diagnosis.questions import BY_NAME, RECORD, asked, neighbours
from fulcrum.apps.blueprint.diagnosis.severity import LABELS, SEVERITY_NAMES, anchor
from fulcrum.apps.blueprint.diagnosis.terms import Area, EventKind, Involvement
from fulcrum.apps.blueprint.diagnosis.wording import (
    STAGES,
    TONES,
    evidence_line,
    likelihood_method,
    movement_line,
    movement_method,
    sector_name,
    sensitivity_line,
)
from fulcrum.apps.blueprint.forms.risk_records import EventForm
from fulcrum.apps.blueprint.forms.risks import QuestionForm, initial_of
from fulcrum.apps.blueprint.models import Risk
from fulcrum.apps.blueprint.queries.diagnostics import (
    events_of,
    exposures_of,
    movement_at,
    progress_of,
    rank_of,
    verdict_of,
)
from fulcrum.apps.blueprint.queries.releases import action_line
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.risk_links import links_of
from fulcrum.apps.blueprint.risk_lists import RISKS
from fulcrum.apps.blueprint.views.diagnostics import next_place, own_diagnostic
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State, WizardPlace
from fulcrum.kernel.errors import FulcrumError

EXPOSURES_SHOWN = 10


def own_risk(request: HttpRequest, pk: int) -> Risk:
    """A risk of the organisation acted for; 404 for any other."""
    rows = Risk.objects.visible_to(actor_of(request))
    related = rows.select_related("diagnostic__release", "diagnostic__organisation", "judged_by")
    found: Risk = get_object_or_404(related.defer("diagnostic__release__document"), pk=pk)
    return found


def answers_of(risk: Risk) -> dict[str, Any]:
    """What a risk's questions were answered with."""
    return {name: getattr(risk, name) for name in judgements.FIELDS}


@permission("blueprint.view_diagnostics")
@require_GET
def risk_list(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every risk of a diagnostic, the gravest first."""
    diagnostic = own_diagnostic(request, pk)
    rows = Risk.objects.visible_to(actor_of(request)).filter(diagnostic=diagnostic)
    return list_page(request, RISKS, rows, extra_context={"diagnostic": diagnostic})


def _place(risk: Risk, name: str) -> WizardPlace:
    before, _next, number, total = neighbours(answers_of(risk), name)
    return WizardPlace(
        number,
        total,
        BY_NAME[name].title,
        reverse("risk_question", args=[risk.pk, before]) if before else "",
        reverse("diagnostic", args=[risk.diagnostic_id]),
    )


def _page(request: HttpRequest, risk: Risk, name: str, form: Any) -> HttpResponse:
    question = BY_NAME[name]
    level = risk.likelihood_in_force if name == "likelihood" else getattr(risk, name, None)
    context = {
        "risk": risk,
        "risk_name": named(risk.good, risk.sector, risk.country),
        "diagnostic": risk.diagnostic,
        "question": question,
        "kind": question.kind,
        "form": form,
        "chosen": form["choice"].value() if question.kind != RECORD else "",
        "wizard": _place(risk, name),
        "evidence": [evidence_line(one) for one in risk.sources] if name == "likelihood" else [],
        "is_proposed": risk.judged_at is None and level is not None,
        "events": events_of(risk) if question.kind == RECORD else [],
        "after_url": _after(risk, name),
        "exposures": exposures_of(risk, 3),
        "sector": sector_name(risk.sector),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/risk_question.html", context, status=status)


def _form(risk: Risk, name: str, data: Any = None) -> Any:
    question = BY_NAME[name]
    if question.kind == RECORD:
        return EventForm(data, initial={"kind": EventKind.KNOWN})
    value = risk.likelihood_in_force if name == "likelihood" else getattr(risk, name)
    reason = getattr(risk, f"{name}_reason", "")
    initial = initial_of(question, value, reason, risk.version)
    return QuestionForm(data, question=question, proposed=risk.found_likelihood, initial=initial)


def _after(risk: Risk, name: str) -> str:
    """The next question; after the last, what comes next in the diagnostic."""
    _before, after, _number, _total = neighbours(answers_of(risk), name)
    if after:
        return reverse("risk_question", args=[risk.pk, after])
    return next_place(risk.diagnostic, progress_of(risk.diagnostic)).url


@permission("blueprint.answer_diagnostic")
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One question on a risk; saved by its button."""
    risk = own_risk(request, pk)
    if name not in BY_NAME:
        raise Http404
    if not risk.diagnostic.is_open:
        return redirect("risk", pk=pk)
    if BY_NAME[name] not in asked(answers_of(risk)):
        return redirect("risk_question", pk=pk, name="scale")
    if request.method == "GET":
        return _page(request, risk, name, _form(risk, name))
    form = _form(risk, name, request.POST)
    if not form.is_valid():
        return _page(request, risk, name, form)
    return _save(request, risk, name, form)


def _save(request: HttpRequest, risk: Risk, name: str, form: Any) -> HttpResponse:
    by = actor_of(request)
    try:
        if BY_NAME[name].kind == RECORD:
            data = form.cleaned_data
            judgements.record_event(risk, data["kind"], data["date"], data["text"], by=by)
        else:
            version = form.cleaned_data.get("version")
            risk = judgements.judge_risk(risk, form.judgement(), by=by, version=version)
    except FulcrumError as error:
        form.add_error(None, str(error))
        return _page(request, risk, name, form)
    if request.POST.get("go") == "leave":
        return redirect("diagnostic", pk=risk.diagnostic_id)
    return redirect(_after(risk, name))


def _judgements(risk: Risk) -> list[dict[str, Any]]:
    """The three parts of severity with their levels and reasons."""
    levels = [getattr(risk, name) for name in SEVERITY_NAMES]
    return [
        {
            "name": name,
            "label": LABELS[name],
            "level": level,
            "anchor": anchor(name, level),
            "reason": getattr(risk, f"{name}_reason"),
            "decides": level is not None and level == max(filter(None, levels)),
        }
        for name, level in zip(SEVERITY_NAMES, levels, strict=True)
    ]


def _steps(risk: Risk, stage: Stage) -> list[tuple[Any, list[Any]]]:
    """Next steps, each with the Actions of the diagnostic's release it serves."""
    spec = spec_of(risk.diagnostic.release)
    return [
        (
            step.text,
            [
                action_line(spec, spec.action_by_id[key])
                for key in step.actions
                if key in spec.action_by_id
            ],
        )
        for step in next_steps(risk.involvement, risk.area, stage)
    ]


def _head(risk: Risk, request: HttpRequest) -> RecordHead:
    involvement = Involvement(risk.involvement)
    state = State(involvement.label, TONES[involvement])
    may = risk.diagnostic.is_open and allowed(
        actor_of(request), "blueprint.answer_diagnostic", risk.diagnostic
    )
    step = None
    if may:
        text = _("These levels are proposed from sources. Judge them yourselves.")
        text = _("Judged. You can go through the questions again.") if risk.judged_at else text
        step = NextStep(
            text, _("Judge this risk"), reverse("risk_question", args=[risk.pk, "harm"])
        )
    return RecordHead(state, step, links_of(request, risk))


def risk_page(request: HttpRequest, risk: Risk, form: EventForm) -> HttpResponse:
    """The page of a risk."""
    events = events_of(risk)
    movement, rank = movement_at(events), rank_of(risk)
    label, tone = STAGES[movement.stage]
    context = {
        "risk": risk,
        "risk_name": named(risk.good, risk.sector, risk.country),
        "area": Area(risk.area).label,
        "sector": sector_name(risk.sector),
        "diagnostic": risk.diagnostic,
        "record": _head(risk, request),
        "verdict": verdict_of(risk),
        "judgements": _judgements(risk),
        "likelihood_anchor": anchor("likelihood", risk.likelihood_in_force),
        "evidence": [evidence_line(one) for one in risk.sources],
        "rank": rank,
        "changes": [(LABELS[one.name], sensitivity_line(one), one) for one in rank.sensitivities]
        if rank
        else [],
        "duties": duties_of(risk.involvement, movement.stage),
        "steps": _steps(risk, movement.stage),
        "movement": movement,
        "movement_line": movement_line(movement),
        "movement_method": movement_method(),
        "likelihood_method": likelihood_method(),
        "stage_label": label,
        "stage_tone": tone,
        "shows_movement": risk.involvement == Involvement.LINKED,
        "events": events,
        "event_form": form,
        "exposures": exposures_of(risk, EXPOSURES_SHOWN),
        "may_record": allowed(actor_of(request), "blueprint.record_risk", risk.diagnostic),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/risk.html", context, status=status)


@permission("blueprint.view_diagnostics")
@require_GET
def risk(request: HttpRequest, pk: int) -> HttpResponse:
    """A risk with its reasons, duties, what would change its rank, and its record."""
    return risk_page(request, own_risk(request, pk), EventForm(prefix="event"))


@permission("blueprint.record_risk")
@require_POST
def add_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line to a risk's record."""
    found, form = own_risk(request, pk), EventForm(request.POST, prefix="event")
    if not form.is_valid():
        return risk_page(request, found, form)
    data = form.cleaned_data
    try:
        judgements.record_event(
            found, data["kind"], data["date"], data["text"], by=actor_of(request)
        )
    except FulcrumError as error:
        form.add_error(None, str(error))
        return risk_page(request, found, form)
    messages.success(request, _("Recorded."))
    return redirect("risk", pk=pk)
