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
from fulcrum.apps.blueprint.models.diagnostics import (
    AreaReview,
    Diagnostic,
    DiagnosticState,
    Exposure,
    ExposureFile,
    Risk,
    RiskEvent,
)
from fulcrum.apps.blueprint.models.releases import Release, ReleaseState
from fulcrum.apps.blueprint.models.sources import (
    CountryTable,
    CountryValue,
    GoodsList,
    TableKind,
    TableState,
)

__all__ = [
    "FINISHED",
    "Answer",
    "AreaReview",
    "Assessment",
    "AssessmentQuerySet",
    "AssessmentState",
    "Clarification",
    "ClarificationMessage",
    "ClarificationState",
    "Comment",
    "CountryTable",
    "CountryValue",
    "Diagnostic",
    "DiagnosticState",
    "Evidence",
    "Exposure",
    "ExposureFile",
    "GoodsList",
    "Release",
    "ReleaseState",
    "Risk",
    "RiskEvent",
    "Score",
    "TableKind",
    "TableState",
]
