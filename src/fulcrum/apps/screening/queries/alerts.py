"""What pages ask about alerts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from fulcrum.apps.screening.enums import OPEN_ALERTS, AlertState, Priority
from fulcrum.apps.screening.models import Alert, AlertHit, Reading, Snooze
from fulcrum.apps.screening.words import FAMILIES
from fulcrum.engines.screening.indicator import Indicator, Parameter
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.sources import SOURCES
from fulcrum.kernel.actors import Actor

SIMILAR = 5


@dataclass(frozen=True, slots=True)
class HitLine:
    """One indicator of an alert, as its page tells it.

    Attributes:
        indicator: what was hit; None when the pack no longer has it.
        key: its id.
        family: in words.
        days: on which it was hit.
        value: the largest observed.
        threshold: the bound it met.
        members: how many others take part.
        citations: of its sources.
        parameters: name, value, where it comes from, what it bounds.
        is_needed: whether the alert would not stand without it.
    """

    indicator: Indicator | None
    key: str
    family: str
    days: tuple[date, ...]
    value: float
    threshold: float
    members: int
    citations: tuple[str, ...]
    parameters: tuple[tuple[str, str, str, str], ...]
    is_needed: bool


def hit_lines(alert: Alert) -> list[HitLine]:
    """What an alert rests on, by indicator."""
    rows: dict[str, list[AlertHit]] = {}
    for hit in alert.hits.order_by("indicator", "on"):
        rows.setdefault(hit.indicator, []).append(hit)
    known = load_pack().indicators
    counting = [key for key in rows if key in known and not known[key].weight_only]
    needed = needed_of({key: known[key] for key in counting}, rows)
    own: Mapping[str, Mapping[str, Any]] = alert.run.parameters
    return [_line(key, hits, known.get(key), own.get(key, {}), key in needed)
            for key, hits in rows.items()]  # fmt: skip


def needed_of(
    counting: Mapping[str, Indicator], rows: Mapping[str, Sequence[AlertHit]]
) -> set[str]:
    """The indicators without any one of which three of two families would not be reached."""
    found: set[str] = set()
    if any(
        one.alone and any(hit.members >= 3 for hit in rows[key]) for key, one in counting.items()
    ):
        return found
    for key in counting:
        others = [one for other, one in counting.items() if other != key]
        if len(others) < 3 or len({one.family for one in others}) < 2:
            found.add(key)
    return found


def _line(
    key: str,
    hits: Sequence[AlertHit],
    one: Indicator | None,
    own: Mapping[str, Any],
    is_needed: bool,  # noqa: FBT001 - one of the facts told
) -> HitLine:
    return HitLine(
        indicator=one, key=key, family=str(FAMILIES[one.family]) if one else "",
        days=tuple(hit.on for hit in hits),
        value=max(hit.value for hit in hits), threshold=max(hit.threshold for hit in hits),
        members=max(hit.members for hit in hits), is_needed=is_needed,
        citations=tuple(SOURCES[name].citation for name in one.sources) if one else (),
        parameters=tuple(_parameter(each, own) for each in one.parameters) if one else (),
    )  # fmt: skip


def _parameter(each: Parameter, own: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Name, value with its unit, where it comes from, and what it bounds."""
    origin = "own" if each.name in own else each.origin.value
    return (each.name, f"{own.get(each.name, each.default)} {each.unit}", origin, each.meaning)


@dataclass(frozen=True, slots=True)
class Silent:
    """What an alert does not rest on.

    Attributes:
        quiet: indicators that were evaluated and not hit, by family.
        lacking: those that could not be evaluated, and what they need.
    """

    quiet: tuple[tuple[str, tuple[Indicator, ...]], ...]
    lacking: tuple[tuple[Indicator, tuple[str, ...]], ...]


def silent_of(alert: Alert) -> Silent:
    """What was not hit, and what could not be evaluated: never the same thing."""
    known = load_pack().indicators
    lacking: Mapping[str, Sequence[str]] = alert.run.result.get("lacking", {})
    quiet: dict[str, list[Indicator]] = {}
    for key, one in known.items():
        if key not in alert.indicators and key not in lacking:
            quiet.setdefault(str(FAMILIES[one.family]), []).append(one)
    return Silent(
        tuple((family, tuple(found)) for family, found in quiet.items()),
        tuple((known[key], tuple(needs)) for key, needs in lacking.items() if key in known),
    )


def similar_to(alert: Alert, actor: Actor) -> list[tuple[Alert, int]]:
    """Closed alerts that share the most indicators, and how many."""
    mine = set(alert.indicators)
    wanted = Q()
    for key in alert.indicators:
        wanted |= Q(indicators__icontains=f'"{key}"')
    rows = Alert.objects.visible_to(actor).filter(wanted, state=AlertState.CLOSED)
    rows = rows.exclude(pk=alert.pk).order_by("-closed_at")[:200]
    ranked = sorted(rows, key=lambda one: (-len(mine & set(one.indicators)), -one.pk))
    return [(one, len(mine & set(one.indicators))) for one in ranked[:SIMILAR]]


def others_of(alert: Alert, actor: Actor) -> QuerySet[Alert]:
    """Further alerts about the same subject."""
    return (
        Alert.objects.visible_to(actor)
        .filter(subject=alert.subject)
        .exclude(pk=alert.pk)
        .order_by("-opened_on")[:10]
    )


def open_reading(alert: Alert) -> Reading | None:
    """The reading that waits for a second person."""
    return alert.readings.filter(checked_at=None).order_by("-pk").first()


def snooze_of(alert: Alert, actor: Actor) -> Snooze | None:
    """The snooze in force for an alert's subject."""
    today = timezone.localdate()
    rows = Snooze.objects.visible_to(actor).filter(subject=alert.subject, lifted_at=None)
    return rows.filter(until__gte=today).order_by("-until").first()


@dataclass(frozen=True, slots=True)
class Queue:
    """How the queue stands.

    Attributes:
        open: alerts to be read, those left alone not counted.
        high: among them those of high priority.
        late: among them those whose day has passed.
        mine: among them those assigned to the person who asks.
        to_check: readings of others that wait for a second person.
        closed_week: closed in the last seven days.
    """

    open: int
    high: int
    late: int
    mine: int
    to_check: int
    closed_week: int


def queue_of(actor: Actor) -> Queue:
    """The queue in one query."""
    today = timezone.localdate()
    awake = Q(state__in=OPEN_ALERTS) & (Q(snoozed_until=None) | Q(snoozed_until__lt=today))
    week = timezone.now() - timedelta(days=7)
    counts = Alert.objects.visible_to(actor).aggregate(
        open=Count("pk", filter=awake),
        high=Count("pk", filter=awake & Q(priority=Priority.HIGH)),
        late=Count("pk", filter=awake & Q(due_on__lt=today)),
        mine=Count("pk", filter=awake & Q(assignee_id=actor.user_id or 0)),
        closed_week=Count("pk", filter=Q(closed_at__gte=week)),
    )
    waiting = Reading.objects.filter(
        alert__tenant_id=actor.tenant_id or 0, checked_at=None
    ).exclude(by_id=actor.user_id)
    return Queue(to_check=waiting.count(), **counts)
