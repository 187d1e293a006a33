"""Runs: start one, watch it, read what it found, compare two, let them start by themselves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.screening.actions import runs as actions
from fulcrum.apps.screening.enums import RunState
from fulcrum.apps.screening.forms.runs import RunForm, ScheduleForm
from fulcrum.apps.screening.listing import RUNS
from fulcrum.apps.screening.models import Dataset, Run, Schedule
from fulcrum.apps.screening.queries import runs as queries
from fulcrum.apps.screening.words import RUN_TONES, said_indicator
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State
from fulcrum.engines.screening.pack import load_pack
from fulcrum.kernel.errors import FulcrumError


def own_run(request: HttpRequest, pk: int) -> Run:
    """A run of the organisation acted for; 404 for any other."""
    rows = Run.objects.visible_to(actor_of(request)).select_related("dataset")
    found: Run = get_object_or_404(rows, pk=pk)
    return found


@permission("screening.view_runs")
@require_GET
def run_list(request: HttpRequest) -> HttpResponseBase:
    """All runs of the organisation."""
    actor = actor_of(request)
    schedules = Schedule.objects.visible_to(actor).select_related("dataset").order_by("pk")
    context = {
        "may_start": allowed(actor, "screening.start_run"),
        "schedules": schedules,
        "datasets": Dataset.objects.visible_to(actor).order_by("name"),
    }
    return list_page(request, RUNS, Run.objects.visible_to(actor), extra_context=context)


@permission("screening.start_run")
@require_http_methods(["GET", "POST"])
def run_new(request: HttpRequest) -> HttpResponse:
    """Start a run."""
    actor = actor_of(request)
    folders = queries.folders_of(actor)
    form = RunForm(request.POST or None, folders=folders)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            named = dict(folders)[given["folder"]]
            dataset = actions.register_dataset(given["folder"], named, by=actor)
            wanted = actions.RunInput(given["title"], given["parameters"], given["since"])
            made = actions.start_run(dataset, wanted, by=actor)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The run has begun. It goes on if you leave this page."))
            return redirect("run", made.pk)
    context = {"form": form, "has_data": bool(folders), "cancel_url": reverse("runs")}
    return render(request, "screening/run_form.html", context, status=422 if form.errors else 200)


def _next(run: Run) -> NextStep | None:
    if run.state == RunState.FINISHED and run.alert_count:
        return NextStep(_("read what it found."), _("Go to the queue"), reverse("alerts"))
    if run.state == RunState.WAITING:
        return NextStep(_("it starts by itself as soon as a worker is free."))
    return None


@permission("screening.view_runs")
@require_GET
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: how far it is, what it found, what could not be evaluated."""
    actor, run = actor_of(request), own_run(request, pk)
    state = RunState(run.state)
    context: dict[str, Any] = {
        "run": run,
        "record": RecordHead(State(state.label, RUN_TONES[state]), _next(run)),
        "facts": queries.facts_of(run.dataset),
        "earlier": queries.earlier_runs(run, actor) if state == RunState.FINISHED else (),
        "timeline": timeline(run),
    }
    return render(request, "screening/run.html", context | _found(run))


def _found(run: Run) -> dict[str, Any]:
    """What a run found, in words."""
    pack, hits = load_pack(), run.result.get("hits", {})
    lacking: dict[str, list[str]] = run.result.get("lacking", {})
    counts = run.result.get("scenarios", {})
    return {
        "hits": [(said_indicator(key), hits[key]) for key in pack.indicators if key in hits],
        "lacking": [(said_indicator(key), ", ".join(needs)) for key, needs in lacking.items()],
        "scenarios": [(one.name, counts.get(key, 0)) for key, one in pack.scenarios.items()],
        "parameters": [
            (said_indicator(key), sorted(one.items())) for key, one in run.parameters.items()
        ],
    }


@permission("screening.view_runs")
@require_GET
def run_difference(request: HttpRequest, pk: int, before: int) -> HttpResponse:
    """What a run found that an earlier one did not, and the other way about."""
    run, old = own_run(request, pk), own_run(request, before)
    try:
        found = queries.difference(old, run)
    except FulcrumError as error:
        context: dict[str, Any] = {"run": run, "before": old, "problem": str(error)}
        return render(request, "screening/run_difference.html", context)
    context = {
        "run": run,
        "before": old,
        "found": found,
        "hits": [(said_indicator(key), was, now) for key, was, now in found.hits],
    }
    return render(request, "screening/run_difference.html", context)


@permission("screening.schedule_runs")
@require_http_methods(["GET", "POST"])
def run_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Let runs over data start by themselves."""
    dataset = get_object_or_404(Dataset.objects.visible_to(actor_of(request)), pk=pk)
    known = Schedule.objects.filter(dataset=dataset).order_by("pk").first()
    initial = (
        {"every": known.every, "days_back": known.days_back, "is_on": known.is_on} if known else {}
    )
    form = ScheduleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_schedule(dataset, by=actor_of(request), **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("runs")
    context = {"form": form, "dataset": dataset, "cancel_url": reverse("runs")}
    status = 422 if form.errors else 200
    return render(request, "screening/run_schedule.html", context, status=status)
