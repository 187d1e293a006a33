"""Organisations, people with passwords and second factors, and the forms of sign-in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Actor, Role, system_actor
from tests.conftest import MembershipMaker, TenantMaker, actor_of_membership

PASSWORD = "correct horse battery staple"
OTHER_PASSWORD = "staple battery horse correct"


@pytest.fixture
def system() -> Actor:
    return system_actor("test")


@pytest.fixture
def bank(tenant_of: TenantMaker) -> Tenant:
    return tenant_of(TenantKind.INSTITUTION, name="Savannah Trust Bank")


@pytest.fixture
def administrator(member_as: MembershipMaker, bank: Tenant) -> Membership:
    return member_as(Role.ADMINISTRATOR, tenant=bank)


@pytest.fixture
def lead(member_as: MembershipMaker, bank: Tenant) -> Membership:
    return member_as(Role.INSTITUTION_LEAD, tenant=bank)


@pytest.fixture
def colleague(member_as: MembershipMaker, bank: Tenant) -> Membership:
    return member_as(Role.INSTITUTION_COLLEAGUE, tenant=bank)


@pytest.fixture
def officer(member_as: MembershipMaker) -> Membership:
    return member_as(Role.SECRETARIAT_OFFICER)


def acting(membership: Membership, **changes: Any) -> Actor:
    """The Actor of a membership."""
    return actor_of_membership(membership, **changes)


def give_password(user: User, password: str = PASSWORD) -> User:
    """Let somebody sign in with a password."""
    user.set_password(password)
    user.save()
    return user


def give_app(user: User) -> str:
    """Set up an app for somebody; its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def give_codes(user: User) -> list[str]:
    """Make recovery codes for somebody; the codes."""
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def code_of(secret: str) -> str:
    """What the app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    shown: str = format_hotp_value(hotp_value(secret, counter))
    return shown


def factors_of(user: User) -> set[str]:
    """The kinds of factor somebody has set up."""
    return set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))


@dataclass(frozen=True, slots=True)
class Door:
    """The sign-in pages as a browser uses them."""

    client: Client = field(default_factory=Client)

    def password(self, email: str, password: str = PASSWORD, **sent: str) -> Any:
        """Send e-mail and password."""
        form = {"login": email, "password": password} | sent
        return self.client.post(reverse("account_login"), form)

    def code(self, code: str) -> Any:
        """Send a code at the second step."""
        return self.client.post(reverse("mfa_authenticate"), {"code": code})

    def signed_in_as(self) -> int | None:
        """The account of the session; None while nobody is signed in."""
        found = self.client.session.get("_auth_user_id")
        return int(found) if found else None


DoorMaker = Callable[[], Door]


@pytest.fixture
def door(db: None) -> Door:
    return Door()


def verbs() -> list[str]:
    """What the log holds, oldest first."""
    return list(Entry.objects.order_by("sequence").values_list("verb", flat=True))
