"""Organisations, and the people who look after them."""

from collections.abc import Callable
from typing import Any

import pytest

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.parties.actions.organisations import create_organisation, link_tenant
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role, system_actor

Maker = Callable[..., Organisation]
LEI = "529900T8BM49AURSDO55"
OTHER_LEI = "5493001KJTIIGC8Y1R12"


@pytest.fixture
def system() -> Actor:
    return system_actor("test")


@pytest.fixture
def officer(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def lead(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.INSTITUTION_LEAD)


@pytest.fixture
def organisation_of(db: None, system: Actor) -> Maker:
    def make(name: str = "Savannah Trust Bank", **values: Any) -> Organisation:
        parent = values.pop("parent", None)
        whole = {"name": name, "sub_sector": "banking", "country": "KE"} | values
        return create_organisation(whole, by=system, parent=parent)

    return make


@pytest.fixture
def own(lead: Actor, organisation_of: Maker, system: Actor) -> Organisation:
    """The organisation the lead acts for."""
    organisation = organisation_of("Own Bank")
    assert lead.tenant_id is not None
    return link_tenant(organisation, Tenant.objects.get(pk=lead.tenant_id), by=system)
