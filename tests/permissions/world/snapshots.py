"""Two frozen states, the second on the public site."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulcrum.apps.blueprint.actions.snapshots import freeze_state, publish_snapshot
from tests.conftest import actor_of_membership

if TYPE_CHECKING:
    from tests.permissions.world import World


def furnish(world: World) -> None:
    """Number 1 and number 2."""
    officer = actor_of_membership(world.own["secretariat_officer"]["membership"])
    for _ in range(2):
        made = freeze_state("A state", date(2026, 1, 1), by=officer)
    publish_snapshot(made, by=officer)
