"""What other apps' pages show of the Blueprint: an organisation's assessments."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.models import FINISHED, Assessment
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
    scored = rows.filter(scores__kind=OVERALL).order_by("-finished_at", "-pk")
    found = scored.values(
        "pk",
        "state",
        "as_of_date",
        "finished_at",
        "is_imported",
        "release__code",
        "scores__low",
        "scores__high",
    )[: SHOWN + 1]
    lines = [row | {"value": _value(row["scores__low"], row["scores__high"])} for row in found]
    if not lines:
        return None
    context = {"lines": lines[:SHOWN], "more": len(lines) > SHOWN}
    title = _("Self-assessments")
    return Section("assessments", title, "blueprint/_organisation_section.html", context)


def _value(low: float | None, high: float | None) -> Range | None:
    return None if low is None or high is None else Range(low, high)
