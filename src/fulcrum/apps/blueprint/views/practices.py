"""The catalogue of leverage: read, contribute, moderate."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.blueprint.actions import practices as actions
from fulcrum.apps.blueprint.dimensions import published_spec
from fulcrum.apps.blueprint.forms.practices import (
    ModerationForm,
    PracticeForm,
    initial_practice,
)
from fulcrum.apps.blueprint.leverage.terms import OUR_SPLIT, PracticeState
from fulcrum.apps.blueprint.leverage_words import PRACTICE_TONES, facet_lines
from fulcrum.apps.blueprint.models import Practice
from fulcrum.apps.blueprint.practice_listing import PRACTICES
from fulcrum.apps.blueprint.queries import practices as queries
from fulcrum.apps.blueprint.queries.plans import open_without
from fulcrum.apps.blueprint.queries.releases import action_line
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State
from fulcrum.kernel.errors import FulcrumError

PLANS_OFFERED = 10


def seen_practice(request: HttpRequest, pk: int) -> Practice:
    """A practice whoever asks may see, else 404."""
    found: Practice = get_object_or_404(Practice.objects.visible_to(actor_of(request)), pk=pk)
    return found


def _is_own(request: HttpRequest, practice: Practice) -> bool:
    actor = actor_of(request)
    return actor.is_secretariat or practice.tenant_id == actor.tenant_id


@permission("blueprint.view_practices")
@require_GET
def practice_list(request: HttpRequest) -> HttpResponseBase:
    """What is published, and one's own."""
    context = {
        "may_add": allowed(actor_of(request), "blueprint.contribute_practice"),
        "waiting": queries.to_moderate().count()
        if allowed(actor_of(request), "blueprint.moderate_practice")
        else 0,
    }
    return list_page(request, PRACTICES, queries.listed(actor_of(request)), extra_context=context)


def _decisions(request: HttpRequest, practice: Practice) -> list[str]:
    actor = actor_of(request)
    return [
        one
        for one in actions.DECISIONS
        if actions.possible(practice, one) and allowed(actor, actions.permission_of(one), practice)
    ]


def _next(practice: Practice, decisions: list[str]) -> NextStep | None:
    if "propose" in decisions:
        url = reverse("practice_decide", args=[practice.pk, "propose"])
        return NextStep(_("Send it to the Secretariat when it says enough."), _("Send it"), url)
    if "publish" in decisions and practice.state == PracticeState.PROPOSED:
        url = reverse("practice_decide", args=[practice.pk, "publish"])
        return NextStep(_("It waits for the Secretariat to read it."), _("Publish it"), url)
    if practice.state == PracticeState.PROPOSED:
        return NextStep(_("The Secretariat reads it next."))
    return None


@permission("blueprint.view_practices")
@require_GET
def practice(request: HttpRequest, pk: int) -> HttpResponse:
    """A practice with its source, what it is about, and, for those it concerns, its history."""
    found, spec = seen_practice(request, pk), published_spec()
    decisions, state = _decisions(request, found), PracticeState(found.state)
    own = _is_own(request, found)
    known = spec.action_by_id if spec else {}
    may_plan = found.state == PracticeState.PUBLISHED and allowed(
        actor_of(request), "blueprint.make_plan"
    )
    context: dict[str, Any] = {
        "practice": found,
        "record": RecordHead(
            state=State(state.label, PRACTICE_TONES[state]), next_step=_next(found, decisions)
        ),
        "facets": facet_lines(found),
        "actions": [
            action_line(spec, known[one]) for one in found.actions if spec and one in known
        ],
        "decisions": [one for one in decisions if one not in {"propose", "publish"}],
        "may_publish": "publish" in decisions and found.state == PracticeState.WITHDRAWN,
        "may_change": own
        and allowed(actor_of(request), "blueprint.change_practice", found)
        and (actor_of(request).is_secretariat or found.state in actions.OPEN),
        "may_plan": may_plan,
        "plans": open_without(actor_of(request), found)[:PLANS_OFFERED] if may_plan else [],
        "our_split": found.kind in OUR_SPLIT,
        "timeline": timeline(found) if own else None,
    }
    return render(request, "blueprint/practice.html", context)


def _form_page(
    request: HttpRequest, form: PracticeForm, back: str, found: Practice | None = None
) -> HttpResponse:
    context = {"form": form, "practice": found, "cancel_url": back}
    status = 422 if form.errors else 200
    return render(request, "blueprint/practice_form.html", context, status=status)


@permission("blueprint.contribute_practice")
@require_http_methods(["GET", "POST"])
def practice_new(request: HttpRequest) -> HttpResponse:
    """Write a practice down."""
    form = PracticeForm(request.POST or None, spec=published_spec())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.contribute_practice(form.given(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The practice is written down as a draft."))
            return redirect("practice", made.pk)
    return _form_page(request, form, reverse("practices"))


@permission("blueprint.change_practice")
@require_http_methods(["GET", "POST"])
def practice_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say it better."""
    found = seen_practice(request, pk)
    require(request, "blueprint.change_practice", found)
    form = PracticeForm(
        request.POST or None, spec=published_spec(), initial=initial_practice(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_practice(found, form.given(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The practice was changed."))
            return redirect("practice", pk)
    return _form_page(request, form, reverse("practice", args=[pk]), found)


@permission("blueprint.view_practices")
@require_http_methods(["GET", "POST"])
def practice_decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Send, publish, return or withdraw it; asked once more before it is done."""
    if decision not in actions.DECISIONS:
        raise Http404
    found = seen_practice(request, pk)
    require(request, actions.permission_of(decision), found)
    needs, is_sent, error = decision in actions.NEED_REASON, request.method == "POST", ""
    form = ModerationForm(request.POST if is_sent else None) if needs else None
    if is_sent and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            actions.decide_practice(found, decision, by=actor_of(request), reason=reason)
        except FulcrumError as problem:
            error = str(problem)
        else:
            messages.success(request, _("Done; its history says so."))
            return redirect("practice", pk)
    context = {
        "practice": found,
        "decision": decision,
        "form": form,
        "error": error,
        "cancel_url": reverse("practice", args=[pk]),
    }
    status = 409 if error else 422 if form is not None and form.errors else 200
    return render(request, "blueprint/practice_decide.html", context, status=status)
