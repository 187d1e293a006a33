"""Second factors: owed, set up, removed; and the fresh proof that key work asks for."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership
from tests.apps.accounts.conftest import (
    PASSWORD,
    Door,
    code_of,
    factors_of,
    give_app,
    give_codes,
    give_password,
    verbs,
)

Clients = Callable[..., Client]
OnCommit = Callable[..., AbstractContextManager[Any]]


def test_step_up_asks_again_after_ten_minutes_and_leads_back(
    client_as: Clients, administrator: Membership
) -> None:
    give_password(administrator.user)
    fresh = client_as(administrator, age=540)
    assert fresh.get(reverse("invite")).status_code == 200
    tired = client_as(administrator, age=660)
    asked = tired.get(reverse("invite"))
    assert asked["Location"] == f"{reverse('account_reauthenticate')}?next=%2Fpeople%2Finvite"
    page = tired.get(asked["Location"]).content.decode()
    assert "Confirm that it is you" in page
    form = {"password": "wrong password altogether", "next": "/people/invite"}
    assert tired.post(reverse("account_reauthenticate"), form).status_code == 200
    assert tired.get(reverse("invite")).status_code == 302
    answer = tired.post(reverse("account_reauthenticate"), form | {"password": PASSWORD})
    assert answer["Location"] == "/people/invite"
    assert tired.get(reverse("invite")).status_code == 200


def test_step_up_with_a_code(client_as: Clients, administrator: Membership) -> None:
    secret = give_app(administrator.user)
    tired = client_as(administrator, age=660)
    asked = tired.get(reverse("invite"), follow=True)
    assert asked.redirect_chain[-1][0].startswith(reverse("mfa_reauthenticate"))
    form = {"code": code_of(secret), "next": "/people/invite"}
    assert tired.post(reverse("mfa_reauthenticate"), form)["Location"] == "/people/invite"
    assert tired.get(reverse("invite")).status_code == 200


def test_signing_in_counts_as_step_up(door: Door, administrator: Membership) -> None:
    user = give_password(administrator.user)
    secret = give_app(user)
    door.password(user.email)
    door.code(code_of(secret))
    assert door.client.get(reverse("invite")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_factor_is_owed_set_up_and_opens_the_rest(door: Door, administrator: Membership) -> None:
    """The whole way of a new administrator: password, app, recovery codes, the pages."""
    user = give_password(administrator.user)
    door.password(user.email)
    owed = door.client.get("/")
    assert owed["Location"] == reverse("second_factor_needed")
    assert "As Administrator" in door.client.get(owed["Location"]).content.decode()
    url = reverse("mfa_activate_totp")
    page = door.client.get(url)
    html = page.content.decode()
    secret = page.context["form"].secret
    assert secret in html
    assert 'src="data:image/svg+xml;base64,' in html
    assert door.client.post(url, {"code": "000000"}).status_code == 200
    assert factors_of(user) == set()
    done = door.client.post(url, {"code": code_of(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert factors_of(user) == {"totp", "recovery_codes"}
    codes = door.client.get(done["Location"]).content.decode()
    assert codes.count("<code>") == 10
    again = door.client.get(done["Location"]).content.decode()
    assert again.count("<code>") == 0
    assert "10 of 10 are left" in again
    assert door.client.get("/").status_code == 200
    assert mail.outbox[-1].subject == "An app was added to your account"
    assert verbs().count("add_second_factor") == 2


def test_the_last_factor_a_role_needs_cannot_be_removed(
    client_as: Clients, administrator: Membership, colleague: Membership
) -> None:
    url = reverse("mfa_deactivate_totp")
    for membership, stays in ((administrator, True), (colleague, False)):
        give_password(membership.user)
        give_app(membership.user)
        client = client_as(membership)
        page = client.get(url).content.decode()
        assert ("this is the last" in page) is stays
        client.post(url)
        assert ("totp" in factors_of(membership.user)) is stays
    assert mail.outbox[-1].subject == "The app was removed from your account"


def test_new_recovery_codes_replace_the_old(
    client_as: Clients, administrator: Membership, django_capture_on_commit_callbacks: OnCommit
) -> None:
    give_password(administrator.user)
    give_app(administrator.user)
    old = give_codes(administrator.user)
    client = client_as(administrator)
    url = reverse("mfa_generate_recovery_codes")
    assert "10 codes that are left stop working" in client.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url)["Location"] == reverse("mfa_view_recovery_codes")
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(code in page for code in old)
    assert mail.outbox[-1].subject == "New recovery codes were made"
    assert "renew_recovery_codes" in verbs()


def test_old_proofs_do_not_open_key_work(client_as: Clients, administrator: Membership) -> None:
    give_password(administrator.user)
    give_app(administrator.user)
    client = client_as(administrator, age=int(time.time()) - 1)
    for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"):
        answer = client.get(reverse(name))
        assert answer["Location"].startswith(reverse("account_reauthenticate")), name
