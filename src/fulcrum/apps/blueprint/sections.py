"""What other apps' pages show of the Blueprint: an organisation's assessments."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.commitment_words import rung_label, rung_tone
from fulcrum.apps.blueprint.models import FINISHED, Assessment, Score
from fulcrum.apps.blueprint.queries.commitments import listed, rung_of
from fulcrum.apps.blueprint.queries.results import OVERALL
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.sections import Section
from fulcrum.apps.ui.access import actor_of, allowed
from fulcrum.kernel.estimates import Range

SHOWN = 10


def assessments(request: HttpRequest, organisation: Organisation) -> Section | None:
    """The finished assessments that whoever asks may see, the newest first (one query)."""
    actor = actor_of(request)
    if not allowed(actor, "blueprint.view_assessment"):
        return None
    rows = Assessment.objects.visible_to(actor).filter(
        organisation=organisation, state__in=FINISHED
    )
    # Not a join: without statistics SQLite would begin with every institution's scores.
    overall = Score.objects.filter(assessment=OuterRef("pk"), kind=OVERALL)
    scored = rows.annotate(
        low=Subquery(overall.values("low")[:1]), high=Subquery(overall.values("high")[:1])
    )
    found = scored.order_by("-finished_at", "-pk").values(
        "pk",
        "state",
        "as_of_date",
        "finished_at",
        "is_imported",
        "release__code",
        "low",
        "high",
    )[: SHOWN + 1]
    lines = [row | {"value": _value(row["low"], row["high"])} for row in found]
    if not lines:
        return None
    context = {"lines": lines[:SHOWN], "more": len(lines) > SHOWN}
    title = _("Self-assessments")
    return Section("assessments", title, "blueprint/_organisation_section.html", context)


def commitments(request: HttpRequest, organisation: Organisation) -> Section | None:
    """The commitments that whoever asks may see, the latest first (one query)."""
    actor = actor_of(request)
    if not allowed(actor, "blueprint.view_commitments"):
        return None
    rows: Any = listed(actor).filter(organisation=organisation).order_by("-updated_at", "-pk")
    found = list(rows.values("pk", "title", "rung", "disputed")[: SHOWN + 1])
    speaks = actor.is_secretariat and organisation.tenant_id is None
    if not found and not speaks:
        return None
    lines = [
        row | {"label": rung_label(rung_of(row["rung"])), "tone": rung_tone(rung_of(row["rung"]))}
        for row in found
    ]
    context = {
        "lines": lines[:SHOWN],
        "more": len(lines) > SHOWN,
        "organisation": organisation if speaks else None,
    }
    return Section("commitments", _("Commitments"), "blueprint/_commitments_section.html", context)


def _value(low: float | None, high: float | None) -> Range | None:
    return None if low is None or high is None else Range(low, high)
