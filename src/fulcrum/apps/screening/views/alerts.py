"""The queue of alerts, and one alert: what happened, why it matters, what to do."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.screening.actions import alerts as actions
from fulcrum.apps.screening.enums import OPEN_ALERTS, AlertState, Verdict
from fulcrum.apps.screening.forms.alerts import AssignForm, CheckForm, SnoozeForm, VerdictForm
from fulcrum.apps.screening.listing import ALERTS
from fulcrum.apps.screening.models import Alert, Reading, Snooze
from fulcrum.apps.screening.queries import alerts as queries
from fulcrum.apps.screening.words import STATE_TONES, VERDICT_TONES, due_tone, said_scenario
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State
from fulcrum.engines.screening.pack import load_pack
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError


def own_alert(request: HttpRequest, pk: int) -> Alert:
    """An alert of the organisation acted for; 404 for any other."""
    rows = Alert.objects.visible_to(actor_of(request))
    found: Alert = get_object_or_404(rows.select_related("run__dataset", "assignee", "case"), pk=pk)
    return found


@permission("screening.view_alerts")
@require_GET
def alert_list(request: HttpRequest) -> HttpResponseBase:
    """The queue."""
    actor = actor_of(request)
    context: dict[str, Any] = {
        "queue": queries.queue_of(actor),
        "people": actions.analysts_of(actor.tenant_id or 0),
    }
    return list_page(request, ALERTS, Alert.objects.visible_to(actor), extra_context=context)


@permission("screening.triage_alert")
@require_POST
def alert_assign(request: HttpRequest) -> HttpResponse:
    """Give the chosen alerts to somebody, or back to the queue."""
    actor = actor_of(request)
    people = actions.analysts_of(actor.tenant_id or 0)
    form = AssignForm(request.POST, people=people)
    if not form.is_valid():
        messages.error(request, _("Choose at least one alert, and somebody of the list."))
        return redirect("alerts")
    to = next((one for one in people if one.pk == form.cleaned_data["to"]), None)
    try:
        count = actions.assign_alerts(form.cleaned_data["alert"], to, by=actor)
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)d alert changed hands.", "%(n)d alerts changed hands.", count)
        messages.success(request, said % {"n": count})
    return redirect("alerts")


def _next(alert: Alert, reading: Reading | None, me: int | None) -> NextStep | None:
    if reading is not None:
        if reading.by_id == me:
            return NextStep(_("a colleague checks what you said."))
        url = reverse("alert_check", args=[reading.pk])
        return NextStep(_("check what your colleague said."), _("Check it"), url)
    if alert.state in OPEN_ALERTS:
        url = reverse("alert_verdict", args=[alert.pk])
        return NextStep(_("read it, and say what it shows."), _("Say what it shows"), url)
    return None


@permission("screening.view_alerts")
@require_GET
def alert_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert."""
    actor, alert = actor_of(request), own_alert(request, pk)
    context = {
        "alert": alert,
        "hits": queries.hit_lines(alert),
        "silent": queries.silent_of(alert),
        "readings": alert.readings.order_by("-pk"),
        "may_read": allowed(actor, "screening.read_alert", alert),
        "timeline": timeline(alert),
    }
    context |= _head(alert, actor) | _beside(alert, actor)
    return render(request, "screening/alert.html", context)


def _head(alert: Alert, actor: Actor) -> dict[str, Any]:
    """State, next step and scenarios."""
    state, pack = AlertState(alert.state), load_pack()
    step = _next(alert, queries.open_reading(alert), actor.user_id)
    return {
        "record": RecordHead(State(state.label, STATE_TONES[state]), step),
        "scenarios": [pack.scenarios[key] for key in alert.scenarios if key in pack.scenarios],
        "scenario_name": said_scenario(alert.scenarios[0]) if alert.scenarios else "",
        "is_open": state in OPEN_ALERTS,
    }


def _beside(alert: Alert, actor: Actor) -> dict[str, Any]:
    """What stands beside: similar ones, others of the subject, snooze, case."""
    similar = queries.similar_to(alert, actor)
    return {
        "similar": [(one, n, VERDICT_TONES[Verdict(one.verdict)]) for one, n in similar],
        "others": queries.others_of(alert, actor),
        "snooze": queries.snooze_of(alert, actor),
        "due_tone": due_tone(alert.due_on, timezone.localdate()),
        "case_id": alert.case.case_id if hasattr(alert, "case") else None,
    }


def _form_page(
    request: HttpRequest, alert: Alert, form: Any, title: str, note: str = ""
) -> HttpResponse:
    context = {
        "alert": alert,
        "form": form,
        "page_title": title,
        "note": note,
        "cancel_url": reverse("alert", args=[alert.pk]),
    }
    return render(request, "screening/alert_form.html", context, status=422 if form.errors else 200)


@permission("screening.read_alert")
@require_http_methods(["GET", "POST"])
def alert_verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what reading it showed."""
    alert = own_alert(request, pk)
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_verdict(alert, **form.cleaned_data, by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kept. A colleague checks it before the alert is closed."))
            return redirect("alert", alert.pk)
    return _form_page(request, alert, form, _("What does it show?"))


@permission("screening.read_alert")
@require_http_methods(["GET", "POST"])
def alert_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Check what a colleague said."""
    rows = Reading.objects.filter(alert__in=Alert.objects.visible_to(actor_of(request)))
    reading = get_object_or_404(rows.select_related("alert"), pk=pk)
    alert = own_alert(request, reading.alert_id)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.check_verdict(reading, **form.cleaned_data, by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you: it is recorded."))
            return redirect("alert", alert.pk)
    note = f"{reading.by_name}: {reading.get_verdict_display()}. {reading.reason}"
    return _form_page(request, alert, form, _("Check what your colleague said"), note)


@permission("screening.snooze_alert")
@require_http_methods(["GET", "POST"])
def alert_snooze(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the subject alone until a day."""
    alert = own_alert(request, pk)
    form = SnoozeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.snooze_subject(alert, **form.cleaned_data, by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Its subject is left alone until then."))
            return redirect("alert", alert.pk)
    return _form_page(request, alert, form, _("Leave this subject alone"))


@permission("screening.snooze_alert")
@require_POST
def snooze_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a subject again."""
    rows = Snooze.objects.visible_to(actor_of(request))
    snooze = get_object_or_404(rows, pk=pk)
    actions.lift_snooze(snooze, by=actor_of(request))
    messages.success(request, _("Its alerts are in the queue again."))
    alert = Alert.objects.visible_to(actor_of(request)).filter(subject=snooze.subject).first()
    if alert is None:
        raise Http404
    return redirect("alert", alert.pk)
