"""Lets higher apps move their rows when two organisations become one, and back again.

    class AssessmentMover:
        name = "blueprint.assessments"

        def move(self, absorbed: Organisation, kept: Organisation) -> Any:
            rows = Assessment.objects.filter(organisation=absorbed)
            moved = list(rows.values_list("pk", flat=True))
            rows.update(organisation=kept)
            return moved

        def move_back(self, absorbed: Organisation, kept: Organisation, moved: Any) -> None:
            Assessment.objects.filter(pk__in=moved).update(organisation=absorbed)

Both run inside the transaction of the merge. What `move` returns is kept as JSON.
"""

from typing import Any, Protocol

from fulcrum.apps.parties.models import Organisation


class Mover(Protocol):
    """Moves the rows of one app."""

    name: str

    def move(self, absorbed: Organisation, kept: Organisation) -> Any:
        """Move rows from absorbed to kept; returns what `move_back` needs, as JSON."""
        ...

    def move_back(self, absorbed: Organisation, kept: Organisation, moved: Any) -> None:
        """Undo `move`."""
        ...


_MOVERS: dict[str, Mover] = {}


def add_mover(mover: Mover) -> None:
    """Register a mover (called from `ready()`)."""
    _MOVERS[mover.name] = mover


def movers() -> dict[str, Mover]:
    """Every mover by name."""
    return dict(_MOVERS)
