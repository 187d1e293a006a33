"""The sign-in library's pages: each wears the house's clothes and is closed to whom it is not for."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership
from fulcrum.kernel.actors import Role
from tests.apps.accounts.conftest import give_app, give_codes, give_password, verbs
from tests.apps.accounts.soft_key import options_in

Clients = Callable[..., Client]
OPEN = (
    ("account_login", "Sign in"),
    ("account_reset_password", "Forgotten password"),
    ("account_reset_password_done", "Look into your mail"),
    ("account_reset_password_from_key_done", "Your new password is set"),
    ("account_inactive", "This account is closed"),
)
OWN = (
    ("account_logout", "Sign out?"),
    ("account_change_password", "Change password"),
    ("account_reauthenticate", "Confirm that it is you"),
    ("mfa_index", "Second factors"),
    ("mfa_list_webauthn", "Security keys"),
    ("mfa_add_webauthn", "Add a security key"),
    ("mfa_activate_totp", "Set up an app"),
)


def make_key(membership: Membership, name: str = "Blue key") -> Authenticator:
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(
        user=membership.user, type=Authenticator.Type.WEBAUTHN, data=data
    )


def in_the_house(page: str, heading: str) -> None:
    assert f">{heading}" in page
    assert page.count("<h1") == 1
    assert 'href="#main"' in page
    assert "<style" not in page
    assert " style=" not in page
    assert "django-allauth" not in page.lower()


@pytest.mark.parametrize(("name", "heading"), OPEN)
def test_open_pages(client: Client, db: None, name: str, heading: str) -> None:
    in_the_house(client.get(reverse(name)).content.decode(), heading)


@pytest.mark.parametrize(("name", "heading"), OWN)
def test_ones_own_pages(
    client_as: Clients, client: Client, colleague: Membership, name: str, heading: str
) -> None:
    give_password(colleague.user)
    assert client.get(reverse(name)).status_code == 302
    answer = client_as(colleague).get(reverse(name))
    assert answer.status_code == 200
    in_the_house(answer.content.decode(), heading)
    assert answer["Cache-Control"].find("no-store") >= 0


def test_a_bad_link_of_a_letter(client: Client, db: None) -> None:
    page = client.get("/account/password/new/1-nothing/").content.decode()
    in_the_house(page, "This link does not work any more")


def test_whoever_is_in_needs_no_door(client_as: Clients) -> None:
    assert client_as(Role.RESEARCHER).get(reverse("account_login"))["Location"] == "/"


def test_ways_to_confirm_depend_on_what_is_set_up(
    client_as: Clients, colleague: Membership
) -> None:
    give_password(colleague.user)
    client = client_as(colleague)
    url = reverse("account_reauthenticate")
    assert "Another way" not in client.get(url).content.decode()
    give_app(colleague.user)
    page = client.get(f"{url}?next=/people").content.decode()
    assert "Another way" in page
    assert f'href="{reverse("mfa_reauthenticate")}?next=%2Fpeople"' in page
    other = client.get(reverse("mfa_reauthenticate")).content.decode()
    in_the_house(other, "Confirm that it is you")
    assert f'href="{url}"' in other


def test_the_key_page_hands_the_browser_what_it_needs(
    client_as: Clients, colleague: Membership
) -> None:
    give_password(colleague.user)
    page = client_as(colleague).get(reverse("mfa_add_webauthn")).content.decode()
    options = options_in(page, "creation_options")
    assert options["rp"]["id"] == "testserver"
    assert options["challenge"]
    assert 'data-key="addForm"' in page
    for script in ("mfa/js/webauthn-json.js", "mfa/js/webauthn.js", "accounts/keys.js"):
        assert script in page
    assert "Security keys need JavaScript" in page.split("<noscript>")[1]


def test_keys_are_listed_renamed_and_removed(client_as: Clients, colleague: Membership) -> None:
    give_password(colleague.user)
    client = client_as(colleague)
    assert "No key yet" in client.get(reverse("mfa_list_webauthn")).content.decode()
    key = make_key(colleague)
    assert "Blue key" in client.get(reverse("mfa_list_webauthn")).content.decode()
    edit = reverse("mfa_edit_webauthn", args=[key.pk])
    in_the_house(client.get(edit).content.decode(), "Rename a security key")
    assert "This field is required" in client.post(edit, {"name": ""}).content.decode()
    assert client.post(edit, {"name": "Red key"})["Location"] == reverse("mfa_list_webauthn")
    assert "Red key" in client.get(reverse("my_access")).content.decode()
    remove = reverse("mfa_remove_webauthn", args=[key.pk])
    in_the_house(client.get(remove).content.decode(), "Remove this security key?")
    assert client.post(remove)["Location"] == reverse("mfa_list_webauthn")
    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].subject == "A security key was removed from your account"
    assert "remove_second_factor" in verbs()


def test_the_last_key_a_role_needs_stays(client_as: Clients, administrator: Membership) -> None:
    give_password(administrator.user)
    key = make_key(administrator)
    client, url = client_as(administrator), reverse("mfa_remove_webauthn", args=[key.pk])
    answer = client.post(url, follow=True)
    assert "this is the last. Add another first." in answer.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()
    give_app(administrator.user)
    client.post(url)
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_keys_of_others_are_not_there(
    client_as: Clients, administrator: Membership, colleague: Membership
) -> None:
    give_password(administrator.user)
    key = make_key(colleague)
    client = client_as(administrator)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        url = reverse(name, args=[key.pk])
        assert client.get(url).status_code == 404
        assert client.post(url, {"name": "Mine now"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Blue key"


def test_the_page_of_factors_says_what_is_set_up(client_as: Clients, colleague: Membership) -> None:
    client, url = client_as(colleague), reverse("mfa_index")
    assert client.get(url).content.decode().count(">not set up<") == 2
    give_app(colleague.user)
    make_key(colleague)
    codes = give_codes(colleague.user)
    page = client.get(url).content.decode()
    assert page.count(">set up<") == 2
    assert "1 key belongs to your account." in page
    assert "10 of 10 are left" in page
    assert not any(code in page for code in codes)


def test_no_codes_no_page_of_codes(client_as: Clients, colleague: Membership) -> None:
    assert client_as(colleague).get(reverse("mfa_view_recovery_codes")).status_code == 404


def test_codes_need_a_factor_beside_them(client_as: Clients, colleague: Membership) -> None:
    give_password(colleague.user)
    client, url = client_as(colleague), reverse("mfa_generate_recovery_codes")
    answer: Any = client.post(url)
    assert answer.status_code == 200
    assert "alert-danger" in answer.content.decode()
    assert not Authenticator.objects.exists()
