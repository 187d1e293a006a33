"""The status of many commitments at an instant, each with what it is counted by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.models import CommitmentAction, CommitmentQuerySet, CommitmentSpan
from fulcrum.apps.blueprint.queries.commitment_wordings import wordings_at
from fulcrum.apps.blueprint.queries.commitments import rung_of


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A commitment's status at an instant, with what it is counted by."""

    commitment_id: int
    organisation_id: int
    organisation: str
    sub_sector: str
    country: str
    continent: str
    language: str
    size_band: str
    title: str
    by_when: date
    audience: str
    rung: Rung | None
    disputed: bool
    actions: tuple[str, ...]


_FIELDS = (
    "commitment_id",
    "commitment__organisation_id",
    "commitment__organisation__name",
    "commitment__organisation__sub_sector",
    "commitment__organisation__country",
    "commitment__organisation__continent",
    "commitment__organisation__main_language",
    "commitment__organisation__size_band",
    "commitment__title",
    "commitment__by_when",
    "commitment__audience",
    "rung",
    "disputed",
)


def _actions_by_commitment(ids: Iterable[int] | None) -> dict[int, tuple[str, ...]]:
    rows = CommitmentAction.objects.order_by("commitment_id", "action_id")
    if ids is not None:
        rows = rows.filter(commitment_id__in=ids)
    found: dict[int, list[str]] = {}
    for pk, action in rows.values_list("commitment_id", "action_id"):
        found.setdefault(pk, []).append(action)
    return {pk: tuple(actions) for pk, actions in found.items()}


def _reworded(row: StatusRow, was: dict[str, Any]) -> StatusRow:
    return replace(
        row, **{name: was[name] for name in ("title", "by_when", "actions") if name in was}
    )


def spans_at(instant: datetime) -> QuerySet[CommitmentSpan]:
    """The spans that hold at an instant: one for each commitment that existed then."""
    return CommitmentSpan.objects.filter(
        Q(end_at__isnull=True) | Q(end_at__gt=instant), start_at__lte=instant
    )


def statuses_at(
    instant: datetime, commitments: CommitmentQuerySet | None = None
) -> list[StatusRow]:
    """The status of commitments at an instant, three queries however many there are.

    Status, wording and Actions are those of the instant; the organisation's sub-sector, country,
    language and size are today's.

    Args:
        instant: what was known then.
        commitments: which (all when None); the caller narrows to what may be seen.
    """
    spans = spans_at(instant)
    if commitments is not None:
        spans = spans.filter(commitment__in=commitments)
    found: list[tuple[Any, ...]] = list(spans.order_by("commitment_id").values_list(*_FIELDS))
    actions = _actions_by_commitment(None if commitments is None else [row[0] for row in found])
    rows = [
        StatusRow(*(*row[:-2], rung_of(row[-2]), row[-1], actions.get(row[0], ()))) for row in found
    ]
    was = wordings_at(instant, None if commitments is None else [row[0] for row in found])
    return [
        _reworded(row, was[row.commitment_id]) if row.commitment_id in was else row for row in rows
    ]
