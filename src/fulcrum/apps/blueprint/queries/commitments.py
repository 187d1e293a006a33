"""Reads of commitments: status at an instant, the sentence that explains it, what waits."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fulcrum.apps.blueprint.ladder.standing import Event, Standing, standing_at
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Rung, Strength
from fulcrum.apps.blueprint.models import (
    Commitment,
    CommitmentAction,
    CommitmentEvent,
    CommitmentEvidence,
    CommitmentQuerySet,
    CommitmentSpan,
    Dispute,
    DisputeState,
)
from fulcrum.apps.blueprint.queries.commitment_wordings import wordings_at
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


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A commitment's status at an instant, with what it is counted by."""

    commitment_id: int
    organisation_id: int
    organisation: str
    sub_sector: str
    country: str
    continent: str
    language: str
    size_band: str
    title: str
    by_when: date
    audience: str
    rung: Rung | None
    disputed: bool
    actions: tuple[str, ...]


_FIELDS = (
    "commitment_id",
    "commitment__organisation_id",
    "commitment__organisation__name",
    "commitment__organisation__sub_sector",
    "commitment__organisation__country",
    "commitment__organisation__continent",
    "commitment__organisation__main_language",
    "commitment__organisation__size_band",
    "commitment__title",
    "commitment__by_when",
    "commitment__audience",
    "rung",
    "disputed",
)


def rung_of(value: int | None) -> Rung | None:
    """A stored rung; None for a withdrawn commitment."""
    return None if value is None else Rung(value)


def _actions_by_commitment(ids: Iterable[int] | None) -> dict[int, tuple[str, ...]]:
    rows = CommitmentAction.objects.order_by("commitment_id", "action_id")
    if ids is not None:
        rows = rows.filter(commitment_id__in=ids)
    found: dict[int, list[str]] = {}
    for pk, action in rows.values_list("commitment_id", "action_id"):
        found.setdefault(pk, []).append(action)
    return {pk: tuple(actions) for pk, actions in found.items()}


def _reworded(row: StatusRow, was: dict[str, Any]) -> StatusRow:
    return replace(
        row, **{name: was[name] for name in ("title", "by_when", "actions") if name in was}
    )


def spans_at(instant: datetime) -> QuerySet[CommitmentSpan]:
    """The spans that hold at an instant: one for each commitment that existed then."""
    return CommitmentSpan.objects.filter(
        Q(end_at__isnull=True) | Q(end_at__gt=instant), start_at__lte=instant
    )


def statuses_at(
    instant: datetime, commitments: CommitmentQuerySet | None = None
) -> list[StatusRow]:
    """The status of commitments at an instant, three queries however many there are.

    Status, wording and Actions are those of the instant; the organisation's sub-sector, country,
    language and size are today's.

    Args:
        instant: what was known then.
        commitments: which (all when None); the caller narrows to what may be seen.
    """
    spans = spans_at(instant)
    if commitments is not None:
        spans = spans.filter(commitment__in=commitments)
    found: list[tuple[Any, ...]] = list(spans.order_by("commitment_id").values_list(*_FIELDS))
    actions = _actions_by_commitment(None if commitments is None else [row[0] for row in found])
    rows = [
        StatusRow(*(*row[:-2], rung_of(row[-2]), row[-1], actions.get(row[0], ()))) for row in found
    ]
    was = wordings_at(instant, None if commitments is None else [row[0] for row in found])
    return [
        _reworded(row, was[row.commitment_id]) if row.commitment_id in was else row for row in rows
    ]


def listed(actor: Actor) -> QuerySet[Commitment]:
    """Commitments an actor sees, with the rung of this moment as `rung`, and `disputed`."""
    now = timezone.now()
    holds = Q(spans__start_at__lte=now) & (Q(spans__end_at__isnull=True) | Q(spans__end_at__gt=now))
    rows = Commitment.objects.visible_to(actor).filter(holds)
    return rows.annotate(rung=F("spans__rung"), disputed=F("spans__disputed"))


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
