"""Signing in as a browser does it: password, app, recovery code, and out again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Role
from tests.apps.accounts.conftest import (
    Door,
    code_of,
    give_app,
    give_codes,
    give_password,
    verbs,
)
from tests.conftest import Canary, MembershipMaker

Clients = Callable[..., Client]
OnCommit = Callable[..., AbstractContextManager[Any]]


def test_password_opens_the_door(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    answer = door.password(user.email.upper())
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert door.signed_in_as() == user.pk
    assert door.client.get("/").status_code == 200
    assert verbs() == ["sign_in"]
    assert Entry.objects.get().new == {"ways": ["password"]}


@pytest.mark.parametrize("sent", ["wrong password altogether", ""])
def test_wrong_password_keeps_it_shut_and_keeps_the_address(
    door: Door, colleague: Membership, sent: str
) -> None:
    user = give_password(colleague.user)
    page = door.password(user.email, sent).content.decode()
    assert door.signed_in_as() is None
    assert user.email in page
    assert "What you typed is still here" in page
    assert verbs() == (["fail_sign_in"] if sent else [])


def test_unknown_and_known_addresses_are_answered_alike(door: Door, colleague: Membership) -> None:
    give_password(colleague.user)
    pages = [
        door.password(email, "wrong password altogether").content.decode().count("alert-danger")
        for email in (colleague.user.email, "nobody@example.org")
    ]
    assert pages == [1, 1]
    assert set(Entry.objects.values_list("target_label", flat=True)) == {
        str(colleague.user),
        "unknown account",
    }


def test_closed_accounts_do_not_open(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    answer = door.password(user.email)
    assert door.signed_in_as() is None
    assert answer.status_code == 302
    assert answer["Location"] == reverse("account_inactive")
    assert "closed" in door.client.get(answer["Location"]).content.decode()


def test_the_way_leads_on_to_where_somebody_wanted_to_go(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    turned_away = door.client.get(reverse("people"))
    assert turned_away["Location"] == f"{reverse('account_login')}?next=%2Fpeople"
    assert 'value="/people"' in door.client.get(turned_away["Location"]).content.decode()
    assert door.password(user.email, next="/people")["Location"] == "/people"


def test_the_way_never_leads_elsewhere(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    answer = door.password(user.email, next="https://elsewhere.example/")
    assert "elsewhere" not in answer["Location"]


def test_signing_in_makes_a_new_session(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    session = door.client.session
    session["planted"] = True
    session.save()
    door.password(user.email)
    assert door.client.session.session_key != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_an_app_is_asked_for_and_its_code_works_once(door: Door, administrator: Membership) -> None:
    user = give_password(administrator.user)
    secret = give_app(user)
    assert door.password(user.email)["Location"] == reverse("mfa_authenticate")
    assert door.signed_in_as() is None
    page = door.client.get(reverse("mfa_authenticate")).content.decode()
    assert "Or with a security key" not in page
    code = code_of(secret)
    wrong = f"{(int(code) + 7) % 1_000_000:06}"
    assert door.code(wrong).status_code == 200
    assert door.signed_in_as() is None
    assert door.code(code)["Location"] == "/"
    assert door.signed_in_as() == user.pk
    assert door.client.get(reverse("people")).status_code == 200
    other = Door()
    other.password(user.email)
    other.code(code)
    assert other.signed_in_as() is None
    assert verbs() == ["fail_second_factor", "sign_in", "fail_second_factor"]


def test_a_used_code_is_known_to_every_server_process(
    door: Door, administrator: Membership
) -> None:
    """The library remembers used codes in the cache of one process; the table is shared."""
    user = give_password(administrator.user)
    code = code_of(give_app(user))
    door.password(user.email)
    door.code(code)
    cache.clear()
    other = Door()
    other.password(user.email)
    assert other.code(code).status_code == 200
    assert other.signed_in_as() is None


def test_a_recovery_code_works_once(door: Door, administrator: Membership) -> None:
    user = give_password(administrator.user)
    give_app(user)
    codes = give_codes(user)
    door.password(user.email)
    assert door.code(codes[0])["Location"] == "/"
    assert door.signed_in_as() == user.pk
    assert "9 of 10" in door.client.get(reverse("mfa_index")).content.decode()
    other = Door()
    other.password(user.email)
    assert other.code(codes[0]).status_code == 200
    assert other.signed_in_as() is None
    assert other.code(codes[1])["Location"] == "/"


def test_cancelling_at_the_second_step_leaves_nobody_half_in(
    door: Door, administrator: Membership
) -> None:
    user = give_password(administrator.user)
    give_app(user)
    door.password(user.email)
    away = door.client.post(reverse("account_logout"), {"next": reverse("account_login")})
    assert away["Location"] == reverse("account_login")
    assert door.client.get(reverse("mfa_authenticate")).status_code == 302
    assert door.signed_in_as() is None


def test_the_second_step_has_no_other_entrance(door: Door) -> None:
    assert door.client.get(reverse("mfa_authenticate"))["Location"].startswith(
        reverse("account_login")
    )


def test_signing_out(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    door.password(user.email)
    assert "Sign out?" in door.client.get(reverse("account_logout")).content.decode()
    assert door.signed_in_as() == user.pk
    answer = door.client.post(reverse("account_logout"))
    assert answer["Location"] == reverse("account_login")
    assert door.signed_in_as() is None
    assert verbs() == ["sign_in", "sign_out"]


def test_nobody_is_named_in_addresses_letters_or_the_log(
    door: Door, member_as: MembershipMaker, canary: Canary
) -> None:
    membership = member_as(Role.RESEARCHER, name=canary.name)
    User.objects.filter(pk=membership.user_id).update(email=canary.email)
    user = give_password(User.objects.get(pk=membership.user_id))
    pages = [
        door.client.post(reverse("account_reset_password"), {"email": canary.email}),
        door.password(canary.email, "wrong password altogether"),
        door.password(canary.email),
        door.client.get(reverse("my_access")),
        door.client.get(reverse("person", args=[membership.pk])),
        door.client.get(reverse("mfa_index")),
    ]
    assert canary.name in pages[3].content.decode()
    give_app(user)
    for page in pages:
        canary.check_response(page)
    assert [letter.to for letter in mail.outbox] == [[canary.email]]
