"""Analysts of one bank, and of another."""

from collections.abc import Callable

import pytest
from django.test import Client

from fulcrum.apps.accounts.models import Membership
from fulcrum.kernel.actors import Actor, Role
from tests.conftest import MembershipMaker, actor_of_membership


@pytest.fixture
def membership(member_as: MembershipMaker) -> Membership:
    return member_as(Role.CRIME_ANALYST)


@pytest.fixture
def analyst(membership: Membership) -> Actor:
    return actor_of_membership(membership)


@pytest.fixture
def second(member_as: MembershipMaker, membership: Membership) -> Membership:
    return member_as(Role.CRIME_ANALYST, tenant=membership.tenant)


@pytest.fixture
def colleague(second: Membership) -> Actor:
    return actor_of_membership(second)


@pytest.fixture
def stranger(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.CRIME_ANALYST)


@pytest.fixture
def page(client_as: Callable[..., Client], membership: Membership) -> Client:
    return client_as(membership)
