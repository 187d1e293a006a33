"""Releases of the framework, and assessments in every state, made by the actions themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from fulcrum.apps.blueprint.actions import assessments, evidence, submissions
from fulcrum.apps.blueprint.actions.assessments import AnswerInput
from fulcrum.apps.blueprint.actions.importing import (
    check_assessment_import,
    start_assessment_import,
)
from fulcrum.apps.blueprint.models import Assessment, Clarification, Evidence, ReleaseState
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.models import Import
from fulcrum.kernel.actors import Actor
from tests.apps.blueprint.making import draft, make_release
from tests.conftest import actor_of_membership
from tests.permissions.columns import BANK, OTHER, SECRETARIAT
from tests.permissions.world.parties import SYSTEM

if TYPE_CHECKING:
    from tests.permissions.world import World

# What a bank keeps to itself; it must turn up nowhere else.
PRIVATE = "Zanzigmark"
ITEM, ANSWERED = "T-1", "G-1"
FILE = b"organisation,as_of_date,release,G-1\nBank Ltd (KE),2025-03-01,r1,2\nNobody (KE),x,r1,9\n"


def furnish(world: World) -> None:
    """Two releases; for each bank a draft, one signed off, one submitted and one kept private."""
    release = make_release("r1")
    make_release("r2", ReleaseState.DRAFT)
    officer = actor_of_membership(world.own["secretariat_officer"]["membership"])
    for side, visitor in ((BANK, "institution_lead"), (OTHER, OTHER)):
        things = world.sides[side]
        lead = actor_of_membership(world.own[visitor]["membership"])
        secret = PRIVATE if side == BANK else "Nothing"
        _bank(things, lead, officer, secret)
        waiting = draft(things["second"], release, {ANSWERED: 2})
        Assessment.objects.filter(pk=waiting.pk).update(tenant=things["tenant"])
        waiting.refresh_from_db()
        things["signed_off"] = assessments.sign_off(waiting, by=lead)
    _imports(world)


def _begun(things: dict[str, Any], lead: Actor, note: str) -> Assessment:
    organisation = things["organisation"]
    day = date(2026, 3, 1)
    started = assessments.start_assessment(organisation, by=lead, as_of_date=day)
    assessments.answer_item(started, ANSWERED, AnswerInput(2, note=note), by=lead)
    return started


def _with_evidence(started: Assessment, lead: Actor, title: str) -> tuple[Evidence, Evidence]:
    file = SimpleUploadedFile(f"{title}.txt", title.encode(), "text/plain")
    kept = evidence.add_file(started, ANSWERED, title=title, file=file, by=lead)
    link = f"https://example.org/{title}"
    return kept, evidence.add_link(started, ANSWERED, title=title, link=link, by=lead)


def _bank(things: dict[str, Any], lead: Actor, officer: Actor, secret: str) -> None:
    shared = _begun(things, lead, "Shared note")
    things["shared_file"] = _with_evidence(shared, lead, "Shared paper")[0]
    assessments.comment_on_item(shared, ANSWERED, f"{secret} remark", by=lead)
    things["submitted"] = assessments.submit(assessments.sign_off(shared, by=lead), by=lead)
    asked = submissions.ask_clarification(things["submitted"], "Why?", by=officer)
    things["asked"] = Clarification.objects.get(pk=asked.pk)
    silent = _begun(things, lead, f"{secret} note")
    things["private_file"] = _with_evidence(silent, lead, f"{secret} paper")[0]
    things["private"] = assessments.keep_private(assessments.sign_off(silent, by=lead), by=lead)
    open_one = things["draft"] = _begun(things, lead, f"{secret} note")
    things["draft_file"], things["link"] = _with_evidence(open_one, lead, f"{secret} paper")
    assessments.comment_on_item(open_one, ANSWERED, f"{secret} remark", by=lead)


def _imports(world: World) -> None:
    things = world.sides[SECRETARIAT]
    run = start_assessment_import("assessments.csv", FILE, by=SYSTEM)
    check_assessment_import(run, by=SYSTEM, queue=False)
    Import.objects.filter(pk=run.pk).update(tenant=things["tenant"], state=ImportState.CHECKED)
    run.refresh_from_db()
    things["assessment_file"] = run
