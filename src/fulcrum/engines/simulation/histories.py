"""Invented histories of commitments: what was recorded, and when, as a log of events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from fulcrum.engines.simulation.draws import stream, weighted

KINDS = {"statement": 2.0, "strategy": 3.0, "policy": 4.0, "practice": 3.0, "result": 2.0}
STRENGTHS = {1: 1.0, 2: 6.0, 3: 3.0}


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One event of a history, in the codebook's words.

    Attributes:
        kind: what happened.
        at: when it was recorded.
        evidence: the piece it is about, from 1; None for the commitment as a whole.
        dated: for added evidence, the date it bears.
        coded_kind: for coded evidence, what it shows.
        strength: for coded evidence, 1 to 3.
        newer: for superseded evidence, the piece in its place.
    """

    kind: str
    at: datetime
    evidence: int | None = None
    dated: date | None = None
    coded_kind: str = ""
    strength: int | None = None
    newer: int | None = None


def _after(draws: Random, at: datetime, days: int) -> datetime:
    return at + timedelta(days=draws.randint(1, days), seconds=draws.randint(0, 86_399))


def _dispute(draws: Random, at: datetime, evidence: int | None) -> Iterator[HistoryEvent]:
    opened = _after(draws, at, 120)
    yield HistoryEvent("dispute_opened", opened, evidence)
    if draws.random() < 0.8:
        replied = _after(draws, opened, 20)
        yield HistoryEvent("reply_given", replied, evidence)
        end = "dispute_upheld" if draws.random() < 0.4 else "dispute_dismissed"
        yield HistoryEvent(end, _after(draws, replied, 60), evidence)


def _piece(draws: Random, at: datetime, number: int) -> Iterator[HistoryEvent]:
    """A piece of evidence: added, mostly coded, at times disputed, replaced or withdrawn."""
    dated = (at - timedelta(days=draws.randint(0, 400))).date()
    yield HistoryEvent("evidence_added", at, number, dated=dated)
    if draws.random() < 0.1:
        return
    coded = _after(draws, at, 45)
    yield HistoryEvent(
        "evidence_coded",
        coded,
        number,
        coded_kind=weighted(draws, KINDS),
        strength=weighted(draws, STRENGTHS),
    )
    if number > 1 and draws.random() < 0.4:
        yield HistoryEvent("evidence_superseded", coded, number - 1, newer=number)
    if draws.random() < 0.15:
        yield from _dispute(draws, coded, number if draws.random() < 0.8 else None)
    if draws.random() < 0.07:
        yield HistoryEvent("evidence_withdrawn", _after(draws, coded, 200), number)


def commitment_history(seed: int, number: int, since: datetime, pieces: int) -> list[HistoryEvent]:
    """The log of one invented commitment, in the order it was recorded.

    Args:
        seed: of the whole simulation.
        number: which commitment; each has draws of its own.
        since: before it was proposed.
        pieces: how many pieces of evidence it has.
    """
    draws = stream(seed, "commitment", number)
    at = _after(draws, since, 900)
    events = [HistoryEvent("proposed", at)]
    if draws.random() < 0.93:
        at = _after(draws, at, 60)
        events.append(HistoryEvent("pledged", at))
    for place in range(1, pieces + 1):
        at = _after(draws, at, 300)
        events.extend(_piece(draws, at, place))
    if draws.random() < 0.06:
        events.append(HistoryEvent("withdrawn", _after(draws, at, 400)))
    return sorted(events, key=lambda event: event.at)
