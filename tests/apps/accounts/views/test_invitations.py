"""Inviting: the form, the list, sending again and taking back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.actions.invitations import invite_person
from fulcrum.apps.accounts.models import Invitation, Membership, Tenant
from fulcrum.kernel.actors import Actor, Role
from tests.apps.accounts.conftest import PASSWORD, acting, verbs

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


def test_an_invitation_goes_out(
    client_as: Clients, lead: Membership, django_capture_on_commit_callbacks: OnCommit
) -> None:
    client, url = client_as(lead), reverse("invite")
    page = client.get(url).content.decode()
    assert 'value="institution_colleague"' in page
    assert 'value="administrator"' not in page
    assert "Works on the institution&#x27;s assessments." in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url, FORM)
    assert answer["Location"] == reverse("invitations")
    assert mail.outbox[0].to == [FORM["email"]]
    listed = client.get(reverse("invitations")).content.decode()
    assert FORM["email"] in listed
    assert "Waiting for an answer" in listed
    assert "invite_person" in verbs()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"email": "nobody"}, "valid email"),
        ({"email": ""}, "required"),
        ({"role": "administrator"}, "not one of the available choices"),
        ({"role": ""}, "required"),
    ],
)
def test_wrong_invitations_stay_in_the_form(
    client_as: Clients, lead: Membership, changes: dict[str, str], says: str
) -> None:
    answer = client_as(lead).post(reverse("invite"), FORM | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Invitation.objects.exists()


def test_what_stands_in_the_way_is_said_in_the_form(client_as: Clients, lead: Membership) -> None:
    client, url = client_as(lead), reverse("invite")
    client.post(url, FORM)
    answer = client.post(url, FORM)
    assert answer.status_code == 422
    assert "An invitation to this address is waiting." in answer.content.decode()
    assert FORM["email"] in answer.content.decode()


def test_the_secretariat_starts_others_off_but_not_itself(
    client_as: Clients, officer: Membership, bank: Tenant
) -> None:
    client = client_as(officer)
    assert "Your role invites nobody here" in client.get(reverse("invite")).content.decode()
    url = reverse("invite_to_tenant", args=[bank.pk])
    assert 'value="administrator"' in client.get(url).content.decode()
    answer = client.post(url, FORM | {"role": "administrator"})
    assert answer["Location"] == reverse("tenant", args=[bank.pk])
    assert Invitation.objects.get().tenant == bank


def test_other_organisations_are_not_there(client_as: Clients, bank: Tenant) -> None:
    client = client_as(Role.ADMINISTRATOR)
    url = reverse("invite_to_tenant", args=[bank.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, FORM).status_code == 404


@pytest.mark.parametrize(
    "role", [Role.INSTITUTION_COLLEAGUE, Role.CRIME_ANALYST, Role.RESEARCHER, Role.CASEWORKER]
)
def test_other_roles_invite_nobody(client_as: Clients, role: Role) -> None:
    client = client_as(role)
    for name in ("invite", "invitations"):
        assert client.get(reverse(name)).status_code == 403


def test_inviting_asks_for_a_fresh_proof(client_as: Clients, lead: Membership) -> None:
    answer = client_as(lead, age=601).post(reverse("invite"), FORM)
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_an_empty_list_offers_the_first_step(client_as: Clients, lead: Membership) -> None:
    page = client_as(lead).get(reverse("invitations")).content.decode()
    assert "Nobody was invited yet" in page


def test_sent_again_the_old_link_is_dead(
    client_as: Clients, lead: Membership, sent: tuple[Invitation, str], client: Client
) -> None:
    invitation, secret = sent
    assert client.get(link(secret)).status_code == 200
    url = reverse("resend_invitation", args=[invitation.pk])
    answer = client_as(lead).post(url, follow=True)
    page = answer.content.decode()
    assert "Sent again." in page
    assert "2 times" in page
    assert client.get(link(secret)).status_code == 404


def test_taken_back_it_is_dead(
    client_as: Clients, lead: Membership, sent: tuple[Invitation, str], client: Client
) -> None:
    invitation, secret = sent
    url = reverse("revoke_invitation", args=[invitation.pk])
    manager = client_as(lead)
    page = manager.post(url, follow=True).content.decode()
    assert "The invitation is revoked." in page
    assert "Send again" not in page
    assert client.get(link(secret)).status_code == 404
    for name in ("revoke_invitation", "resend_invitation"):
        again = manager.post(reverse(name, args=[invitation.pk]), follow=True)
        assert "has been used or revoked" in again.content.decode()


def test_invitations_one_could_not_have_sent_are_left_alone(
    client_as: Clients, lead: Membership, bank: Tenant, system: Actor, officer: Membership
) -> None:
    high = invite_person(bank, email="a@example.org", role=Role.ADMINISTRATOR, by=system)
    client = client_as(lead)
    assert "Revoke" not in client.get(reverse("invitations")).content.decode()
    strangers = client_as(Role.ADMINISTRATOR)
    for name in ("revoke_invitation", "resend_invitation"):
        url = reverse(name, args=[high.invitation.pk])
        assert client.post(url).status_code == 403
        assert strangers.post(url).status_code == 404
    url = reverse("revoke_invitation", args=[high.invitation.pk])
    assert client_as(officer).post(url)["Location"] == reverse("tenant", args=[bank.pk])


def test_the_list_asks_as_often_for_three_as_for_one(
    client_as: Clients,
    lead: Membership,
    system: Actor,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    client, url = client_as(lead), reverse("invitations")
    for emails in (["a@example.org"], ["b@example.org", "c@example.org"]):
        for email in emails:
            invite_person(lead.tenant, email=email, role=Role.BANK_CONTACT, by=acting(lead))
        with django_assert_num_queries(4):
            assert client.get(url).status_code == 200
