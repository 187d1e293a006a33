"""What pages ask about practices of leverage."""

from django.db.models import QuerySet

from fulcrum.apps.blueprint.diagnosis.context import RiskContext
from fulcrum.apps.blueprint.leverage.matching import Facets, Suggestion, suggest
from fulcrum.apps.blueprint.leverage.terms import PracticeState
from fulcrum.apps.blueprint.models import Practice
from fulcrum.apps.blueprint.models.practices import PracticeQuerySet
from fulcrum.kernel.actors import Actor

_FACETS = ("pk", "title", "kind", "actor_types", "sectors", "countries", "shown")


def listed(actor: Actor) -> QuerySet[Practice]:
    """The practices an actor may see, the newest first."""
    return Practice.objects.visible_to(actor).order_by("-updated_at", "-pk")


def public_practices() -> PracticeQuerySet:
    """Those everybody may read; nothing in them says which organisation sent them in."""
    rows = Practice.objects.published().order_by("title", "pk")
    return rows.defer("tenant", "created_by")


def to_moderate() -> QuerySet[Practice]:
    """Those that wait for the Secretariat, the oldest first."""
    return Practice.objects.filter(state=PracticeState.PROPOSED).order_by("updated_at", "pk")


def suggestions_for(risk: RiskContext) -> list[tuple[Practice, Suggestion]]:
    """The published practices that fit a risk, the best first; two queries."""
    rows = Practice.objects.published().order_by("pk").values_list(*_FACETS)
    facets = [
        Facets(key, title, kind, tuple(actors), tuple(sectors), tuple(countries), shown)
        for key, title, kind, actors, sectors, countries, shown in rows
    ]
    found = suggest(risk, facets)
    practices = Practice.objects.in_bulk([one.facets.key for one in found])
    return [(practices[one.facets.key], one) for one in found]
