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
from fulcrum.apps.blueprint.models.commitment_evidence import (
    CommitmentEvidence,
    EvidenceKind,
    EvidenceStrength,
)
from fulcrum.apps.blueprint.models.commitment_log import CommitmentEvent, CommitmentSpan
from fulcrum.apps.blueprint.models.commitment_reminders import CommitmentReminder
from fulcrum.apps.blueprint.models.commitment_reviews import (
    Coding,
    Dispute,
    DisputeMessage,
    DisputeState,
)
from fulcrum.apps.blueprint.models.commitments import (
    Audience,
    Commitment,
    CommitmentAction,
    CommitmentQuerySet,
)
from fulcrum.apps.blueprint.models.diagnostics import (
    AreaReview,
    Diagnostic,
    DiagnosticState,
    Exposure,
    Risk,
)
from fulcrum.apps.blueprint.models.plans import Escalation, Milestone, Plan, PlanPractice
from fulcrum.apps.blueprint.models.practices import Practice, PracticeTerm, PracticeTermKind
from fulcrum.apps.blueprint.models.releases import Release, ReleaseState
from fulcrum.apps.blueprint.models.risk_records import ExposureFile, RiskEvent
from fulcrum.apps.blueprint.models.snapshots import (
    NamingConsent,
    Scope,
    Snapshot,
    SnapshotPublication,
)
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
    "Audience",
    "Clarification",
    "ClarificationMessage",
    "ClarificationState",
    "Coding",
    "Comment",
    "Commitment",
    "CommitmentAction",
    "CommitmentEvent",
    "CommitmentEvidence",
    "CommitmentQuerySet",
    "CommitmentReminder",
    "CommitmentSpan",
    "CountryTable",
    "CountryValue",
    "Diagnostic",
    "DiagnosticState",
    "Dispute",
    "DisputeMessage",
    "DisputeState",
    "Escalation",
    "Evidence",
    "EvidenceKind",
    "EvidenceStrength",
    "Exposure",
    "ExposureFile",
    "GoodsList",
    "Milestone",
    "NamingConsent",
    "Plan",
    "PlanPractice",
    "Practice",
    "PracticeTerm",
    "PracticeTermKind",
    "Release",
    "ReleaseState",
    "Risk",
    "RiskEvent",
    "Scope",
    "Score",
    "Snapshot",
    "SnapshotPublication",
    "TableKind",
    "TableState",
]
