"""Reads of commitments: their logs and standing, what had been recorded at an instant, lists."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fulcrum.apps.blueprint.ladder.standing import Event, Standing, standing_at
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Rung, Strength
from fulcrum.apps.blueprint.models import (
    Commitment,
    CommitmentEvent,
    CommitmentEvidence,
    Dispute,
    DisputeState,
)
from fulcrum.kernel.actors import Actor


def _event(row: CommitmentEvent) -> Event:
    coded = (
        (Kind(row.coded_kind), Strength(row.coded_strength))
        if row.coded_kind and row.coded_strength is not None
        else None
    )
    return Event(
        EventKind(row.kind), row.recorded_at, row.evidence_id, row.dated, coded, row.newer_id
    )


def events_of(commitment: Commitment) -> list[Event]:
    """The log of a commitment as the ladder reads it."""
    rows = CommitmentEvent.objects.filter(commitment=commitment).order_by("recorded_at", "pk")
    return [_event(row) for row in rows]


def logs_of(commitments: Iterable[int]) -> dict[int, list[Event]]:
    """The logs of several commitments, one query."""
    rows = CommitmentEvent.objects.filter(commitment__in=commitments)
    found: dict[int, list[Event]] = {}
    for row in rows.order_by("commitment_id", "recorded_at", "pk"):
        found.setdefault(row.commitment_id, []).append(_event(row))
    return found


def standing_of(commitment: Commitment, at: datetime | None = None) -> Standing:
    """Where a commitment stood at an instant (now when None), replayed from its log."""
    return standing_at(events_of(commitment), at or timezone.now())


def rung_of(value: int | None) -> Rung | None:
    """A stored rung; None for a withdrawn commitment."""
    return None if value is None else Rung(value)


def listed(actor: Actor) -> QuerySet[Any]:
    """Commitments an actor sees, with the rung of this moment as `rung`, and `disputed`."""
    return with_status(Commitment.objects.visible_to(actor))


def with_status(rows: QuerySet[Commitment]) -> QuerySet[Any]:
    """Commitments with the rung of this moment as `rung`, `disputed`, and the instant `since` when."""
    now = timezone.now()
    holds = Q(spans__start_at__lte=now) & (Q(spans__end_at__isnull=True) | Q(spans__end_at__gt=now))
    return rows.filter(holds).annotate(
        rung=F("spans__rung"), disputed=F("spans__disputed"), since=F("spans__start_at")
    )


def history_of(commitment: Commitment, at: datetime) -> QuerySet[CommitmentEvent]:
    """What had been recorded of a commitment at an instant, the newest first."""
    rows = CommitmentEvent.objects.filter(commitment=commitment, recorded_at__lte=at)
    return rows.select_related("evidence", "newer").order_by("-recorded_at", "-pk")


def evidence_at(commitment: Commitment, at: datetime) -> dict[int, CommitmentEvidence]:
    """The evidence that had been recorded at an instant, by key; the latest dated first."""
    rows = CommitmentEvidence.objects.filter(
        events__kind=EventKind.EVIDENCE_ADDED.value,
        events__recorded_at__lte=at,
        commitment=commitment,
    )
    return {row.pk: row for row in rows.order_by("-dated", "pk")}


def disputes_at(commitment: Commitment, at: datetime) -> list[Dispute]:
    """The disputes opened by an instant, the newest first, each with its state of then."""
    rows = list(
        commitment.disputes.filter(opened_at__lte=at).select_related("evidence").order_by("-pk")
    )
    for row in rows:
        if row.closed_at is not None and row.closed_at > at:
            row.state = DisputeState.OPEN
    return rows
