"""Evidence of commitments: added, withdrawn, opened, and coded by two reviewers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.blueprint.actions import codings
from fulcrum.apps.blueprint.actions import commitment_evidence as actions
from fulcrum.apps.blueprint.evidence_files import open_evidence
from fulcrum.apps.blueprint.forms.commitment_reviews import CodingForm
from fulcrum.apps.blueprint.forms.commitments import EvidenceForm, ReasonForm
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvidence
from fulcrum.apps.blueprint.queries import reviews as reviewing
from fulcrum.apps.blueprint.views.commitments import changeable
from fulcrum.apps.ui.access import actor_of, permission, require
from fulcrum.apps.ui.uploads import serve_attachment
from fulcrum.kernel.errors import FulcrumError


def _seen(request: HttpRequest, pk: int) -> CommitmentEvidence:
    visible = Commitment.objects.visible_to(actor_of(request))
    rows = CommitmentEvidence.objects.filter(commitment__in=visible)
    return get_object_or_404(rows.select_related("commitment__organisation"), pk=pk)


def _add(request: HttpRequest, commitment: Commitment, form: EvidenceForm) -> bool:
    """Add what the form holds; False when the form now says why not."""
    actor, file = actor_of(request), form.cleaned_data["file"]
    try:
        if file:
            made = actions.add_evidence_file(commitment, form.given(), file, by=actor)
        else:
            made = actions.add_evidence_link(commitment, form.given(), by=actor)
        if older := form.cleaned_data.get("replaces"):
            actions.supersede_evidence(older, made, by=actor)
    except FulcrumError as error:
        form.add_error(None, str(error))
        return False
    return True


@permission("blueprint.change_commitment")
@require_http_methods(["GET", "POST"])
def evidence_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a dated document to a commitment."""
    commitment = changeable(request, pk, "blueprint.change_commitment")
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EvidenceForm(*sent, commitment=commitment)
    if request.method == "POST" and form.is_valid() and _add(request, commitment, form):
        messages.success(request, _("The evidence was added; two reviewers will code it."))
        return redirect(reverse("commitment", args=[pk]) + "#evidence")
    context = {
        "commitment": commitment,
        "form": form,
        "cancel_url": reverse("commitment", args=[pk]),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/commitment_evidence_form.html", context, status=status)


@permission("blueprint.change_commitment")
@require_http_methods(["GET", "POST"])
def evidence_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a piece back, with a reason."""
    evidence = _seen(request, pk)
    require(request, "blueprint.change_commitment", evidence.commitment)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_evidence(evidence, form.cleaned_data["reason"], by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The evidence is withdrawn and counts no more."))
            return redirect("commitment", pk=evidence.commitment_id)
    context = {
        "commitment": evidence.commitment,
        "evidence": evidence,
        "form": form,
        "cancel_url": reverse("commitment", args=[evidence.commitment_id]),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/commitment_evidence_withdraw.html", context, status=status)


@permission("blueprint.view_commitment")
@require_GET
def evidence_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of evidence, as an attachment."""
    evidence = _seen(request, pk)
    if not evidence.file:
        return redirect("commitment", pk=evidence.commitment_id)
    content = b"".join(open_evidence(evidence, by=actor_of(request)))
    return serve_attachment(content, evidence.file_name, evidence.media_type)


@permission("blueprint.view_reviews")
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """Evidence that waits for a coder, and how far coders agree."""
    context = {
        "waiting": reviewing.to_review(actor_of(request)),
        "agreement": reviewing.agreement(),
    }
    return render(request, "blueprint/commitment_reviews.html", context)


@permission("blueprint.review_commitment")
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Code a piece by the codebook, or settle between two who differ."""
    evidence, actor = _seen(request, pk), actor_of(request)
    require(request, "blueprint.review_commitment", evidence.commitment)
    state = reviewing.reviewed(evidence, actor)
    form = CodingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act = codings.settle_coding if state.disagree else codings.code_evidence
            act(evidence, form.given(), by=actor)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your coding is kept."))
            return redirect("commitment_reviews")
    may_code = not evidence.is_coded and not state.by_me and evidence.withdrawn_at is None
    context = {
        "evidence": evidence,
        "commitment": evidence.commitment,
        "state": state,
        "may_code": may_code,
        "form": form,
        "cancel_url": reverse("commitment_reviews"),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/commitment_review.html", context, status=status)
