"""Releases, institutions and assessments, small enough to be worked out by hand."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.blueprint.models import (
    Answer,
    Assessment,
    AssessmentState,
    Release,
    ReleaseState,
    Score,
)
from fulcrum.apps.blueprint.queries.results import result_of, scores_of
from fulcrum.apps.blueprint.releases import digest
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.apps.parties.actions.organisations import create_organisation, link_tenant
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor

SYSTEM = system_actor("test")
Given = int | str | None


def item(name: str, weight: int, *actions: str, effort: int = 1) -> dict[str, Any]:
    """A question; its steps take `effort`."""
    return {
        "id": name,
        "title": f"Title of {name}",
        "question": f"Question {name}?",
        "why": "Because.",
        "weight": weight,
        "actions": list(actions),
        "evidence": ["A paper"],
        "levels": [f"{name} level {level}" for level in range(5)],
        "steps": [{"step": f"{name} step {level}", "effort": effort} for level in range(4)],
    }


def action(name: str, goal: str, *, confirmed: bool = True) -> dict[str, Any]:
    """An Action of a Goal."""
    return {
        "id": name,
        "goal": goal,
        "kind": "act_now",
        "order": 1,
        "title": f"Action {name}",
        "confirmed": confirmed,
        "actors": ["retail_bank"],
        "guidance": "Do it.",
    }


def document(code: str = "r1", **changes: Any) -> dict[str, Any]:
    """Two areas, two Goals, three Actions and four questions; weights 3, 1 and 2, 2."""
    areas = [
        {
            "id": "gov",
            "order": 1,
            "title": "Governance",
            "purpose": "P.",
            "items": [item("G-1", 3, "G1.A1"), item("G-2", 1, "G1.A1", "G2.A1", effort=2)],
        },
        {
            "id": "trn",
            "order": 2,
            "title": "Training",
            "purpose": "P.",
            "items": [item("T-1", 2, "G2.A1"), item("T-2", 2, "G2.I1", effort=4)],
        },
    ]
    goals = [
        {"id": f"G{n}", "order": n, "title": f"Goal {n} title", "summary": "S."} for n in (1, 2)
    ]
    whole = {
        "id": code,
        "title": f"Release {code}",
        "source": "test",
        "published_date": "2026-01-01",
        "languages": ["en"],
        "goals": goals,
        "actions": [
            action("G1.A1", "G1"),
            action("G2.A1", "G2"),
            action("G2.I1", "G2", confirmed=False),
        ],
        "sub_sectors": [{"id": "banking", "title": "Banking"}],
        "actor_types": [
            {"id": "retail_bank", "title": "Bank", "plural": "Banks", "sub_sector": "banking"}
        ],
        "areas": areas,
    }
    return whole | changes


def make_release(
    code: str = "r1", state: ReleaseState = ReleaseState.PUBLISHED, **changes: Any
) -> Release:
    """A stored release."""
    spec = ReleaseSpec.model_validate(document(code, **changes))
    return Release.objects.create(
        code=code,
        title=spec.title,
        document=spec.model_dump(mode="json"),
        digest=digest(spec),
        state=state,
        published_at=timezone.now(),
    )


def institution(
    name: str = "Savannah Bank", tenant_id: int | None = None, **values: Any
) -> Organisation:
    """An organisation, with the account it acts through when there is one."""
    whole = {"name": name, "sub_sector": "banking", "country": "KE", "languages": ["en"]} | values
    organisation = create_organisation(whole, by=SYSTEM)
    if tenant_id is not None:
        link_tenant(organisation, Tenant.objects.get(pk=tenant_id), by=SYSTEM)
        organisation.refresh_from_db()
    return organisation


def give(assessment: Assessment, answers: Mapping[str, Given]) -> None:
    """Answer: a level, a reason why it does not apply, or None for a bare note."""
    for name, value in answers.items():
        aside = isinstance(value, str)
        Answer.objects.create(
            assessment=assessment,
            item_id=name,
            level=value if isinstance(value, int) else None,
            not_applicable=aside,
            reason=value if isinstance(value, str) else "",
        )


def draft(organisation: Organisation, release: Release, answers: Mapping[str, Given]) -> Assessment:
    """A draft with answers."""
    assessment = Assessment.objects.create(
        tenant_id=organisation.tenant_id,
        organisation=organisation,
        release=release,
        as_of_date=date(2026, 3, 1),
    )
    give(assessment, answers)
    return assessment


def finished(
    organisation: Organisation,
    release: Release,
    answers: Mapping[str, Given],
    *,
    day: date = date(2026, 3, 1),
    state: AssessmentState = AssessmentState.SUBMITTED,
    previous: Assessment | None = None,
) -> Assessment:
    """A finished assessment with its scores."""
    assessment = Assessment.objects.create(
        tenant_id=organisation.tenant_id,
        organisation=organisation,
        release=release,
        as_of_date=day,
        state=state,
        previous=previous,
        finished_at=timezone.make_aware(datetime.combine(day, time(12))),
        is_invented=organisation.is_invented,
    )
    give(assessment, answers)
    Score.objects.bulk_create(scores_of(assessment, result_of(assessment)))
    return assessment
