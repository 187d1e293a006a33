"""Passwords change and are set anew; other sessions end."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership
from fulcrum.kernel.actors import Role
from tests.apps.accounts.conftest import (
    OTHER_PASSWORD,
    PASSWORD,
    Door,
    give_password,
    verbs,
)

Clients = Callable[..., Client]
OnCommit = Callable[..., AbstractContextManager[Any]]


def test_changing_the_password_ends_every_other_session(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    elsewhere = Door()
    for one in (door, elsewhere):
        one.password(user.email)
        one.client.get("/")
    url = reverse("account_change_password")
    form = {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    wrong = door.client.post(url, form | {"oldpassword": "something else entirely"})
    assert "What you typed is still here" in wrong.content.decode()
    assert door.client.post(url, form)["Location"] == reverse("my_access")
    assert door.client.get("/").status_code == 200
    assert elsewhere.client.get("/")["Location"].startswith(reverse("account_login"))
    assert UserSession.objects.filter(user_id=user.pk).count() == 1
    assert mail.outbox[-1].subject == "Your password was changed"
    assert "change_password" in verbs()
    assert Door().password(user.email, PASSWORD).status_code == 200
    assert Door().password(user.email, OTHER_PASSWORD)["Location"] == "/"


@pytest.mark.parametrize("weak", ["short", "iloveyou", "qwertyuiop"])
def test_weak_passwords_are_refused(door: Door, colleague: Membership, weak: str) -> None:
    user = give_password(colleague.user)
    door.password(user.email)
    form = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    answer = door.client.post(reverse("account_change_password"), form)
    assert answer.status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_who_has_no_password_is_told_so(client_as: Clients) -> None:
    client = client_as(Role.RESEARCHER)
    answer = client.get(reverse("account_change_password"), follow=True)
    assert answer.redirect_chain == [(reverse("my_access"), 302)]
    assert "no password to change" in answer.content.decode()


def link_in(text: str) -> str:
    """The path of the link in a letter."""
    line = next(line for line in text.splitlines() if line.startswith("http"))
    return "/" + line.split("/", 3)[3]


def test_a_forgotten_password_is_set_anew_by_the_link_once(
    door: Door, colleague: Membership
) -> None:
    user = give_password(colleague.user)
    inside = Door()
    inside.password(user.email)
    inside.client.get("/")
    sent = door.client.post(reverse("account_reset_password"), {"email": user.email})
    assert sent["Location"] == reverse("account_reset_password_done")
    assert "Look into your mail" in door.client.get(sent["Location"]).content.decode()
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == ([user.email], "A new password for Fulcrum")
    path = link_in(str(letter.body))
    form_page = door.client.get(path, follow=True)
    assert "set-password" in form_page.redirect_chain[-1][0]
    where = form_page.redirect_chain[-1][0]
    differing = {"password1": OTHER_PASSWORD, "password2": PASSWORD}
    assert "What you typed is still here" in door.client.post(where, differing).content.decode()
    same = {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    done = door.client.post(where, same)
    assert done["Location"] == reverse("account_reset_password_from_key_done")
    assert "new password is set" in door.client.get(done["Location"]).content.decode()
    assert inside.client.get("/")["Location"].startswith(reverse("account_login"))
    assert "does not work any more" in Door().client.get(path).content.decode()
    assert Door().password(user.email, OTHER_PASSWORD)["Location"] == "/"
    assert "reset_password" in verbs()


def test_strangers_get_no_letter_and_the_same_answer(door: Door) -> None:
    sent = door.client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert sent["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []


def test_the_link_of_a_letter_goes_by_our_own_address(door: Door, colleague: Membership) -> None:
    give_password(colleague.user)
    door.client.post(
        reverse("account_reset_password"),
        {"email": colleague.user.email},
        headers={"host": "localhost"},
    )
    assert "http://127.0.0.1:8000/account/password/new/" in str(mail.outbox[0].body)
