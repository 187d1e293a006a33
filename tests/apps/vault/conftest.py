"""Organisations that protect and open."""

import pytest

from fulcrum.kernel.actors import Actor, ActorKind, Role


def worker(tenant_id: int) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        user_id=tenant_id * 10,
        label=f"Caseworker {tenant_id}",
        tenant_id=tenant_id,
        role=Role.CASEWORKER,
    )


@pytest.fixture
def shelter() -> Actor:
    return worker(1)


@pytest.fixture
def bank() -> Actor:
    return worker(2)
