"""What an institution does with its own commitments: propose, change, pledge, withdraw."""

from dataclasses import asdict

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fulcrum.apps.blueprint.actions import commitments as actions
from fulcrum.apps.blueprint.actions.plans import link_commitment
from fulcrum.apps.blueprint.forms.commitments import (
    CommitmentForm,
    ReasonForm,
    initial_commitment,
)
from fulcrum.apps.blueprint.models import Commitment, Plan
from fulcrum.apps.blueprint.queries.plans import commitment_draft
from fulcrum.apps.blueprint.queries.releases import published_release
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.views.commitments import changeable
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.kernel.errors import FulcrumError


def _own_organisation(request: HttpRequest) -> Organisation | None:
    actor = actor_of(request)
    asked = request.GET.get("organisation", "")
    if actor.is_secretariat and asked.isdigit():
        rows = Organisation.objects.visible_to(actor).live().filter(tenant=None)
        return get_object_or_404(rows, pk=int(asked))
    return Organisation.objects.filter(tenant_id=actor.tenant_id or 0).first()


def _plan(request: HttpRequest) -> Plan | None:
    """The plan the commitment comes of, when the address names one of one's own."""
    asked = request.GET.get("plan", "")
    rows = Plan.objects.visible_to(actor_of(request)).filter(commitment=None)
    return get_object_or_404(rows, pk=int(asked)) if asked.isdecimal() else None


@transaction.atomic
def _propose(
    request: HttpRequest, organisation: Organisation, form: CommitmentForm, plan: Plan | None
) -> Commitment:
    actor = actor_of(request)
    made = actions.propose_commitment(organisation, form.given(), by=actor)
    if plan is not None:
        link_commitment(plan, made, by=actor)
    return made


@permission("blueprint.make_commitment")
@require_http_methods(["GET", "POST"])
def commitment_new(request: HttpRequest) -> HttpResponse:
    """Propose a commitment for one's own organisation."""
    organisation, release = _own_organisation(request), published_release()
    if organisation is None or release is None:
        return render(request, "blueprint/commitment_none.html", {"organisation": organisation})
    plan = _plan(request)
    form = CommitmentForm(
        request.POST if request.method == "POST" else None,
        spec=spec_of(release),
        initial=asdict(commitment_draft(plan)) if plan else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _propose(request, organisation, form, plan)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The commitment is written down as a proposal."))
            return redirect("commitment", pk=made.pk)
    back = reverse("plan", args=[plan.pk]) if plan else reverse("commitments")
    context = {"form": form, "organisation": organisation, "cancel_url": back}
    status = 422 if form.errors else 200
    return render(request, "blueprint/commitment_form.html", context, status=status)


@permission("blueprint.change_commitment")
@require_http_methods(["GET", "POST"])
def commitment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a commitment better."""
    found = changeable(request, pk, "blueprint.change_commitment")
    form = CommitmentForm(
        request.POST if request.method == "POST" else None,
        spec=spec_of(found.release),
        initial=initial_commitment(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_commitment(found, form.given(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The commitment was changed; its history says so."))
            return redirect("commitment", pk=pk)
    context = {
        "form": form,
        "commitment": found,
        "organisation": found.organisation,
        "cancel_url": reverse("commitment", args=[pk]),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/commitment_form.html", context, status=status)


@permission("blueprint.pledge_commitment")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Pledge, or withdraw with a reason: asked once more before it is done."""
    found = changeable(request, pk, "blueprint.pledge_commitment")
    if decision not in {"pledge", "withdraw"}:
        raise Http404
    is_sent, withdraws = request.method == "POST", decision == "withdraw"
    form = ReasonForm(request.POST if is_sent else None) if withdraws else None
    error = ""
    if is_sent and (form is None or form.is_valid()):
        try:
            if form is None:
                actions.pledge_commitment(found, by=actor_of(request))
            else:
                reason = form.cleaned_data["reason"]
                actions.withdraw_commitment(found, reason, by=actor_of(request))
        except FulcrumError as problem:
            error = str(problem)
        else:
            said = (
                _("The commitment is withdrawn.") if withdraws else _("The commitment is pledged.")
            )
            messages.success(request, said)
            return redirect("commitment", pk=pk)
    context = {
        "commitment": found,
        "withdraws": withdraws,
        "form": form,
        "error": error,
        "cancel_url": reverse("commitment", args=[pk]),
    }
    status = 422 if error or (form is not None and form.errors) else 200
    return render(request, "blueprint/commitment_decide.html", context, status=status)
