"""Disputes of commitments: opened, answered, decided, all in the open."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import disputes as actions
from fulcrum.apps.blueprint.forms.assessments import MessageForm
from fulcrum.apps.blueprint.forms.commitment_reviews import DecisionForm, DisputeForm
from fulcrum.apps.blueprint.models import Commitment, Dispute, DisputeState
from fulcrum.apps.blueprint.views.commitments import changeable
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.kernel.errors import FulcrumError

TONES = {
    DisputeState.OPEN: "warning",
    DisputeState.UPHELD: "danger",
    DisputeState.DISMISSED: "success",
}


def _seen(request: HttpRequest, pk: int) -> Dispute:
    visible = Commitment.objects.visible_to(actor_of(request))
    rows = Dispute.objects.filter(commitment__in=visible)
    return get_object_or_404(rows.select_related("commitment__organisation", "evidence"), pk=pk)


@permission("blueprint.review_commitment")
@require_http_methods(["GET", "POST"])
def dispute_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to a commitment's status, or to one piece of its evidence."""
    commitment = changeable(request, pk, "blueprint.review_commitment")
    form = DisputeForm(
        request.POST if request.method == "POST" else None,
        commitment=commitment,
        initial={"evidence": request.GET.get("evidence", "")},
    )
    if request.method == "POST" and form.is_valid():
        about, text = form.cleaned_data["evidence"], form.cleaned_data["text"]
        try:
            made = actions.open_dispute(commitment, text, by=actor_of(request), evidence=about)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The dispute is open; the institution can reply."))
            return redirect("dispute", pk=made.pk)
    context = {
        "commitment": commitment,
        "form": form,
        "cancel_url": reverse("commitment", args=[pk]),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/dispute_form.html", context, status=status)


def _page(request: HttpRequest, found: Dispute, **forms: Any) -> HttpResponse:
    actor, is_open = actor_of(request), found.state == DisputeState.OPEN
    may_reply = is_open and allowed(actor, "blueprint.reply_to_dispute", found.commitment)
    may_decide = is_open and allowed(actor, "blueprint.review_commitment", found.commitment)
    context: dict[str, Any] = {
        "dispute": found,
        "commitment": found.commitment,
        "tone": TONES[DisputeState(found.state)],
        "said": found.messages.select_related("author").order_by("pk"),
        "form": forms.get("form") or MessageForm(),
        "decision_form": forms.get("decision_form") or DecisionForm(prefix="decision"),
        "may_reply": may_reply,
        "may_decide": may_decide,
        "reply_days": actions.REPLY_DAYS,
    }
    faulty = any(form.errors for form in forms.values())
    return render(request, "blueprint/dispute.html", context, status=422 if faulty else 200)


@permission("blueprint.view_commitment")
@require_http_methods(["GET", "POST"])
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """A dispute with everything said; both sides write here."""
    found = _seen(request, pk)
    if request.method != "POST":
        return _page(request, found)
    require(request, "blueprint.reply_to_dispute", found.commitment)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            actions.reply_to_dispute(found, form.cleaned_data["text"], by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your message was sent."))
            return redirect("dispute", pk=pk)
    return _page(request, found, form=form)


@permission("blueprint.review_commitment")
@require_POST
def dispute_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Uphold or dismiss, with reasons."""
    found = _seen(request, pk)
    require(request, "blueprint.review_commitment", found.commitment)
    form = DecisionForm(request.POST, prefix="decision")
    if form.is_valid():
        try:
            actions.resolve_dispute(found, **form.cleaned_data, by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The dispute is decided; the status follows from it."))
            return redirect("dispute", pk=pk)
    return _page(request, found, decision_form=form)
