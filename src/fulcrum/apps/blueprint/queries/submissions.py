"""The Secretariat's queue and its view across institutions."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from fulcrum.apps.blueprint.models import (
    Assessment,
    AssessmentState,
    Clarification,
    ClarificationState,
    Score,
)
from fulcrum.apps.blueprint.queries.peers import latest_submitted
from fulcrum.kernel.actors import Actor

NEW, ASKED, ANSWERED, ACCEPTED = "new", "asked", "answered", "accepted"


def queue(actor: Actor) -> QuerySet[Assessment]:
    """Submitted assessments, with whose turn it is as `waiting`."""
    threads = Clarification.objects.filter(assessment=OuterRef("pk"))
    waiting = Case(
        When(accepted_at__isnull=False, then=Value(ACCEPTED)),
        When(Exists(threads.filter(state=ClarificationState.ANSWERED)), then=Value(ANSWERED)),
        When(Exists(threads.filter(state=ClarificationState.OPEN)), then=Value(ASKED)),
        default=Value(NEW),
    )
    submitted = Assessment.objects.visible_to(actor).filter(state=AssessmentState.SUBMITTED)
    return submitted.annotate(waiting=waiting)


@dataclass(frozen=True, slots=True)
class Cell:
    """A group of institutions: how many, and the quartiles of their evaluations (0 to 1)."""

    key: tuple[str, ...]
    count: int
    lower: float | None
    median: float | None
    upper: float | None


DIMENSIONS = {
    "sub_sector": "assessment__organisation__sub_sector",
    "continent": "assessment__organisation__continent",
    "language": "assessment__organisation__main_language",
    "kind": "key",
}


def _cell(key: tuple[str, ...], values: list[float]) -> Cell:
    if len(values) == 1:
        return Cell(key, 1, values[0], values[0], values[0])
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return Cell(key, len(values), lower, median, upper)


def group_scores(scores: QuerySet[Score], dimensions: Iterable[str]) -> list[Cell]:
    """Quartiles of evaluations (the middle of a range) by one or more dimensions."""
    fields = [DIMENSIONS[name] for name in dimensions]
    groups: dict[tuple[str, ...], list[float]] = {}
    for *key, low, high in scores.filter(low__isnull=False).values_list(*fields, "low", "high"):
        groups.setdefault(tuple(key), []).append((low + high) / 2)
    return [_cell(key, values) for key, values in sorted(groups.items())]


def scores_across(kind: str, filters: dict[str, str], key: str = "") -> QuerySet[Score]:
    """Scores of the newest submitted assessments, narrowed by dimension values."""
    scores = Score.objects.filter(kind=kind, assessment__in=latest_submitted())
    if key:
        scores = scores.filter(key=key)
    narrow = {DIMENSIONS[name]: value for name, value in filters.items() if value}
    return scores.filter(**narrow)


def rows_behind(kind: str, key: str, filters: dict[str, str]) -> QuerySet[Any, Any]:
    """The institutions behind a number, for drilling down."""
    scores = scores_across(kind, filters).filter(key=key)
    return scores.annotate(
        middle=(F("low") + F("high")) / 2,
        waiting_count=Count(
            "assessment__clarifications",
            filter=~Q(assessment__clarifications__state=ClarificationState.CLOSED),
        ),
    )
