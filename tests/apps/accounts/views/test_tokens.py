"""Pages of API tokens."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import ApiToken, Membership, Tenant
from fulcrum.apps.accounts.secrets import digest
from fulcrum.kernel.actors import Role
from tests.conftest import MembershipMaker, TenantMaker

Clients = Callable[..., Client]
ORDER = {"name": "Nightly export", "areas": ["parties"], "days": "30"}
NEW = "/access/tokens/new"


def made_by(client: Client) -> ApiToken:
    assert client.post(NEW, ORDER).status_code == 200
    return ApiToken.objects.latest("pk")


def test_a_token_is_made_and_its_secret_shown_once(client_as: Clients, lead: Membership) -> None:
    client = client_as(lead)
    assert "It works for" in client.get(NEW).content.decode()
    answer = client.post(NEW, ORDER | {"may_write": "on"})
    secret = answer.context["made"].secret
    page = answer.content.decode()
    assert page.count(secret) == 1
    assert "read and change" in page
    token = ApiToken.objects.get()
    assert (token.secret_hash, token.may_write) == (digest(secret), True)
    access = client.get(reverse("my_access")).content.decode()
    assert "Nightly export" in access
    assert secret not in access


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "What it is for"),
        ({"areas": []}, "Areas"),
        ({"areas": ["vault"]}, "Areas"),
        ({"days": "10000"}, "It works for"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_made(
    client_as: Clients, lead: Membership, changes: dict[str, object], said: str
) -> None:
    answer = client_as(lead).post(NEW, ORDER | changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_too_many_are_said_on_the_form(
    client_as: Clients, lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fulcrum.apps.accounts.actions.tokens.MOST_LIVE", 0)
    answer = client_as(lead).post(NEW, ORDER)
    assert answer.status_code == 422
    assert "Revoke one you do not need" in answer.content.decode()


def test_making_one_asks_for_a_fresh_proof(client_as: Clients, lead: Membership) -> None:
    answer = client_as(lead, age=660).post(NEW, ORDER)
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("role", [Role.INSTITUTION_COLLEAGUE, Role.CASEWORKER, Role.COMMISSIONER])
def test_roles_without_the_right_make_none(client_as: Clients, role: Role) -> None:
    client = client_as(role)
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, ORDER).status_code == 403
    assert "Make a token" not in client.get(reverse("my_access")).content.decode()


def test_ones_own_is_revoked(client_as: Clients, lead: Membership) -> None:
    client = client_as(lead)
    token = made_by(client)
    answer = client.post(reverse("revoke_token", args=[token.pk]), follow=True)
    page = answer.content.decode()
    assert "does not work any more" in page
    assert "Nightly export" not in page
    token.refresh_from_db()
    assert not token.is_live


def test_administrators_revoke_what_colleagues_made_and_leads_do_not(
    client_as: Clients, lead: Membership, administrator: Membership, member_as: MembershipMaker,
    bank: Tenant,
) -> None:  # fmt: skip
    token = made_by(client_as(lead))
    url = reverse("revoke_token", args=[token.pk])
    other_lead = member_as(Role.INSTITUTION_LEAD, tenant=bank)
    assert client_as(other_lead).post(url).status_code == 403
    assert client_as(administrator).post(url).status_code == 302
    token.refresh_from_db()
    assert not token.is_live


def test_another_organisations_token_is_not_there(
    client_as: Clients, lead: Membership, tenant_of: TenantMaker
) -> None:
    token = made_by(client_as(lead))
    url = reverse("revoke_token", args=[token.pk])
    strangers = (Role.ADMINISTRATOR, Role.INSTITUTION_LEAD)
    for role in strangers:
        assert client_as(role, tenant=tenant_of()).post(url).status_code == 404
    assert client_as(Role.SECRETARIAT_OFFICER).post(url).status_code == 404
    assert client_as(lead).get(url).status_code == 405
    token.refresh_from_db()
    assert token.is_live
