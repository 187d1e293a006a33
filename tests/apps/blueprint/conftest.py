"""A small release, an institution with its lead, and an officer of the Secretariat."""

from collections.abc import Callable

import pytest

from fulcrum.apps.blueprint.models import Release
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.blueprint.making import institution, make_release


@pytest.fixture
def release(db: None) -> Release:
    return make_release()


@pytest.fixture
def officer(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def lead(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.INSTITUTION_LEAD)


@pytest.fixture
def own(lead: Actor) -> Organisation:
    """The institution that the lead acts for."""
    return institution("Own Bank", tenant_id=lead.tenant_id)
