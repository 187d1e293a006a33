"""The page an invitation's link opens."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.accounts.actions import invitations
from fulcrum.apps.accounts.actions.invitations import invite_person, revoke_invitation
from fulcrum.apps.accounts.models import Invitation, Membership, Tenant, User
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Actor, Role
from tests.apps.accounts.conftest import PASSWORD, Door, give_password, verbs
from tests.conftest import Canary, MembershipMaker

Clients = Callable[..., Client]
OnCommit = Callable[..., AbstractContextManager[Any]]
FORM = {"email": "amara@example.org", "role": "institution_colleague"}
NEW = {"name": "Amara Okafor", "password1": PASSWORD, "password2": PASSWORD}


def link(secret: str) -> str:
    return reverse("accept_invitation", args=[secret])


@pytest.fixture
def sent(bank: Tenant, system: Actor) -> tuple[Invitation, str]:
    """An open invitation to the bank, and its secret."""
    made = invite_person(bank, email=FORM["email"], role=Role.INSTITUTION_COLLEAGUE, by=system)
    return made.invitation, made.secret


def test_a_newcomer_makes_an_account_and_is_in(sent: tuple[Invitation, str], bank: Tenant) -> None:
    invitation, secret = sent
    door = Door()
    page = door.client.get(link(secret)).content.decode()
    assert bank.name in page
    assert "Institution colleague" in page
    assert invitation.email in page
    answer = door.client.post(link(secret), NEW)
    assert answer["Location"] == "/"
    user = User.objects.get(email=invitation.email)
    assert door.signed_in_as() == user.pk
    assert user.check_password(PASSWORD)
    membership = user.memberships.get()
    assert (membership.tenant, membership.role) == (bank, Role.INSTITUTION_COLLEAGUE)
    assert f"Welcome to {bank.name}." in door.client.get("/").content.decode()
    assert door.client.get(link(secret)).status_code == 404
    assert verbs()[-2:] == ["accept_invitation", "sign_in"]


def test_a_newcomer_whose_role_owes_a_factor_is_asked_next(bank: Tenant, system: Actor) -> None:
    made = invite_person(bank, email="a@example.org", role=Role.ADMINISTRATOR, by=system)
    client = Client()
    assert "Next you set up a second factor" in client.get(link(made.secret)).content.decode()
    client.post(link(made.secret), NEW)
    assert client.get("/")["Location"] == reverse("second_factor_needed")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "required"),
        ({"password2": "something else entirely"}, "The two passwords differ."),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": "amara okafor!", "password2": "amara okafor!"}, "too similar"),
        ({"password1": "", "password2": ""}, "required"),
    ],
)
def test_a_newcomers_mistakes_are_said_and_nothing_is_made(
    client: Client, sent: tuple[Invitation, str], changes: dict[str, str], says: str
) -> None:
    answer = client.post(link(sent[1]), NEW | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not User.objects.filter(email=sent[0].email).exists()
    assert client.get(link(sent[1])).status_code == 200


def test_who_has_an_account_signs_in_and_comes_back(
    sent: tuple[Invitation, str], member_as: MembershipMaker, bank: Tenant
) -> None:
    invitation, secret = sent
    membership = member_as(Role.RESEARCHER)
    User.objects.filter(pk=membership.user_id).update(email=invitation.email)
    give_password(User.objects.get(pk=membership.user_id))
    door = Door()
    page = door.client.get(link(secret)).content.decode()
    assert f'href="{reverse("account_login")}?next={link(secret)}"' in page
    assert door.client.post(link(secret), NEW).status_code == 200
    assert door.signed_in_as() is None
    assert door.password(invitation.email, next=link(secret))["Location"] == link(secret)
    assert "Accept" in door.client.get(link(secret)).content.decode()
    answer = door.client.post(link(secret), follow=True)
    assert f"Welcome to {bank.name}." in answer.content.decode()
    assert bank.name in answer.context["current_membership"]


def test_somebody_elses_invitation_is_not_taken(
    client_as: Clients, sent: tuple[Invitation, str]
) -> None:
    client = client_as(Role.RESEARCHER)
    page = client.get(link(sent[1])).content.decode()
    assert "an account of another address" in page
    assert client.post(link(sent[1])).status_code == 200
    sent[0].refresh_from_db()
    assert sent[0].accepted_at is None
    away = client.post(reverse("account_logout"), {"next": link(sent[1])})
    assert away["Location"] == link(sent[1])


def test_dead_links_say_what_to_do(
    client: Client, sent: tuple[Invitation, str], system: Actor
) -> None:
    invitation, secret = sent
    assert "Look for a newer one" in client.get(link("never-was")).content.decode()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link(secret)).status_code == 404
    assert client.post(link(secret), NEW).status_code == 404
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    revoke_invitation(invitation, by=system)
    assert client.get(link(secret)).status_code == 404


def test_nobody_is_named_in_addresses_titles_letters_or_the_log(
    client_as: Clients,
    lead: Membership,
    canary: Canary,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    client = client_as(lead)
    with django_capture_on_commit_callbacks(execute=True):
        pages = [client.post(reverse("invite"), FORM | {"email": canary.email})]
    pages.append(client.get(reverse("invitations")))
    assert canary.email in pages[1].content.decode()
    secret = str(mail.outbox[0].body).split("/invitation/")[1].split()[0]
    newcomer = Client()
    pages.append(newcomer.get(link(secret)))
    pages.append(newcomer.post(link(secret), NEW | {"name": canary.name}))
    pages.append(newcomer.get("/"))
    for page in pages:
        canary.check_response(page)
    canary.check_rows(Entry, "old", "new")  # who did it is named, as the rule of the log has it
    assert secret not in str(list(Invitation.objects.values()))
    assert secret not in str(list(Entry.objects.values()))


def taken_back_first(patch: pytest.MonkeyPatch, name: str, by: Actor) -> None:
    """Let an invitation be revoked after its page looked at it and before it is accepted."""
    accept = getattr(invitations, name)

    def later(invitation: Invitation, *args: Any, **details: Any) -> Membership:
        revoke_invitation(invitation, by=by)
        found: Membership = accept(invitation, *args, **details)
        return found

    patch.setattr(invitations, name, later)


def test_taken_back_between_looking_and_accepting_it_makes_no_account(
    sent: tuple[Invitation, str], system: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_back_first(monkeypatch, "accept_with_new_account", system)
    answer = Client().post(link(sent[1]), NEW)
    assert answer.status_code == 422
    assert "used or revoked" in answer.content.decode()
    assert not User.objects.filter(email=sent[0].email).exists()


def test_taken_back_between_looking_and_accepting_it_adds_no_role(
    sent: tuple[Invitation, str],
    system: Actor,
    client_as: Clients,
    member_as: MembershipMaker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    member = member_as(Role.RESEARCHER)
    User.objects.filter(pk=member.user_id).update(email=sent[0].email)
    client = client_as(Membership.objects.get(pk=member.pk))
    taken_back_first(monkeypatch, "accept_with_account", system)
    assert "used or revoked" in client.post(link(sent[1])).content.decode()
    assert Membership.objects.filter(user_id=member.user_id).count() == 1
