"""Who is doing what: public commitments with where they stand."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.models import Commitment


def public_commitments() -> QuerySet[Any]:
    """The public commitments that were not withdrawn, with their rung; the furthest first."""
    now = timezone.now()
    holds = Q(spans__start_at__lte=now) & (Q(spans__end_at__isnull=True) | Q(spans__end_at__gt=now))
    rows: QuerySet[Any] = Commitment.objects.public().filter(holds, spans__rung__isnull=False)
    rows = rows.annotate(
        rung=F("spans__rung"), disputed=F("spans__disputed"), since=F("spans__start_at")
    )
    return rows.select_related("organisation").order_by("-rung", "organisation__name", "pk")


def serving(part: str) -> QuerySet[Any]:
    """Those that serve a Goal (G1) or an Action (G1.A1)."""
    found = {"action_id": part} if "." in part else {"action_id__startswith": f"{part}."}
    rows = public_commitments()
    wanted = Commitment.objects.filter(**{f"actions__{key}": value for key, value in found.items()})
    return rows.filter(pk__in=wanted.values("pk"))


def in_numbers() -> dict[str, int]:
    """What the home page counts: institutions, countries, commitments, those in force."""
    rows = list(public_commitments().values_list("organisation", "organisation__country", "rung"))
    return {
        "institutions": len({row[0] for row in rows}),
        "countries": len({row[1] for row in rows if row[1]}),
        "commitments": len(rows),
        "in_force": sum(row[2] >= Rung.IN_FORCE for row in rows),
    }
