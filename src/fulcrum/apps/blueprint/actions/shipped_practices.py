"""Load the practices that ship with the product; each once, by its key."""

from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.blueprint.actions.practices import index
from fulcrum.apps.blueprint.leverage.terms import LeverageKind, PracticeState, Shown
from fulcrum.apps.blueprint.models import Practice
from fulcrum.kernel.actors import Actor

SHIPPED = "apps/blueprint/data/leverage/practices.yaml"
SOURCE = "Leverage practice matrix of the initiative, as summarised; not confirmed"
LISTS = ("actor_types", "actions", "sectors", "countries")


def _practice(row: dict[str, Any]) -> Practice:
    lists = {name: row.get(name, []) for name in LISTS}
    return Practice(
        key=row["key"],
        title=row["title"],
        who=row["who"],
        what=row["what"].strip(),
        kind=LeverageKind(row["kind"]),
        shown=Shown.TOLD,
        source=SOURCE,
        state=PracticeState.PUBLISHED,
        published_at=timezone.now(),
        confirmed=False,
        **lists,
    )


@transaction.atomic
def load_practices(*, by: Actor) -> int:
    """Take in what is not there yet; how many. What was changed or withdrawn since stays so."""
    rows = yaml.safe_load(files("fulcrum").joinpath(SHIPPED).read_text("utf-8"))
    there = set(Practice.objects.exclude(key="").values_list("key", flat=True))
    made = [_practice(row) for row in rows if row["key"] not in there]
    for practice in made:
        practice.save()
        index(practice)
    if made:
        record(
            by, "load_practices", Thing("blueprint.practice", "shipped"), new={"count": len(made)}
        )
    return len(made)
