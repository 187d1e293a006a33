"""Where a commitment stands, worked out anew from the codebook's words, not from the product's fold.

Slow and plain on purpose: every question is asked of the whole list of events.
"""

from datetime import date, datetime

from fulcrum.apps.blueprint.ladder.codebook import stale_on
from fulcrum.apps.blueprint.ladder.standing import Event
from fulcrum.apps.blueprint.ladder.terms import EventKind as E
from fulcrum.apps.blueprint.ladder.terms import Kind, Strength

# Rows of the table in docs/explanation/commitments.md: kind → rung when weak, fair, strong.
TABLE = {
    Kind.STATEMENT: (1, 1, 1),
    Kind.STRATEGY: (1, 2, 2),
    Kind.POLICY: (1, 3, 3),
    Kind.PRACTICE: (1, 4, 4),
    Kind.RESULT: (1, 5, 6),
}
CLOSED = {E.DISPUTE_UPHELD, E.DISPUTE_DISMISSED}


def _of(events: list[Event], piece: int | None, *kinds: E) -> list[Event]:
    return [one for one in events if one.evidence == piece and one.kind in kinds]


def _open(events: list[Event], piece: int | None) -> bool:
    return len(_of(events, piece, E.DISPUTE_OPENED)) > len(_of(events, piece, *CLOSED))


def _gone(events: list[Event], piece: int) -> bool:
    added = events.index(_of(events, piece, E.EVIDENCE_ADDED)[0])
    whole = _of(events[added:], None, E.DISPUTE_UPHELD)
    return bool(whole or _of(events, piece, E.EVIDENCE_WITHDRAWN, E.DISPUTE_UPHELD))


def _rung(events: list[Event], piece: int, on: date) -> int | None:
    """What a piece carries on a day; None when it counts for nothing."""
    coded, (added, *_) = (
        _of(events, piece, E.EVIDENCE_CODED),
        _of(events, piece, E.EVIDENCE_ADDED),
    )
    if not coded or coded[-1].coded is None or _gone(events, piece):
        return None
    kind, strength = coded[-1].coded
    dated = added.dated or added.at.date()
    if not dated <= on < stale_on(kind, dated):
        return None
    left = strength - (_open(events, piece) or _open(events, None))
    return TABLE[kind][left - Strength.WEAK] if left >= Strength.WEAK else None


def _replaced(events: list[Event], piece: int) -> bool:
    said = _of(events, piece, E.EVIDENCE_SUPERSEDED)
    newer = said[-1].newer if said else None
    if newer is None or not _of(events, newer, E.EVIDENCE_ADDED):
        return False
    return bool(_of(events, newer, E.EVIDENCE_CODED)) and not _gone(events, newer)


def rung_at(log: list[Event], at: datetime) -> int | None:
    """The rung at an instant; None when it is withdrawn."""
    events = [one for one in log if one.at <= at]
    decided = _of(events, None, E.PLEDGED, E.WITHDRAWN)
    if decided and decided[-1].kind is E.WITHDRAWN:
        return None
    if not decided:
        return 0
    pieces = {one.evidence for one in events if one.kind is E.EVIDENCE_ADDED} - {None}
    standing = [piece for piece in pieces if piece and not _replaced(events, piece)]
    return max([1, *(_rung(events, piece, at.date()) or 0 for piece in standing)])
