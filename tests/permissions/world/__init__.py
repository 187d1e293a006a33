"""An installation with every kind of organisation, person and record, for the permission table."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from fulcrum.apps.accounts.enums import MFA_ROLES
from fulcrum.apps.accounts.models import Membership, User
from tests.permissions.columns import BANK, COLUMNS, OTHER, SECRETARIAT, Column
from tests.permissions.world import (
    accounts,
    blueprint,
    commitments,
    diagnostics,
    leverage,
    parties,
    screening,
    snapshots,
    work,
)

Things = dict[str, Any]


@dataclass
class World:
    """Records by the side they belong to, and by the visitor whose own they are.

    `clients` proved who they are just now, `tired` an hour ago; `callers` carry tokens.
    """

    sides: dict[str, Things] = field(default_factory=dict)
    own: dict[str, Things] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    tired: dict[str, Client] = field(default_factory=dict)
    callers: dict[str, Client] = field(default_factory=dict)

    def find(self, column: Column, key: str) -> Any:
        """A visitor's record: their own, else of their organisation, else somebody's."""
        sides = (self.sides.get(side, {}) for side in (column.side, BANK, SECRETARIAT))
        places = (self.own.get(column.name, {}), *sides, self.own[OTHER])
        return next(place[key] for place in places if key in place)

    def find_foreign(self, key: str) -> Any:
        """The same kind of record of another bank, or of a stranger; None when there is none."""
        places = (self.own[OTHER], self.sides[OTHER])
        return next((place[key] for place in places if key in place), None)

    def membership(self, column: Column) -> Membership:
        """The membership of a visitor."""
        found: Membership = self.own[column.name]["membership"]
        return found

    def user(self, column: Column) -> User:
        """The account of a visitor."""
        found: User = self.own[column.name]["user"]
        return found

    def needing_a_factor(self) -> list[str]:
        """The visitors whose role needs a second factor."""
        return [column.name for column in COLUMNS if column.role in MFA_ROLES]

    def unproved(self, column: Column) -> Client:
        """A visitor's browser, signed in with a password alone."""
        return accounts.browser(self, column, verified=False)


def build() -> World:
    """Make everything; inside a transaction that the caller rolls back."""
    world = World()
    accounts.furnish(world)
    parties.furnish(world)
    work.furnish(world)
    blueprint.furnish(world)
    commitments.furnish(world)
    snapshots.furnish(world)
    leverage.furnish(world)
    screening.furnish(world)
    diagnostics.furnish(world)
    for column in COLUMNS:
        accounts.enter(world, column)
    return world
