"""People, passwords and second factors for the tests of accounts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Actor, Role, system_actor

PASSWORD = "nine unrelated blue lanterns"  # noqa: S105 - of a person made for a test
Signed = Callable[..., Client]


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def system() -> Actor:
    return system_actor("test")


@pytest.fixture
def password_of(member_as: Callable[..., Membership]) -> Callable[..., Membership]:
    """Makes a member who signs in with PASSWORD: `password_of(role, **as member_as)`."""

    def make(role: Role = Role.INSTITUTION_COLLEAGUE, **details: Any) -> Membership:
        membership = member_as(role, **details)
        membership.user.set_password(PASSWORD)
        membership.user.save()
        return membership

    return make


def post_sign_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    """Post the sign-in form."""
    return client.post("/account/sign-in", {"login": email, "password": password}, **extra)


def add_app(user: User) -> str:
    """Give an account an authenticator app; its seed."""
    seed: str = generate_totp_secret()
    TOTP.activate(user, seed)
    return seed


def add_codes(user: User) -> list[str]:
    """Give an account recovery codes."""
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def verbs() -> list[str]:
    """What the log holds, in order."""
    return list(Entry.objects.order_by("sequence").values_list("verb", flat=True))
