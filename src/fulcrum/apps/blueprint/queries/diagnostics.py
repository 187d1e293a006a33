"""Reads of diagnostics: how far they are, their risks in order, what a risk's rank rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from fulcrum.apps.blueprint.diagnosis.context import RiskContext
from fulcrum.apps.blueprint.diagnosis.involvement import Said, Verdict, involvement_of
from fulcrum.apps.blueprint.diagnosis.movement import Event, Movement, movement_of
from fulcrum.apps.blueprint.diagnosis.ranking import Others, Sensitivity, rank_in, sensitivities
from fulcrum.apps.blueprint.diagnosis.severity import Judgements
from fulcrum.apps.blueprint.diagnosis.terms import Area, EventKind, Involvement, Origin
from fulcrum.apps.blueprint.models import AreaReview, Diagnostic, Exposure, Risk, RiskEvent

TO_JUDGE = 5  # the top risks that somebody should have gone through before it is finished
MAP_POINTS = 60
FILTERS = ("area", "sector", "country", "involvement", "severity", "likelihood_in_force")


def context_of(risk: Risk) -> RiskContext:
    """What suggestions of leverage are told of a risk."""
    kinds = risk.diagnostic.organisation.actor_types
    return RiskContext(
        area=risk.area,
        sector=risk.sector,
        country=risk.country,
        good=risk.good,
        involvement=risk.involvement,
        severity=risk.severity,
        institution_type=kinds[0] if kinds else "",
    )


def verdict_of(risk: Risk) -> Verdict:
    """The involvement, and the rule and reason it rests on."""
    return involvement_of(
        Said(risk.causes, risk.causes_reason),
        Said(risk.contributes, risk.contributes_reason),
        Said(risk.linked, risk.linked_reason),
    )


def events_of(risk: Risk) -> list[RiskEvent]:
    """The dated record, the oldest first."""
    rows = RiskEvent.objects.filter(risk=risk).select_related("recorded_by")
    return list(rows.order_by("date", "pk"))


def movement_at(events: Iterable[RiskEvent], until: date | None = None) -> Movement:
    """Where a risk stands between linked and contribute, from its record."""
    lines = (Event(EventKind(event.kind), event.date) for event in events)
    return movement_of(lines, until or timezone.localdate())


def judgements_of(risk: Risk) -> Judgements | None:
    """The four judgements; None while one is missing."""
    levels = (risk.scale, risk.scope, risk.irremediability, risk.likelihood_in_force)
    found = [level for level in levels if level is not None]
    return Judgements(*found) if len(found) == len(levels) else None


def _census(risk: Risk) -> dict[tuple[int, int], Others]:
    """The diagnostic's other risks by severity and likelihood (one query)."""
    mine = Q(amount__gt=risk.amount) | Q(amount=risk.amount, key__lt=risk.key)
    rows = Risk.objects.filter(diagnostic_id=risk.diagnostic_id).exclude(pk=risk.pk).order_by()
    found = rows.values_list("severity", "likelihood_in_force").annotate(
        count=Count("pk"), ahead=Count("pk", filter=mine)
    )
    return {
        (severity or 1, likely or 1): Others(count, ahead)
        for severity, likely, count, ahead in found
    }


@dataclass(frozen=True, slots=True)
class Rank:
    """A risk's rank, and what would change it."""

    number: int
    total: int
    sensitivities: tuple[Sensitivity, ...]


def rank_of(risk: Risk) -> Rank | None:
    """Where a risk stands among those of its diagnostic; None before everything is judged."""
    judgements = judgements_of(risk)
    if judgements is None:
        return None
    census = _census(risk)
    total = sum(others.count for others in census.values()) + 1
    number = rank_in(census, judgements.severity, judgements.likelihood)
    return Rank(number, total, sensitivities(judgements, census))


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area of a diagnostic: how many exposures, or that there is nothing."""

    area: Area
    exposure_count: int
    value: Decimal
    has_exposures: bool | None
    reason: str

    @property
    def is_done(self) -> bool:
        """Whether it was gone through."""
        return self.has_exposures is not None or self.exposure_count > 0


def area_lines(diagnostic: Diagnostic) -> list[AreaLine]:
    """The four areas in their order (two queries)."""
    rows = Risk.objects.filter(diagnostic=diagnostic).order_by().values_list("area")
    counts = {
        area: (count, value)
        for area, count, value in rows.annotate(Sum("exposure_count"), Sum("amount"))
    }
    reviews = {one.area: one for one in AreaReview.objects.filter(diagnostic=diagnostic)}
    return [
        AreaLine(
            area,
            *counts.get(area.value, (0, Decimal(0))),
            reviews[area.value].has_exposures if area.value in reviews else None,
            reviews[area.value].reason if area.value in reviews else "",
        )
        for area in Area
    ]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a diagnostic is."""

    areas: list[AreaLine]
    risk_count: int
    judged_count: int
    to_judge: list[Risk]

    @property
    def open_areas(self) -> list[AreaLine]:
        """Areas nobody went through yet."""
        return [line for line in self.areas if not line.is_done]

    @property
    def goal(self) -> int:
        """How many risks somebody should go through."""
        return min(TO_JUDGE, self.risk_count)

    @property
    def done(self) -> int:
        """Steps done: areas, and judged risks up to the goal."""
        return len(self.areas) - len(self.open_areas) + min(self.goal, self.judged_count)

    @property
    def total(self) -> int:
        """Steps in all."""
        return len(self.areas) + self.goal

    @property
    def share(self) -> int:
        """Done, in per cent."""
        return round(100 * self.done / self.total)

    @property
    def next_risk(self) -> Risk | None:
        """The gravest risk of the top ones that nobody judged."""
        return self.to_judge[0] if self.to_judge else None


def progress_of(diagnostic: Diagnostic) -> Progress:
    """How far a diagnostic is (four queries)."""
    risks = Risk.objects.filter(diagnostic=diagnostic)
    counts = risks.aggregate(all=Count("pk"), judged=Count("pk", filter=Q(origin=Origin.PERSON)))
    top = list(risks.order_by("place", "pk")[:TO_JUDGE])
    waiting = [risk for risk in top if risk.origin == Origin.PROPOSED]
    return Progress(area_lines(diagnostic), counts["all"], counts["judged"], waiting)


def narrowed(diagnostic: Diagnostic, chosen: Mapping[str, str]) -> Any:
    """A diagnostic's risks, narrowed by those of FILTERS that have a value."""
    rows = Risk.objects.filter(diagnostic=diagnostic)
    for name in FILTERS:
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    return rows


@dataclass(frozen=True, slots=True)
class MapCell:
    """All risks of one severity and likelihood."""

    severity: int
    likelihood: int
    count: int
    value: Decimal
    exposure_count: int


@dataclass(frozen=True, slots=True)
class RiskMap:
    """What the map shows: the gravest risks one by one, and how many there are in each cell."""

    risks: list[Risk]
    cells: list[MapCell]

    @property
    def count(self) -> int:
        """All risks, drawn one by one or not."""
        return sum(cell.count for cell in self.cells)

    @property
    def value(self) -> Decimal:
        """The amount exposed to all of them."""
        return sum((cell.value for cell in self.cells), Decimal(0))

    @property
    def exposure_count(self) -> int:
        """The exposures behind them."""
        return sum(cell.exposure_count for cell in self.cells)

    @property
    def hidden_count(self) -> int:
        """Risks that are counted and not drawn."""
        return self.count - len(self.risks)

    @property
    def grave_count(self) -> int:
        """Risks of severity 4 or 5 that are likely (4 or 5)."""
        return sum(cell.count for cell in self.cells if cell.severity >= 4 and cell.likelihood >= 4)


def map_of(diagnostic: Diagnostic, chosen: Mapping[str, str]) -> RiskMap:
    """The map of the risks that pass the filters (two queries)."""
    rows = narrowed(diagnostic, chosen)
    drawn = list(rows.order_by("place", "pk")[:MAP_POINTS])
    cells = rows.order_by().values_list("severity", "likelihood_in_force")
    sums = cells.annotate(Count("pk"), Sum("amount"), Sum("exposure_count"))
    return RiskMap(drawn, [MapCell(*cell) for cell in sums if cell[0] and cell[1]])


def choices_of(diagnostic: Diagnostic) -> dict[str, list[str]]:
    """The areas, sectors and countries that a diagnostic's risks have (three queries)."""
    rows = Risk.objects.filter(diagnostic=diagnostic).order_by()
    names = ("area", "sector", "country")
    return {
        name: sorted(value for value in rows.values_list(name, flat=True).distinct() if value)
        for name in names
    }


def involvement_counts(diagnostic: Diagnostic) -> dict[str, int]:
    """How many risks of each involvement."""
    rows = Risk.objects.filter(diagnostic=diagnostic).order_by().values_list("involvement")
    found = dict(rows.annotate(Count("pk")))
    return {kind.value: found.get(kind.value, 0) for kind in Involvement}


def moving_risks(diagnostic: Diagnostic) -> Iterator[tuple[Risk, list[RiskEvent], Movement]]:
    """Linked risks that are known, with their record and where they stand (two queries)."""
    risks = {
        risk.pk: risk
        for risk in Risk.objects.filter(
            diagnostic=diagnostic, involvement=Involvement.LINKED, known_date__isnull=False
        ).order_by("place")[:MAP_POINTS]
    }
    events: dict[int, list[RiskEvent]] = {pk: [] for pk in risks}
    for event in RiskEvent.objects.filter(risk__in=risks.values()).order_by("date", "pk"):
        events[event.risk_id].append(event)
    for pk, risk in risks.items():
        yield risk, events[pk], movement_at(events[pk])


def exposures_of(risk: Risk, limit: int) -> list[Exposure]:
    """The largest exposures behind a risk."""
    return list(Exposure.objects.filter(risk=risk).order_by("-value", "pk")[:limit])
