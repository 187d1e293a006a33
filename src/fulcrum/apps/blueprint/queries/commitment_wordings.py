"""How commitments were worded at an instant: their changes since, taken back."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from fulcrum.apps.blueprint.ladder.terms import EventKind
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvent

ACTIONS = "actions"
DAYS = frozenset({"by_when"})


def _value(name: str, kept: Any) -> Any:
    if name == ACTIONS:
        return tuple(kept)
    return date.fromisoformat(kept) if name in DAYS else kept


def wordings_at(
    instant: datetime, commitments: Iterable[int] | None = None
) -> dict[int, dict[str, Any]]:
    """What commitments said at an instant where they say something else now, by commitment.

    Args:
        instant: what was known then.
        commitments: which; all when None.

    Returns:
        For each commitment changed since, the value each changed field had; `actions` is a tuple
        of ids.
    """
    rows = CommitmentEvent.objects.filter(kind=EventKind.CHANGED.value, recorded_at__gt=instant)
    if commitments is not None:
        rows = rows.filter(commitment__in=commitments)
    found: dict[int, dict[str, Any]] = {}
    newest_first = rows.order_by("-recorded_at", "-pk").values_list("commitment_id", "change")
    for pk, change in newest_first:
        was = {name: _value(name, pair[0]) for name, pair in change.items()}
        found.setdefault(pk, {}).update(was)
    return found


def worded_at(commitment: Commitment, instant: datetime | None) -> tuple[str, ...]:
    """Give a commitment, in memory only, the words it had at an instant (None for now).

    Returns:
        The ids of the Actions it served then.
    """
    was = {} if instant is None else wordings_at(instant, [commitment.pk]).get(commitment.pk, {})
    actions = was.pop(ACTIONS, None)
    for name, value in was.items():
        setattr(commitment, name, value)
    if actions is None:
        actions = commitment.actions.order_by("action_id").values_list("action_id", flat=True)
    return tuple(actions)
