"""An administrator and rows of the log."""

from collections.abc import Callable

import pytest
from django.db import transaction

from fulcrum.apps.audit.actions import Change, Thing, record_many
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Actor, ActorKind, Role


@pytest.fixture
def administrator() -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        user_id=7,
        label="Ada",
        tenant_id=1,
        role=Role.ADMINISTRATOR,
        origin="192.0.2.1",
        verified=True,
    )


@pytest.fixture
def append(db: None, administrator: Actor) -> Callable[..., list[Entry]]:
    def append(count: int = 5, by: Actor = administrator) -> list[Entry]:
        changes = [
            Change(
                "change_thing", Thing("test.thing", str(n), f"Thing {n}"), {"n": n}, {"n": n + 1}
            )
            for n in range(count)
        ]
        with transaction.atomic():
            return record_many(by, changes)

    return append
