"""The log of commitments: the one place where an event is written and its spans made anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.ladder.spans import spans_of
from fulcrum.apps.blueprint.ladder.standing import Event
from fulcrum.apps.blueprint.ladder.terms import EventKind
from fulcrum.apps.blueprint.models import (
    Commitment,
    CommitmentEvent,
    CommitmentEvidence,
    CommitmentSpan,
)
from fulcrum.apps.blueprint.queries.commitments import events_of
from fulcrum.apps.ui.access import allowed
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, RefusedError


@dataclass(frozen=True, slots=True)
class Happening:
    """What is to be written about a commitment.

    Attributes:
        kind: what happened.
        evidence: the piece it is about; None for the commitment as a whole.
        dated: for added evidence, the date it bears.
        newer: for superseded evidence, what takes its place.
        note: in words.
        at: when; only for invented histories.
        change: for changed wording, old and new value by field.
    """

    kind: EventKind
    evidence: CommitmentEvidence | None = None
    dated: date | None = None
    newer: CommitmentEvidence | None = None
    note: str = ""
    at: datetime | None = None
    change: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


def check(by: Actor, permission: str, about: Any = None) -> None:
    """Refuse whoever may not.

    Raises:
        RefusedError: the role does not include it.
    """
    if not allowed(by, permission, about):
        raise RefusedError(_("Your role does not include this."), where=permission)


def locked(commitment: Commitment) -> Commitment:
    """The commitment, kept from changing until the transaction ends."""
    return Commitment.objects.select_for_update().get(pk=commitment.pk)


def _instant(commitment: Commitment, at: datetime | None) -> datetime:
    """Now; invented histories alone may lie in the past, and never before what is written."""
    if at is None:
        return timezone.now()
    if not commitment.is_invented:
        raise ConflictError(_("Only invented records can be written into the past."))
    return at


def write(commitment: Commitment, what: Happening, *, by: Actor, verb: str) -> CommitmentEvent:
    """Append to a commitment's log and make its spans anew, in the caller's transaction."""
    piece = what.evidence
    event = CommitmentEvent.objects.create(
        commitment=commitment,
        kind=what.kind.value,
        recorded_at=_instant(commitment, what.at),
        evidence=piece,
        dated=what.dated,
        coded_kind=piece.coded_kind if piece and what.kind is EventKind.EVIDENCE_CODED else "",
        coded_strength=piece.coded_strength
        if piece and what.kind is EventKind.EVIDENCE_CODED
        else None,
        newer=what.newer,
        actor_label=by.label[:200],
        note=what.note[:500],
        change=dict(what.change),
    )
    make_spans(commitment)
    Commitment.objects.filter(pk=commitment.pk).update(updated_at=timezone.now())
    record(by, verb, commitment, new={"event": event.pk, "evidence": piece.pk if piece else None})
    return event


def span_rows(commitment_id: int, events: list[Event]) -> list[CommitmentSpan]:
    """The unsaved spans of a log."""
    return [
        CommitmentSpan(
            commitment_id=commitment_id,
            start_at=span.start,
            end_at=span.end,
            rung=span.rung,
            disputed=span.disputed,
        )
        for span in spans_of(events)
    ]


def make_spans(commitment: Commitment) -> None:
    """Write a commitment's spans from its log."""
    CommitmentSpan.objects.filter(commitment=commitment).delete()
    CommitmentSpan.objects.bulk_create(span_rows(commitment.pk, events_of(commitment)))
