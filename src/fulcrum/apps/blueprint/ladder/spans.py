"""The times through which a commitment kept its rung, from its log."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from fulcrum.apps.blueprint.ladder.standing import Event, Known, day_of, ends, learn, stands
from fulcrum.apps.blueprint.ladder.terms import Rung


@dataclass(frozen=True, slots=True)
class Span:
    """A time through which rung and dispute stayed the same.

    Attributes:
        start: when it began.
        end: when it ended (not part of it); None while nothing known ends it.
        rung: the rung held; None when withdrawn.
        disputed: whether a dispute was open.
    """

    start: datetime
    end: datetime | None
    rung: Rung | None
    disputed: bool


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _turns(events: list[Event]) -> list[datetime]:
    """The instants at which status may change: events, and the days evidence begins and ends."""
    known, turns = Known(), {event.at for event in events}
    for event in events:
        learn(known, event)
        piece = known.pieces.get(event.evidence or 0)
        if piece is not None:
            turns |= {_midnight(piece.dated), _midnight(ends(piece))}
    first = events[0].at
    return sorted(turn for turn in turns if turn >= first)


def spans_of(events: list[Event]) -> list[Span]:
    """The whole history of a commitment, and what is known already of its future.

    Args:
        events: in the order they were recorded.

    Returns:
        Spans without gaps from the first event on; the last one has no end.
    """
    if not events:
        return []
    turns = _turns(events)
    known, spans, place = Known(), list[Span](), 0
    for turn in turns:
        while place < len(events) and events[place].at <= turn:
            learn(known, events[place])
            place += 1
        now = stands(known, day_of(turn))
        spans.append(Span(turn, None, now.rung, now.disputed))
    return _joined(spans)


def _joined(spans: list[Span]) -> list[Span]:
    """Neighbours that say the same, made one; each ends where the next begins."""
    kept: list[Span] = []
    for span in spans:
        if kept and (kept[-1].rung, kept[-1].disputed) == (span.rung, span.disputed):
            continue
        kept.append(span)
    stops = [*(span.start for span in kept[1:]), None]
    return [
        Span(span.start, end, span.rung, span.disputed)
        for span, end in zip(kept, stops, strict=True)
    ]
