"""Releases of the framework, and the assessments made under them."""

from fulcrum.apps.blueprint.models.assessments import (
    FINISHED,
    Answer,
    Assessment,
    AssessmentQuerySet,
    AssessmentState,
    Clarification,
    ClarificationMessage,
    ClarificationState,
    Comment,
    Evidence,
    Score,
)
from fulcrum.apps.blueprint.models.releases import Release, ReleaseState

__all__ = [
    "FINISHED",
    "Answer",
    "Assessment",
    "AssessmentQuerySet",
    "AssessmentState",
    "Clarification",
    "ClarificationMessage",
    "ClarificationState",
    "Comment",
    "Evidence",
    "Release",
    "ReleaseState",
    "Score",
]
