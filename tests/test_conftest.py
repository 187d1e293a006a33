"""The fixtures keep their promises."""

import logging
import socket

import pytest
from django.db import connections

from fulcrum.apps.ui.access import actor_of
from fulcrum.kernel.actors import Role
from tests.conftest import ActorMaker, Canary, ClientMaker, TenantMaker


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_an_actor_and_a_client(
    role: Role, actor_as: ActorMaker, client_as: ClientMaker
) -> None:
    assert actor_as(role).role is role
    response = client_as(role).get("/")
    assert response.status_code == 200
    actor = actor_of(response.wsgi_request)
    assert actor.role is role
    assert actor.verified


def test_two_institutions_are_two_tenants(actor_as: ActorMaker, tenant_of: TenantMaker) -> None:
    here = tenant_of()
    ours = [actor_as(Role.INSTITUTION_LEAD, tenant=here) for _ in range(2)]
    assert {actor.tenant_id for actor in ours} == {here.pk}
    assert actor_as(Role.INSTITUTION_LEAD).tenant_id != here.pk


def test_both_databases_are_open(db: None) -> None:
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")


@pytest.mark.parametrize("address", ["192.0.2.1", "example.org"])
def test_no_socket_leaves_the_machine(address: str) -> None:
    with (
        socket.socket() as outward,
        pytest.raises(RuntimeError, match="stay on this machine"),
    ):
        outward.connect((address, 443))
    with pytest.raises(RuntimeError, match="stay on this machine"):
        socket.create_connection((address, 443))


def test_the_canary_is_heard(canary: Canary, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("test").warning("imported a row")
    canary.check(caplog.text, "the log")
    with pytest.raises(AssertionError, match="in a report"):
        canary.check(f"Hello {canary.name}", "a report")
