"""Where a commitment stands at an instant: a fold over what was known then.

Two clocks are kept apart. An event counts from the instant it was recorded; evidence ages from
the date it bears. So the same instant always gives the same status, whatever is recorded later.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from fulcrum.apps.blueprint.ladder.codebook import rung_carried, stale_on
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Rung, Strength


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a commitment.

    Attributes:
        kind: what.
        at: when it was recorded (aware).
        evidence: the piece of evidence it is about; None for the commitment as a whole.
        dated: for added evidence, the date it bears.
        coded: for coded evidence, kind and strength both coders (or the settlement) gave.
        newer: for superseded evidence, the piece that takes its place.
    """

    kind: EventKind
    at: datetime
    evidence: int | None = None
    dated: date | None = None
    coded: tuple[Kind, Strength] | None = None
    newer: int | None = None


@dataclass(slots=True)
class Piece:
    """What is known of one piece of evidence; `gone` is the event that took it away."""

    dated: date
    coded: tuple[Kind, Strength] | None = None
    gone: EventKind | None = None
    newer: int | None = None
    disputes: int = 0


@dataclass(slots=True)
class Known:
    """What is known of a commitment once some of its events have happened."""

    since: date | None = None
    pledged_on: date | None = None
    withdrawn_on: date | None = None
    pieces: dict[int, Piece] = field(default_factory=dict)
    disputes: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a commitment at an instant, with what it rests on.

    Attributes:
        rung: how far it has come; None when it was withdrawn or did not exist.
        since: the day from which it has stood there at least.
        carried_by: the evidence that carries the rung; None when a word alone does.
        stale_on: when that rung is lost unless newer evidence comes; None when it is not.
        disputed: whether a dispute is open on the commitment or on evidence that counts.
        stale: pieces that would count but for their age.
        waiting: pieces that nobody has finished coding.
        withdrawn: whether it was taken back.
    """

    rung: Rung | None
    since: date | None = None
    carried_by: int | None = None
    stale_on: date | None = None
    disputed: bool = False
    stale: tuple[int, ...] = ()
    waiting: int = 0
    withdrawn: bool = False


def day_of(at: datetime) -> date:
    """The day an instant falls on; days change at midnight UTC everywhere."""
    return at.astimezone(UTC).date()


def _about_evidence(known: Known, event: Event) -> None:
    piece = known.pieces.get(event.evidence or 0)
    if piece is None:
        return
    match event.kind:
        case EventKind.EVIDENCE_CODED:
            piece.coded = event.coded
        case EventKind.EVIDENCE_WITHDRAWN:
            piece.gone = event.kind
        case EventKind.EVIDENCE_SUPERSEDED:
            piece.newer = event.newer
        case EventKind.DISPUTE_OPENED:
            piece.disputes += 1
        case EventKind.DISPUTE_UPHELD:
            piece.disputes, piece.gone = piece.disputes - 1, event.kind
        case EventKind.DISPUTE_DISMISSED:
            piece.disputes -= 1


def _about_the_whole(known: Known, event: Event) -> None:
    match event.kind:
        case EventKind.PLEDGED:
            known.pledged_on, known.withdrawn_on = day_of(event.at), None
        case EventKind.WITHDRAWN:
            known.withdrawn_on = day_of(event.at)
        case EventKind.DISPUTE_OPENED:
            known.disputes += 1
        case EventKind.DISPUTE_UPHELD:
            known.disputes -= 1
            for piece in known.pieces.values():
                piece.gone = piece.gone or event.kind
        case EventKind.DISPUTE_DISMISSED:
            known.disputes -= 1


def learn(known: Known, event: Event) -> None:
    """Take one more event into what is known."""
    if known.since is None:
        known.since = day_of(event.at)
    if event.kind is EventKind.EVIDENCE_ADDED and event.evidence is not None:
        known.pieces[event.evidence] = Piece(event.dated or day_of(event.at))
    elif event.evidence is not None:
        _about_evidence(known, event)
    else:
        _about_the_whole(known, event)


def is_replaced(known: Known, piece: Piece) -> bool:
    """Whether a newer piece that was coded, and still stands, took its place."""
    newer = known.pieces.get(piece.newer or 0)
    return newer is not None and newer.coded is not None and not newer.gone


def _carried(known: Known, piece: Piece) -> Rung | None:
    if piece.coded is None or piece.gone:
        return None
    return rung_carried(*piece.coded, disputed=bool(piece.disputes or known.disputes))


def ends(piece: Piece) -> date:
    """The day a piece stops counting by its age."""
    return stale_on(piece.coded[0], piece.dated) if piece.coded else piece.dated


def stands(known: Known, on: date) -> Standing:
    """The status that follows from what is known, on a day."""
    if known.since is None or known.withdrawn_on is not None:
        return Standing(None, since=known.withdrawn_on, withdrawn=known.since is not None)
    held = {key: rung for key, one in known.pieces.items() if (rung := _carried(known, one))}
    counting = {key for key in held if not is_replaced(known, known.pieces[key])}
    fresh = {key for key in counting if known.pieces[key].dated <= on < ends(known.pieces[key])}
    base = Rung.PROPOSED if known.pledged_on is None else Rung.PLEDGED
    best = max((held[key] for key in fresh), default=base) if base else base
    carriers = [key for key in fresh if held[key] == best and best > base]
    latest = max(carriers, key=lambda key: (ends(known.pieces[key]), key), default=None)
    return Standing(
        rung=best,
        since=_since(known, held, best) if latest is not None else known.pledged_on or known.since,
        carried_by=latest,
        stale_on=None if latest is None else ends(known.pieces[latest]),
        disputed=bool(known.disputes or any(known.pieces[key].disputes for key in counting)),
        stale=tuple(sorted(key for key in counting if ends(known.pieces[key]) <= on)),
        waiting=sum(one.coded is None and not one.gone for one in known.pieces.values()),
    )


def _since(known: Known, held: dict[int, Rung], rung: Rung) -> date:
    """The earliest date of evidence that carried the rung or more, replaced pieces included."""
    return min(known.pieces[key].dated for key, carried in held.items() if carried >= rung)


def known_at(events: Iterable[Event], at: datetime) -> Known:
    """What had been recorded of a commitment at an instant."""
    known = Known()
    for event in events:
        if event.at > at:
            break
        learn(known, event)
    return known


def standing_at(events: Iterable[Event], at: datetime) -> Standing:
    """Where a commitment stood at an instant, by what had been recorded then.

    Args:
        events: the commitment's events in the order they were recorded.
        at: the instant (aware).
    """
    return stands(known_at(events, at), day_of(at))
