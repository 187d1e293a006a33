"""Security keys: added, asked for at sign-in and at step-up, and not fooled."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership
from tests.apps.accounts.conftest import Door, factors_of, give_password, verbs
from tests.apps.accounts.soft_key import SoftKey, options_in

Clients = Callable[..., Client]


def add(client: Client, key: SoftKey, name: str = "Blue key") -> Any:
    """Add a key on its page."""
    url = reverse("mfa_add_webauthn")
    options = options_in(client.get(url).content.decode(), "creation_options")
    return client.post(url, {"name": name, "credential": key.register(options)})


@pytest.fixture
def owner(client_as: Clients, administrator: Membership) -> Client:
    """An administrator at their pages, with a password."""
    give_password(administrator.user)
    return client_as(administrator)


@pytest.mark.django_db(transaction=True)
def test_a_key_is_added_and_opens_what_was_owed(door: Door, administrator: Membership) -> None:
    user = give_password(administrator.user)
    door.password(user.email)
    assert door.client.get("/")["Location"] == reverse("second_factor_needed")
    answer = add(door.client, SoftKey())
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert factors_of(user) == {"webauthn", "recovery_codes"}
    assert door.client.get("/").status_code == 200
    assert mail.outbox[-1].subject == "A security key was added to your account"
    assert "Blue key" in door.client.get(reverse("mfa_list_webauthn")).content.decode()
    assert verbs() == ["sign_in", "add_second_factor", "add_second_factor"]


def test_a_key_opens_the_door(owner: Client, administrator: Membership) -> None:
    key = SoftKey()
    add(owner, key)
    door = Door()
    assert door.password(administrator.user.email)["Location"] == reverse("mfa_authenticate")
    page = door.client.get(reverse("mfa_authenticate")).content.decode()
    assert "Or with a security key" in page
    proof = key.prove(options_in(page, "request_options"))
    answer = door.client.post(reverse("mfa_authenticate"), {"credential": proof})
    assert answer["Location"] == "/"
    assert door.signed_in_as() == administrator.user_id
    assert door.client.get(reverse("people")).status_code == 200
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def test_another_key_does_not(owner: Client, administrator: Membership) -> None:
    add(owner, SoftKey())
    door = Door()
    door.password(administrator.user.email)
    page = door.client.get(reverse("mfa_authenticate")).content.decode()
    options = options_in(page, "request_options")
    for stranger in (SoftKey(), SoftKey(b"somebody else's")):
        proof = stranger.prove_uninvited(options)
        answer = door.client.post(reverse("mfa_authenticate"), {"credential": proof})
        assert "This key was not accepted" in answer.content.decode()
        options = options_in(answer.content.decode(), "request_options")
    assert door.signed_in_as() is None


def test_an_old_answer_does_not(owner: Client, administrator: Membership) -> None:
    key = SoftKey()
    add(owner, key)
    door, url = Door(), reverse("mfa_authenticate")
    door.password(administrator.user.email)
    proof = key.prove(options_in(door.client.get(url).content.decode(), "request_options"))
    door.client.get(url)
    assert door.client.post(url, {"credential": proof}).status_code == 200
    assert door.signed_in_as() is None


@pytest.mark.parametrize("nonsense", ["", "not json", "[]", "{}", '{"id": "x"}', '"text"', "7"])
def test_nonsense_is_a_wrong_answer_and_breaks_nothing(
    owner: Client, administrator: Membership, nonsense: str
) -> None:
    add(owner, SoftKey())
    url = reverse("mfa_add_webauthn")
    owner.get(url)
    assert owner.post(url, {"name": "Red key", "credential": nonsense}).status_code == 200
    door = Door()
    door.password(administrator.user.email)
    door.client.get(reverse("mfa_authenticate"))
    answer = door.client.post(reverse("mfa_authenticate"), {"credential": nonsense})
    assert answer.status_code == 200
    assert door.signed_in_as() is None
    again = owner.post(reverse("mfa_reauthenticate_webauthn"), {"credential": nonsense})
    assert again.status_code == 302
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_a_key_confirms_that_it_is_you(
    owner: Client, client_as: Clients, administrator: Membership
) -> None:
    key = SoftKey()
    add(owner, key)
    tired = client_as(administrator, age=660)
    assert tired.get(reverse("invite")).status_code == 302
    url = reverse("mfa_reauthenticate_webauthn")
    page = tired.get(f"{url}?next=/people/invite").content.decode()
    assert 'value="/people/invite"' in page
    proof = key.prove(options_in(page, "request_options"))
    answer = tired.post(url, {"credential": proof, "next": "/people/invite"})
    assert answer["Location"] == "/people/invite"
    assert tired.get(reverse("invite")).status_code == 200


def test_a_key_without_a_name_gets_one(owner: Client) -> None:
    add(owner, SoftKey(), name="")
    add(owner, SoftKey(b"the second"), name="")
    names = [row.data["name"] for row in Authenticator.objects.filter(type="webauthn")]
    assert len(names) == 2
    assert all(names)
