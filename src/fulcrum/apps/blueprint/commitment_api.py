"""Commitments for other software: list, read as of any day, propose, add evidence."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from fulcrum.apps.blueprint.actions.commitment_evidence import EvidenceInput, add_evidence_link
from fulcrum.apps.blueprint.actions.commitments import CommitmentInput, propose_commitment
from fulcrum.apps.blueprint.commitment_words import explain
from fulcrum.apps.blueprint.instants import end_of_day
from fulcrum.apps.blueprint.ladder.pieces import PieceState, PieceView, pieces_of
from fulcrum.apps.blueprint.ladder.standing import day_of, known_at, stands
from fulcrum.apps.blueprint.ladder.terms import Kind
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvidence
from fulcrum.apps.blueprint.queries.commitment_wordings import worded_at
from fulcrum.apps.blueprint.queries.commitments import (
    events_of,
    evidence_at,
    listed,
    rung_of,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import actor_of, require
from fulcrum.apps.ui.api import Page, PageQuery, api_permission, page_of
from fulcrum.kernel.errors import FulcrumError

router = Router(tags=["Commitments"])


class CommitmentOut(Schema):
    """A commitment with its status of this moment."""

    id: int
    organisation_id: int
    title: str
    what: str
    indicator: str
    by_when: date
    audience: str
    actions: list[str]
    status: str | None = Field(
        description="Lowest to highest: proposed … verified; null: withdrawn."
    )
    disputed: bool


class EvidenceOut(Schema):
    """A piece of evidence; coded once two reviewers agree."""

    id: int
    title: str
    publisher: str
    dated: date
    kind: str
    link: str
    state: str = Field(description="What it does for the status: carries, counts, waiting …")
    coded_kind: str
    coded_strength: int | None
    newer_id: int | None


class WholeCommitmentOut(CommitmentOut):
    """A commitment with the reasons of its status and its evidence."""

    as_of: datetime
    since: date | None
    stale_on: date | None
    explanation: str
    evidence: list[EvidenceOut]


class NewCommitment(Schema):
    """A proposal; it is pledged by a person on a page."""

    title: str = Field(max_length=200)
    actions: list[str]
    by_when: date
    indicator: str = Field(max_length=2000)
    what: str = Field("", max_length=5000)
    owner: str = Field("", max_length=200)
    audience: str = "secretariat"
    source: str = Field("", max_length=500)
    external_key: str = Field("", max_length=100)


class NewEvidence(Schema):
    """A dated document and where it is."""

    title: str = Field(max_length=200)
    publisher: str = Field(max_length=200)
    dated: date
    kind: Kind
    link: str = Field(max_length=1000, pattern="^https://")


def _plain(row: Any) -> dict[str, Any]:
    names = ("organisation_id", "title", "what", "indicator", "by_when", "audience", "disputed")
    rung = rung_of(row.rung)
    return {name: getattr(row, name) for name in names} | {
        "id": row.pk,
        "actions": sorted(one.action_id for one in row.actions.all()),
        "status": None if rung is None else rung.name.lower(),
    }


@router.get("/commitments", response=Page[CommitmentOut], summary="List commitments")
@api_permission("blueprint.view_commitments")
def list_commitments(request: HttpRequest, page: Query[PageQuery]) -> Any:
    """One's own commitments; for the Secretariat those shared with it. The newest first."""
    found = page_of(listed(actor_of(request)).prefetch_related("actions"), page, order="-pk")
    found["items"] = [_plain(row) for row in found["items"]]
    return found


def _piece(piece: CommitmentEvidence, view: PieceView) -> dict[str, Any]:
    names = ("title", "publisher", "dated", "kind", "link", "newer_id")
    kind, strength = view.coded or ("", None)
    return {name: getattr(piece, name) for name in names} | {
        "id": piece.pk,
        "state": view.state.value,
        "coded_kind": kind,
        "coded_strength": strength,
    }


def _whole(commitment: Any, as_of: date | None = None) -> dict[str, Any]:
    instant = end_of_day(as_of)
    known = known_at(events_of(commitment), instant)
    now = stands(known, day_of(instant))
    if now.since is None:
        raise Http404
    pieces, views = evidence_at(commitment, instant), pieces_of(known, now)
    actions = worded_at(commitment, instant if as_of else None)
    commitment.rung = None if now.rung is None else int(now.rung)
    commitment.disputed = now.disputed
    return _plain(commitment) | {
        "actions": list(actions),
        "as_of": instant,
        "since": now.since,
        "stale_on": now.stale_on,
        "explanation": str(explain(now, pieces)),
        "evidence": [_piece(piece, views[key]) for key, piece in sorted(pieces.items())],
    }


def _seen(request: HttpRequest, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(actor_of(request)), pk=pk)


@router.get("/commitments/{pk}", response=WholeCommitmentOut, summary="Get a commitment")
@api_permission("blueprint.view_commitment")
def get_commitment(request: HttpRequest, pk: int, as_of: date | None = None) -> Any:
    """One commitment with its evidence; `as_of` gives what was known at the end of a day (UTC)."""
    return _whole(_seen(request, pk), as_of)


@router.post("/commitments", response={201: WholeCommitmentOut}, summary="Propose a commitment")
@api_permission("blueprint.make_commitment")
def add_commitment(request: HttpRequest, sent: NewCommitment) -> Any:
    """Propose one for the token's organisation; send an Idempotency-Key so that a retry adds none."""
    actor = actor_of(request)
    own = Organisation.objects.live().filter(tenant_id=actor.tenant_id or 0).first()
    if own is None:
        raise FulcrumError("The token's organisation is not known among organisations.")
    made = propose_commitment(own, CommitmentInput(**sent.dict()), by=actor)
    return Status(201, _whole(made))


@router.post("/commitments/{pk}/evidence", response={201: EvidenceOut}, summary="Add evidence")
@api_permission("blueprint.change_commitment")
def add_evidence(request: HttpRequest, pk: int, sent: NewEvidence) -> Any:
    """Add a dated document; 409 when the same was added before."""
    commitment = _seen(request, pk)
    require(request, "blueprint.change_commitment", commitment)
    given = EvidenceInput(sent.title, sent.publisher, sent.dated, sent.kind, sent.link)
    piece = add_evidence_link(commitment, given, by=actor_of(request))
    return Status(201, _piece(piece, PieceView(PieceState.WAITING, None)))
