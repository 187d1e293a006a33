"""Signing in as a browser does it: password, app, recovery code, step-up, sign-out."""

import time
from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Role
from tests.apps.accounts.conftest import (
    OTHER_PASSWORD,
    PASSWORD,
    Door,
    code_of,
    factors_of,
    give_app,
    give_codes,
    give_password,
)
from tests.conftest import Canary, MembershipMaker

Clients = Callable[..., Client]


def verbs() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("verb", flat=True))


def test_password_opens_the_door(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    answer = door.password(user.email.upper())
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert door.signed_in_as == user.pk
    assert door.client.get("/").status_code == 200
    assert verbs() == ["sign_in"]
    assert Entry.objects.get().new == {"ways": ["password"]}


@pytest.mark.parametrize("sent", ["wrong password altogether", ""])
def test_wrong_password_keeps_it_shut_and_keeps_the_address(
    door: Door, colleague: Membership, sent: str
) -> None:
    user = give_password(colleague.user)
    page = door.password(user.email, sent).content.decode()
    assert door.signed_in_as is None
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
    assert door.signed_in_as is None
    assert answer.status_code == 302
    assert answer["Location"] == reverse("account_inactive")
    assert "closed" in door.client.get(answer["Location"]).content.decode()


def test_the_way_leads_on_to_where_somebody_wanted_to_go(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    turned_away = door.client.get(reverse("people"))
    assert turned_away["Location"] == f"{reverse('account_login')}?next=/people"
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
    assert door.signed_in_as is None
    page = door.client.get(reverse("mfa_authenticate")).content.decode()
    assert "Or with a security key" not in page
    code = code_of(secret)
    wrong = f"{(int(code) + 7) % 1_000_000:06}"
    assert door.code(wrong).status_code == 200
    assert door.signed_in_as is None
    assert door.code(code)["Location"] == "/"
    assert door.signed_in_as == user.pk
    assert door.client.get(reverse("people")).status_code == 200
    other = Door()
    other.password(user.email)
    other.code(code)
    assert other.signed_in_as is None
    assert verbs() == ["fail_second_factor", "sign_in", "fail_second_factor"]


def test_a_used_code_is_known_to_every_server_process(
    door: Door, administrator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library remembers used codes in the cache of one process; the table is shared."""
    user = give_password(administrator.user)
    code = code_of(give_app(user))
    door.password(user.email)
    door.code(code)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.cache.get", lambda *_a, **_k: None)
    other = Door()
    other.password(user.email)
    assert other.code(code).status_code == 200
    assert other.signed_in_as is None


def test_a_recovery_code_works_once(door: Door, administrator: Membership) -> None:
    user = give_password(administrator.user)
    give_app(user)
    codes = give_codes(user)
    door.password(user.email)
    assert door.code(codes[0])["Location"] == "/"
    assert door.signed_in_as == user.pk
    assert "9 of 10" in door.client.get(reverse("mfa_index")).content.decode()
    other = Door()
    other.password(user.email)
    assert other.code(codes[0]).status_code == 200
    assert other.signed_in_as is None
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
    assert door.signed_in_as is None


def test_the_second_step_has_no_other_entrance(door: Door) -> None:
    assert door.client.get(reverse("mfa_authenticate"))["Location"].startswith(
        reverse("account_login")
    )


def test_signing_out(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    door.password(user.email)
    assert "Sign out?" in door.client.get(reverse("account_logout")).content.decode()
    assert door.signed_in_as == user.pk
    answer = door.client.post(reverse("account_logout"))
    assert answer["Location"] == reverse("account_login")
    assert door.signed_in_as is None
    assert verbs() == ["sign_in", "sign_out"]


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


@pytest.mark.parametrize("weak", ["short", "passwordpassword1"[:8], "iloveyou1234"[:9]])
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


def test_new_recovery_codes_replace_the_old(client_as: Clients, administrator: Membership) -> None:
    give_password(administrator.user)
    give_app(administrator.user)
    old = give_codes(administrator.user)
    client = client_as(administrator)
    url = reverse("mfa_generate_recovery_codes")
    assert "10 codes that are left stop working" in client.get(url).content.decode()
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
