"""Who is doing what: public commitments with where they stand."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.models import Commitment
from fulcrum.apps.blueprint.queries.commitments import with_status


def public_commitments() -> QuerySet[Any]:
    """The public commitments that were not withdrawn, with their rung; the furthest first."""
    rows = with_status(Commitment.objects.public()).filter(rung__isnull=False)
    return rows.select_related("organisation").order_by("-rung", "organisation__name", "pk")


def serving(part: str) -> QuerySet[Any]:
    """Those that serve a Goal (G1) or an Action (G1.A1)."""
    found = {"action_id": part} if "." in part else {"action_id__startswith": f"{part}."}
    rows = public_commitments()
    wanted = Commitment.objects.filter(**{f"actions__{key}": value for key, value in found.items()})
    return rows.filter(pk__in=wanted.values("pk"))


def in_numbers() -> dict[str, int]:
    """What the home page counts: institutions, countries, commitments, those in force."""
    country = "organisation__country"
    found: dict[str, int] = public_commitments().aggregate(
        institutions=Count("organisation", distinct=True),
        countries=Count(country, distinct=True, filter=~Q(**{country: ""})),
        commitments=Count("pk"),
        in_force=Count("pk", filter=Q(rung__gte=int(Rung.IN_FORCE))),
    )
    return found
