"""Fill a database with invented commitments and their logs, by bulk."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone

from fulcrum.apps.blueprint.actions.commitment_log import span_rows
from fulcrum.apps.blueprint.ladder.standing import Event
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Strength
from fulcrum.apps.blueprint.models import (
    Commitment,
    CommitmentAction,
    CommitmentEvent,
    CommitmentEvidence,
    CommitmentSpan,
    Release,
)
from fulcrum.engines.simulation.histories import HistoryEvent, commitment_history

SINCE = datetime(2019, 10, 1, tzinfo=UTC)
PIECES = 4
BATCH = 2000
Histories = dict[int, list[Event]]


def fill_commitments(
    organisations: list[int], release: Release, actions: list[str], *, events: int, seed: int = 7
) -> Histories:
    """Write commitments until there are so many events; gives each one's log by its key.

    Args:
        organisations: keys of organisations, which take turns.
        release: of all commitments.
        actions: ids of Actions, which take turns.
        events: how many events at least.
        seed: of the simulation.
    """
    logs: list[list[HistoryEvent]] = []
    written = 0
    while written < events:
        logs.append(commitment_history(seed, len(logs), SINCE, PIECES))
        written += len(logs[-1])
    Commitment.objects.bulk_create(
        (
            Commitment(
                organisation_id=organisations[number % len(organisations)],
                release=release,
                title=f"Commitment {number}",
                indicator="A count",
                by_when=date(2027, 1, 1),
                audience="public",
                is_invented=True,
            )
            for number in range(len(logs))
        ),
        BATCH,
    )
    keys = list(Commitment.objects.order_by("pk").values_list("pk", flat=True))
    CommitmentAction.objects.bulk_create(
        (
            CommitmentAction(commitment_id=key, action_id=actions[(place + more) % len(actions)])
            for place, key in enumerate(keys)
            for more in range(1 + place % 2)
        ),
        BATCH,
    )
    pieces = _pieces(keys, logs)
    return _logs(keys, logs, pieces)


def _pieces(keys: list[int], logs: list[list[HistoryEvent]]) -> dict[tuple[int, int], int]:
    """Write evidence; its key by the commitment's key and its number there."""
    now = timezone.now()
    rows = [
        CommitmentEvidence(
            commitment_id=key,
            title=f"Paper {event.evidence}",
            publisher="Somebody",
            dated=event.dated or SINCE.date(),
            kind="policy",
            link="https://bank.example/paper",
            content_key=sha256(f"{key}/{event.evidence}".encode()).hexdigest(),
            added_at=now,
        )
        for key, log in zip(keys, logs, strict=True)
        for event in log
        if event.kind == "evidence_added"
    ]
    CommitmentEvidence.objects.bulk_create(rows, BATCH)
    made = CommitmentEvidence.objects.order_by("commitment_id", "pk").values_list(
        "commitment_id", "title", "pk"
    )
    return {(key, int(title.rpartition(" ")[2])): pk for key, title, pk in made}


def _event(key: int, event: HistoryEvent, pieces: dict[tuple[int, int], int]) -> Event:
    def piece(number: int | None) -> int | None:
        return None if number is None else pieces[key, number]

    coded = (
        (Kind(event.coded_kind), Strength(event.strength))
        if event.coded_kind and event.strength
        else None
    )
    return Event(
        EventKind(event.kind),
        event.at,
        piece(event.evidence),
        event.dated,
        coded,
        piece(event.newer),
    )


def _row(key: int, event: Event) -> CommitmentEvent:
    kind, strength = event.coded or ("", None)
    values: dict[str, Any] = {"coded_kind": str(kind), "coded_strength": strength}
    return CommitmentEvent(
        commitment_id=key,
        kind=event.kind.value,
        recorded_at=event.at,
        evidence_id=event.evidence,
        dated=event.dated,
        newer_id=event.newer,
        **values,
    )


def _logs(
    keys: list[int], logs: list[list[HistoryEvent]], pieces: dict[tuple[int, int], int]
) -> Histories:
    found = {
        key: [_event(key, event, pieces) for event in log]
        for key, log in zip(keys, logs, strict=True)
    }
    CommitmentEvent.objects.bulk_create(
        (_row(key, event) for key, log in found.items() for event in log), BATCH
    )
    CommitmentSpan.objects.bulk_create(
        (row for key, log in found.items() for row in span_rows(key, log)), BATCH
    )
    return found
