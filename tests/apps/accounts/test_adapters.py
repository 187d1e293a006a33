"""How the sign-in library behaves here."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from fulcrum.apps.accounts.adapters import AccountAdapter, MFAAdapter
from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.accounts.seeds import key_id
from fulcrum.kernel.actors import Role
from fulcrum.kernel.errors import FulcrumError
from tests.apps.accounts.conftest import (
    OTHER_PASSWORD,
    PASSWORD,
    give_app,
    give_codes,
    give_password,
)
from tests.conftest import Canary, MembershipMaker

Clients = Callable[..., Client]
OnCommit = Callable[..., AbstractContextManager[Any]]


def test_ours_are_in_use() -> None:
    assert isinstance(get_adapter(), AccountAdapter)
    assert isinstance(get_mfa_adapter(), MFAAdapter)


def test_nobody_signs_up(rf: RequestFactory) -> None:
    assert not get_adapter().is_open_for_signup(rf.get("/"))
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert "account_login" in named
    unwanted = {"account_signup", "account_email", "account_set_password", "mfa_login_webauthn"}
    assert named.isdisjoint(unwanted)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.5", "192.0.2.9"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (2, "198.51.100.1, 203.0.113.5", "198.51.100.1"),
        (2, "203.0.113.5", "192.0.2.9"),
        (1, "", "192.0.2.9"),
    ],
)
def test_limits_look_past_as_many_proxies_as_are_trusted(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, proxies: int, forwarded: str, expected: str
) -> None:
    config = settings.CONFIG.model_copy(update={"trusted_proxies": proxies})
    monkeypatch.setattr(settings, "CONFIG", config)
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = rf.get("/", REMOTE_ADDR="192.0.2.9", headers=headers)
    assert get_adapter().get_client_ip(request) == expected


def test_without_an_address_there_is_one_bucket_for_all(rf: RequestFactory) -> None:
    assert get_adapter().get_client_ip(rf.get("/", REMOTE_ADDR="")) == "0.0.0.0"  # noqa: S104 - no address known, not a bind


def test_seeds_and_codes_are_sealed_in_the_database(administrator: Membership) -> None:
    secret = give_app(administrator.user)
    codes = give_codes(administrator.user)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)
    assert kept.count(f"1.{key_id(settings.CONFIG.key('seed_key'))}.") == 2
    app = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert MFAAdapter().decrypt(app.data["secret"]) == secret


def test_a_changed_seed_opens_nothing(administrator: Membership) -> None:
    give_app(administrator.user)
    app = Authenticator.objects.get()
    with pytest.raises(FulcrumError, match="changed in the database"):
        MFAAdapter().decrypt(app.data["secret"][:-4] + "AAA=")


def test_a_factor_that_a_role_needs_stays(administrator: Membership, colleague: Membership) -> None:
    adapter = MFAAdapter()
    for membership in (administrator, colleague):
        give_app(membership.user)
    needed = Authenticator.objects.get(user=administrator.user)
    assert not adapter.can_delete_authenticator(needed)
    assert adapter.can_delete_authenticator(Authenticator.objects.get(user=colleague.user))
    key = Authenticator.objects.create(
        user=administrator.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"}
    )
    assert adapter.can_delete_authenticator(needed)
    needed.delete()
    assert not adapter.can_delete_authenticator(key)


def test_recovery_codes_alone_are_no_factor(administrator: Membership) -> None:
    give_codes(administrator.user)
    give_app(administrator.user)
    app = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert not MFAAdapter().can_delete_authenticator(app)


def test_letters_about_keys_tell_nothing_of_the_device_or_the_person(
    client_as: Clients,
    member_as: MembershipMaker,
    canary: Canary,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    membership = member_as(Role.RESEARCHER, name=canary.name)
    give_password(membership.user)
    client = client_as(membership)
    form = {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    client.post(reverse("account_change_password"), form, headers={"User-Agent": "Peculiar/1.0"})
    with django_capture_on_commit_callbacks(execute=True):
        give_app(membership.user)
        client.post(reverse("mfa_generate_recovery_codes"))
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        assert "Peculiar" not in letter.body
        assert "127.0.0.1:" in letter.body
        assert "REMOTE" not in letter.body
        assert "If not, set a new password at once" in letter.body
        assert letter.alternatives == []  # type: ignore[attr-defined] # only mail with HTML has the name


def test_notes_can_be_switched_off(
    client_as: Clients, colleague: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ACCOUNT_EMAIL_NOTIFICATIONS", False)
    give_password(colleague.user)
    form = {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    client_as(colleague).post(reverse("account_change_password"), form)
    assert mail.outbox == []
