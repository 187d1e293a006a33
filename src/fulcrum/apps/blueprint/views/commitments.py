"""Commitments: list, record as of any day, and what an institution does with its own."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fulcrum.apps.blueprint.commitment_listing import COMMITMENTS
from fulcrum.apps.blueprint.commitment_words import HAPPENED, explain, rung_label, rung_tone
from fulcrum.apps.blueprint.ladder.codebook import CEILING, CODEBOOK
from fulcrum.apps.blueprint.ladder.standing import Standing, standing_at
from fulcrum.apps.blueprint.ladder.terms import EventKind, Rung
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvidence, DisputeState
from fulcrum.apps.blueprint.models.commitment_evidence import EvidenceKind, EvidenceStrength
from fulcrum.apps.blueprint.models.commitments import RUNG_LABELS
from fulcrum.apps.blueprint.queries import commitments as queries
from fulcrum.apps.blueprint.queries.releases import action_line
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State

RELATED = ("organisation", "release")


def seen_commitment(request: HttpRequest, pk: int) -> Commitment:
    """A commitment whoever asks may see, else 404."""
    rows = Commitment.objects.visible_to(actor_of(request)).select_related(*RELATED)
    return get_object_or_404(rows.defer("release__document"), pk=pk)


@permission("blueprint.view_commitments")
@require_GET
def commitment_list(request: HttpRequest) -> HttpResponseBase:
    """One's own commitments; for the Secretariat all that are shared with it."""
    actor = actor_of(request)
    context = {
        "may_add": allowed(actor, "blueprint.make_commitment"),
        "may_import": allowed(actor, "blueprint.import_commitments"),
    }
    return list_page(request, COMMITMENTS, queries.listed(actor), extra_context=context)


def _as_of(request: HttpRequest) -> tuple[date | None, datetime]:
    """The day asked for (None for today), and the instant it ends; days to come are today."""
    now = timezone.now()
    try:
        day = parse_date(request.GET.get("as_of", ""))
    except ValueError:
        day = None
    if day is None or day >= now.astimezone(UTC).date():
        return None, now
    return day, datetime.combine(day + timedelta(days=1), time.min, UTC) - timedelta(microseconds=1)


def _piece_state(piece: CommitmentEvidence, now: Standing, disputed: set[int | None]) -> State:
    """What a piece of evidence does for the status; the first that holds."""
    cases = (
        (piece.withdrawn_at is not None, State(_("withdrawn"), "danger")),
        (not piece.is_coded, State(_("waits for review"), "warning")),
        (piece.pk in disputed, State(_("disputed"), "danger")),
        (piece.pk == now.carried_by, State(_("carries the status"), "success")),
        (piece.pk in now.stale, State(_("stale"), "warning")),
        (piece.newer_id is not None, State(_("superseded"))),
    )
    return next((state for holds, state in cases if holds), State(_("counts"), "info"))


def _head(request: HttpRequest, commitment: Commitment, now: Standing) -> RecordHead:
    state = State(rung_label(now.rung), rung_tone(now.rung))
    actor, step = actor_of(request), None
    may_pledge = allowed(actor, "blueprint.pledge_commitment", commitment)
    if now.rung is Rung.PROPOSED and may_pledge:
        url = reverse("commitment_decide", args=[commitment.pk, "pledge"])
        step = NextStep(_("It is a proposal until your institution pledges it."), _("Pledge"), url)
    elif now.rung is not None and now.carried_by is None and not now.waiting:
        if allowed(actor, "blueprint.change_commitment", commitment):
            url = reverse("commitment_evidence_new", args=[commitment.pk])
            step = NextStep(_("Show how far you have come."), _("Add evidence"), url)
    elif now.waiting and allowed(actor, "blueprint.review_commitment", commitment):
        url = reverse("commitment_reviews")
        step = NextStep(_("Evidence waits for review."), _("To the reviews"), url)
    return RecordHead(state, step)


@permission("blueprint.view_commitment")
@require_GET
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One commitment: where it stands and why, its evidence, disputes and history."""
    found, (day, instant) = seen_commitment(request, pk), _as_of(request)
    actor = actor_of(request)
    now = standing_at(queries.events_of(found), instant)
    if now.since is None:
        raise Http404
    pieces = list(
        found.evidence.filter(events__recorded_at__lte=instant).distinct().order_by("-dated", "pk")
    )
    disputes = list(found.disputes.select_related("evidence").order_by("-pk"))
    disputed = {one.evidence_id for one in disputes if one.state == DisputeState.OPEN}
    spec = spec_of(found.release)
    served = [spec.action_by_id[row.action_id] for row in found.actions.order_by("action_id")]
    context: dict[str, Any] = {
        "commitment": found,
        "record": _head(request, found, now)
        if day is None
        else RecordHead(State(rung_label(now.rung), rung_tone(now.rung))),
        "as_of": day,
        "today": timezone.localdate(),
        "explained": explain(now, {piece.pk: piece for piece in pieces}),
        "standing": now,
        "ladder": [
            (rung, label, now.rung is not None and rung <= now.rung, rung == now.rung)
            for rung, label in RUNG_LABELS.items()
        ],
        "evidence": [(piece, _piece_state(piece, now, disputed)) for piece in pieces],
        "disputes": [one for one in disputes if one.opened_at <= instant],
        "history": [
            {"event": row["event"], "text": HAPPENED[row["kind"]]}
            for row in queries.history_of(found)
            if row["event"].recorded_at <= instant
        ],
        "actions": [action_line(spec, action) for action in served],
        "may_change": day is None and allowed(actor, "blueprint.change_commitment", found),
        "may_pledge": day is None and allowed(actor, "blueprint.pledge_commitment", found),
        "may_review": day is None and allowed(actor, "blueprint.review_commitment", found),
    }
    return render(request, "blueprint/commitment.html", context)


def changeable(request: HttpRequest, pk: int, needed: str) -> Commitment:
    """A commitment whoever asks may see and do this with: else 404, or refused."""
    found = seen_commitment(request, pk)
    require(request, needed, found)
    return found


@permission("blueprint.view_framework")
@require_GET
def codebook(request: HttpRequest) -> HttpResponse:
    """The codebook: what each kind of evidence carries, how strength limits it, how it ages."""
    rows = [
        {
            "label": EvidenceKind(kind.value).label,
            "months": entry.months,
            "carried": [RUNG_LABELS[min(entry.rung, ceiling)] for ceiling in CEILING.values()],
        }
        for kind, entry in CODEBOOK.items()
    ]
    context = {
        "rows": rows,
        "strengths": [EvidenceStrength(int(strength)).label for strength in CEILING],
        "events": list(EventKind),
    }
    return render(request, "blueprint/codebook.html", context)
