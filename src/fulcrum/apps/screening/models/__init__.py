"""Runs, alerts, cases, reports, and what was learnt from them."""

from fulcrum.apps.screening.models.alerts import Alert, AlertHit, Reading, Snooze
from fulcrum.apps.screening.models.cases import (
    Case,
    CaseAlert,
    CaseDecision,
    CaseFile,
    CaseNote,
    CaseParty,
    CaseTask,
)
from fulcrum.apps.screening.models.learning import Bundle, PooledBundle
from fulcrum.apps.screening.models.reports import Report, SchemaFile
from fulcrum.apps.screening.models.runs import Dataset, Run, Schedule

__all__ = [
    "Alert",
    "AlertHit",
    "Bundle",
    "Case",
    "CaseAlert",
    "CaseDecision",
    "CaseFile",
    "CaseNote",
    "CaseParty",
    "CaseTask",
    "Dataset",
    "PooledBundle",
    "Reading",
    "Report",
    "Run",
    "Schedule",
    "SchemaFile",
    "Snooze",
]
