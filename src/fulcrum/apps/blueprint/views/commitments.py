"""Commitments: list, record as of any day, and what an institution does with its own."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fulcrum.apps.blueprint.commitment_listing import COMMITMENTS
from fulcrum.apps.blueprint.commitment_words import (
    HAPPENED,
    PIECE_STATES,
    changes_of,
    explain,
    rung_label,
    rung_tone,
)
from fulcrum.apps.blueprint.instants import end_of_day, past_day
from fulcrum.apps.blueprint.ladder.codebook import CEILING, CODEBOOK
from fulcrum.apps.blueprint.ladder.pieces import PieceView, pieces_of
from fulcrum.apps.blueprint.ladder.standing import Standing, day_of, known_at, stands
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Rung
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvidence
from fulcrum.apps.blueprint.models.commitment_evidence import EvidenceKind, EvidenceStrength
from fulcrum.apps.blueprint.models.commitments import RUNG_LABELS
from fulcrum.apps.blueprint.queries import commitments as queries
from fulcrum.apps.blueprint.queries.commitment_wordings import worded_at
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
        "may_be_named": allowed(actor, "blueprint.decide_naming"),
    }
    return list_page(request, COMMITMENTS, queries.listed(actor), extra_context=context)


def _evidence_lines(
    pieces: dict[int, CommitmentEvidence], views: dict[int, PieceView]
) -> list[dict[str, Any]]:
    """Each piece with what it did for the status, and how it was coded, at the instant shown."""
    lines = []
    for key, piece in pieces.items():
        label, tone = PIECE_STATES[views[key].state]
        kind, strength = views[key].coded or (None, None)
        lines.append(
            {
                "piece": piece,
                "state": State(str(label), tone),
                "kind": EvidenceKind((kind or Kind(piece.kind)).value).label,
                "strength": EvidenceStrength(int(strength)).label if strength else "",
            }
        )
    return lines


def _head(
    request: HttpRequest, commitment: Commitment, now: Standing, day: date | None
) -> RecordHead:
    state = State(rung_label(now.rung), rung_tone(now.rung))
    if day is not None:
        return RecordHead(state)
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
    found, day = seen_commitment(request, pk), past_day(request.GET.get("as_of", ""))
    instant = end_of_day(day)
    known = known_at(queries.events_of(found), instant)
    now = stands(known, day_of(instant))
    if now.since is None:
        raise Http404
    pieces = queries.evidence_at(found, instant)
    history = queries.history_of(found, instant)
    context: dict[str, Any] = {
        "record": _head(request, found, now, day),
        "as_of": day,
        "today": timezone.localdate(),
        "explained": explain(now, pieces),
        "standing": now,
        "ladder": [
            (rung, label, now.rung is not None and rung <= now.rung, rung == now.rung)
            for rung, label in RUNG_LABELS.items()
        ],
        "evidence": _evidence_lines(pieces, pieces_of(known, now)),
        "disputes": queries.disputes_at(found, instant),
        "history": [
            {"event": row, "text": HAPPENED[EventKind(row.kind)], "changes": changes_of(row)}
            for row in history
        ],
    }
    actions = _served(found, worded_at(found, instant if day else None))
    context |= {"commitment": found, "actions": actions} | _what_may_be_done(request, found, day)
    return render(request, "blueprint/commitment.html", context)


def _served(commitment: Commitment, actions: tuple[str, ...]) -> list[Any]:
    spec = spec_of(commitment.release)
    return [action_line(spec, spec.action_by_id[action]) for action in actions]


def _what_may_be_done(request: HttpRequest, found: Commitment, day: date | None) -> dict[str, bool]:
    """Which buttons show; none on a page of the past."""
    actor = actor_of(request)
    needed = {
        "may_change": "blueprint.change_commitment",
        "may_pledge": "blueprint.pledge_commitment",
        "may_review": "blueprint.review_commitment",
    }
    return {name: day is None and allowed(actor, right, found) for name, right in needed.items()}


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
    }
    return render(request, "blueprint/codebook.html", context)
