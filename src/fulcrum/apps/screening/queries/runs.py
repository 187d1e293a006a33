"""What pages ask about runs and data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from fulcrum.apps.screening.folders import day_of, new_data, run_folder
from fulcrum.apps.screening.models import Dataset, Run
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.reading import alert_keys
from fulcrum.kernel.actors import Actor

SHOWN = 200


def folders_of(actor: Actor) -> list[tuple[str, str]]:
    """Data that can be run over: folder and what it is called."""
    known = dict(Dataset.objects.visible_to(actor).values_list("folder", "name"))
    return [(one, known.get(one, one)) for one in new_data(actor.tenant_id or 0)]


@dataclass(frozen=True, slots=True)
class Difference:
    """What two runs found differently.

    Attributes:
        gained: alerts that only the later run has, the first 200.
        lost: alerts that only the earlier run has, likewise.
        gained_count: how many.
        lost_count: how many.
        kept_count: how many both have.
        hits: indicator, hits before and now, where they differ.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    gained_count: int
    lost_count: int
    kept_count: int
    hits: tuple[tuple[str, int, int], ...]


def difference(before: Run, now: Run) -> Difference:
    """Compare two finished runs by the alerts in their files.

    Raises:
        FulcrumError: the files of one are not here any more.
    """
    first = alert_keys(run_folder(before.tenant_id, before.pk))
    second = alert_keys(run_folder(now.tenant_id, now.pk))
    gained, lost = sorted(second - first), sorted(first - second)
    old: Mapping[str, int] = before.result.get("hits", {})
    new: Mapping[str, int] = now.result.get("hits", {})
    names = [key for key in load_pack().indicators if old.get(key, 0) != new.get(key, 0)]
    return Difference(
        tuple(gained[:SHOWN]),
        tuple(lost[:SHOWN]),
        len(gained),
        len(lost),
        len(first & second),
        tuple((key, old.get(key, 0), new.get(key, 0)) for key in names),
    )


def earlier_runs(run: Run, actor: Actor) -> QuerySet[Run]:
    """Finished runs over the same data before this one."""
    rows = Run.objects.visible_to(actor).filter(dataset_id=run.dataset_id, state="finished")
    return rows.filter(pk__lt=run.pk).order_by("-pk")[:20]


def facts_of(dataset: Dataset) -> list[tuple[str, Any]]:
    """What a page says about data: rows by table, and the days it covers."""
    facts: dict[str, Any] = dataset.facts
    rows = list(facts.get("rows", {}).items())
    if "first_day" in facts:
        rows += [("first", day_of(facts["first_day"])), ("last", day_of(facts["last_day"]))]
    return rows
