"""How *directly linked* moves towards *contribute* when a harm is known and nothing is done.

OHCHR's advice on banks (letter to BankTrack, 12 June 2017, and the Dutch Banking Sector Agreement's
working paper on enabling remediation): the two are ends of a continuum; whoever is aware of a
harm and over time takes no reasonable steps can come to be seen as contributing to it. The law sets
no number of days: the thresholds are ours, stated here and on the page, and count only days on
which the harm was known and no action stood.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fulcrum.apps.blueprint.diagnosis.terms import EventKind

MOVING_DAYS, CONTRIBUTING_DAYS = 90, 365


class Stage(StrEnum):
    """How far a risk has moved."""

    NOT_KNOWN = "not_known"
    AWARE = "aware"
    MOVING = "moving"
    CONTRIBUTING = "contributing"
    ADDRESSED = "addressed"


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the record."""

    kind: EventKind
    date: date


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from one line of the record to the next, and whether the harm stood unaddressed."""

    start: date
    end: date
    is_idle: bool

    @property
    def days(self) -> int:
        """How many."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Movement:
    """Where a risk stands between *linked* and *contribute*.

    Attributes:
        stage: how far it has moved.
        known_date: the first day it was known; None when it never was.
        addressed_date: the day it was addressed, when that still holds.
        idle_days: days on which it was known and no action stood.
        next_date: the day on which the next threshold is passed if nothing is done; None when
            something stands, or no threshold is left.
        stretches: the record in stretches, up to the day asked about.
    """

    stage: Stage
    known_date: date | None = None
    addressed_date: date | None = None
    idle_days: int = 0
    next_date: date | None = None
    stretches: tuple[Stretch, ...] = ()

    @property
    def share(self) -> int:
        """How far along, in per cent of the days to *contribute*."""
        return min(100, round(100 * self.idle_days / CONTRIBUTING_DAYS))


_IDLE = {EventKind.KNOWN: True, EventKind.STALLED: True}


def _stretches(events: list[Event], until: date) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    is_idle = False
    ends = [*(event.date for event in events[1:]), until]
    for event, end in zip(events, ends, strict=True):
        # A second "known" while something stands says nothing new.
        repeats = event.kind == EventKind.KNOWN and bool(found)
        is_idle = is_idle if repeats else _IDLE.get(event.kind, False)
        found.append(Stretch(event.date, end, is_idle))
    return tuple(found)


def _next(idle: int, until: date, *, is_idle: bool) -> date | None:
    left = next((days - idle for days in (MOVING_DAYS, CONTRIBUTING_DAYS) if idle < days), None)
    return until + timedelta(days=left) if is_idle and left is not None else None


def movement_of(events: Iterable[Event], until: date) -> Movement:
    """Where a risk stands on a day.

    What was done before the first day it was known does not count: nobody acts on what they do not
    know, so an action recorded first is taken as the day it was known.

    Args:
        events: the dated record, in any order.
        until: the day asked about; later lines do not count yet.
    """
    order = {kind: place for place, kind in enumerate(EventKind)}
    seen = sorted(
        (event for event in events if event.date <= until),
        key=lambda event: (event.date, order[event.kind]),
    )
    if not seen:
        return Movement(Stage.NOT_KNOWN)
    stretches = _stretches(seen, until)
    idle = sum(stretch.days for stretch in stretches if stretch.is_idle)
    last = next(
        event for event in reversed(seen) if event.kind != EventKind.KNOWN or event is seen[0]
    )
    addressed = last.date if last.kind == EventKind.ADDRESSED else None
    stage = (
        Stage.ADDRESSED
        if addressed
        else Stage.CONTRIBUTING
        if idle >= CONTRIBUTING_DAYS
        else Stage.MOVING
        if idle >= MOVING_DAYS
        else Stage.AWARE
    )
    due = _next(idle, until, is_idle=stretches[-1].is_idle)
    return Movement(stage, seen[0].date, addressed, idle, due, stretches)
