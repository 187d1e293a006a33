"""The Secretariat's queue, and what waits for whom."""

from collections.abc import Collection
from functools import cache

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from fulcrum.apps.blueprint.models import (
    Assessment,
    AssessmentQuerySet,
    AssessmentState,
    Clarification,
    ClarificationState,
)
from fulcrum.kernel.actors import Actor

NEW, ASKED, ANSWERED, ACCEPTED = "new", "asked", "answered", "accepted"


@cache
def _submitted() -> AssessmentQuerySet:
    """Submitted assessments, with whose turn it is: built once, for building costs as much as asking."""
    threads = Clarification.objects.filter(assessment=OuterRef("pk"))
    waiting = Case(
        When(accepted_at__isnull=False, then=Value(ACCEPTED)),
        When(Exists(threads.filter(state=ClarificationState.ANSWERED)), then=Value(ANSWERED)),
        When(Exists(threads.filter(state=ClarificationState.OPEN)), then=Value(ASKED)),
        default=Value(NEW),
    )
    submitted = Assessment.objects.filter(state=AssessmentState.SUBMITTED)
    found: AssessmentQuerySet = submitted.annotate(waiting=waiting)
    return found


def queue(actor: Actor) -> QuerySet[Assessment]:
    """Submitted assessments, with whose turn it is as `waiting`."""
    return _submitted().visible_to(actor)


def waiting_state(assessment: Assessment, threads: Collection[str]) -> str:
    """Whose turn it is on one submission, as `queue` says it of many.

    Args:
        assessment: a submission.
        threads: the states of its questions.
    """
    if assessment.accepted_at is not None:
        return ACCEPTED
    if ClarificationState.ANSWERED in threads:
        return ANSWERED
    return ASKED if ClarificationState.OPEN in threads else NEW
