"""Tasks and people for the tests of long work."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.jobs import registry
from fulcrum.apps.jobs.actions import start_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import Progress
from fulcrum.kernel.actors import Actor, ActorKind, Role


def count(progress: Progress) -> dict[str, Any]:
    """Counts to `arguments["to"]`, committing each step; fails once at `fail_at`."""
    start = progress.checkpoint.get("at", 0)
    for number in range(start + 1, progress.arguments["to"] + 1):
        if number == progress.arguments.get("fail_at") and start == 0:
            raise RuntimeError("secret detail")
        with transaction.atomic():
            progress.advance(number, progress.arguments["to"], "Counting", {"at": number})
    return {"counted_from": start, "tenant": progress.actor.tenant_id}


@pytest.fixture(autouse=True)
def tasks() -> Iterator[dict[str, Any]]:
    kept = dict(registry._TASKS)
    registry.task("test.count")(count)
    yield registry._TASKS
    registry._TASKS.clear()
    registry._TASKS.update(kept)


def person(tenant: Tenant, role: Role, email: str) -> Actor:
    user = User.objects.create(email=email, name=email.partition("@")[0])
    Membership.objects.create(user=user, tenant=tenant, role=role)
    return Actor(
        kind=ActorKind.PERSON, user_id=user.pk, label=user.name, tenant_id=tenant.pk, role=role
    )


@pytest.fixture
def tenant(db: None) -> Tenant:
    return Tenant.objects.create(name="Bank A", kind="institution")


@pytest.fixture
def lead(tenant: Tenant) -> Actor:
    return person(tenant, Role.INSTITUTION_LEAD, "lead@a.example")


@pytest.fixture
def colleague(tenant: Tenant) -> Actor:
    return person(tenant, Role.INSTITUTION_COLLEAGUE, "colleague@a.example")


@pytest.fixture
def stranger(db: None) -> Actor:
    other = Tenant.objects.create(name="Bank B", kind="institution")
    return person(other, Role.INSTITUTION_LEAD, "lead@b.example")


@pytest.fixture
def make_job(lead: Actor) -> Callable[..., Job]:
    def make(by: Actor = lead, key: str = "one", **arguments: Any) -> Job:
        return start_job(
            "test.count", by=by, title="Count", arguments={"to": 5} | arguments, key=key
        )

    return make
