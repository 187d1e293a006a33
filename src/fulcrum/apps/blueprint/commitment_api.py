"""Commitments for other software: list, read as of any day, propose, add evidence."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from fulcrum.apps.blueprint.actions.commitment_evidence import EvidenceInput, add_evidence_link
from fulcrum.apps.blueprint.actions.commitments import CommitmentInput, propose_commitment
from fulcrum.apps.blueprint.commitment_words import explain
from fulcrum.apps.blueprint.ladder.standing import standing_at
from fulcrum.apps.blueprint.ladder.terms import Kind
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvidence
from fulcrum.apps.blueprint.queries.commitments import events_of, listed, rung_of
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


def _instant(as_of: date | None) -> datetime:
    """The end of a day in UTC; now for today and none."""
    now = timezone.now()
    if as_of is None or as_of >= now.astimezone(UTC).date():
        return now
    return datetime.combine(as_of + timedelta(days=1), time.min, UTC) - timedelta(microseconds=1)


def _whole(commitment: Any, as_of: date | None = None) -> dict[str, Any]:
    instant = _instant(as_of)
    now = standing_at(events_of(commitment), instant)
    if now.since is None:
        raise Http404
    pieces = list(
        CommitmentEvidence.objects.filter(commitment=commitment, added_at__lte=instant).order_by(
            "pk"
        )
    )
    commitment.rung = None if now.rung is None else int(now.rung)
    commitment.disputed = now.disputed
    return _plain(commitment) | {
        "as_of": instant,
        "since": now.since,
        "stale_on": now.stale_on,
        "explanation": str(explain(now, {piece.pk: piece for piece in pieces})),
        "evidence": pieces,
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
    return Status(201, add_evidence_link(commitment, given, by=actor_of(request)))
