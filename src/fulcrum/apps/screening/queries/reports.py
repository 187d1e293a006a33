"""What pages ask about reports."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from fulcrum.apps.screening.enums import PartyRole
from fulcrum.apps.screening.models import Case, CaseParty, Report, SchemaFile
from fulcrum.kernel.actors import Actor


def choosable(case: Case) -> QuerySet[CaseParty]:
    """Parties a report may be about: never whoever may be a victim."""
    return (
        CaseParty.objects.filter(case=case).exclude(role=PartyRole.POSSIBLE_VICTIM).order_by("pk")
    )


def _roles_then(report: Report) -> dict[str, tuple[str, bool]]:
    """Role of each party when the report was put together, and whether it was a subject."""
    facts: Mapping[str, Any] = report.content.get("report", {})
    return {
        one["key"]: (one["role"], name == "subjects")
        for name in ("subjects", "mentioned")
        for one in facts.get(name, ())
    }


def _roles_now(report: Report) -> dict[str, tuple[str, bool]]:
    rows = CaseParty.objects.filter(case_id=report.case_id).values_list("pk", "role", "is_subject")
    return {f"P{pk}": (role, is_subject) for pk, role, is_subject in rows}


def roles_changed(report: Report) -> bool:
    """Whether anybody's role in the case is another than when the report was put together."""
    return _roles_then(report) != _roles_now(report)


def named_victims(report: Report) -> int:
    """How many subjects of a report are now seen as possible victims."""
    now = _roles_now(report)
    return sum(
        is_subject and now.get(key, ("", False))[0] == PartyRole.POSSIBLE_VICTIM
        for key, (_role, is_subject) in _roles_then(report).items()
    )


def schemas(actor: Actor) -> QuerySet[SchemaFile]:
    """Schemas of the organisation, the newest first, without their texts."""
    return SchemaFile.objects.visible_to(actor).defer("text").order_by("-at", "-pk")


def last_given(actor: Actor) -> dict[str, Any]:
    """What was said of the organisation in its last report, so that nobody types it twice."""
    last = (
        Report.objects.visible_to(actor).order_by("-pk").values_list("content", flat=True).first()
    )
    return dict((last or {}).get("given", {}))


def currency_of(case: Case) -> str:
    """The currency of the data behind a case's alerts."""
    facts = case.alerts.values_list("alert__run__dataset__facts", flat=True).first()
    return str((facts or {}).get("currency", ""))
