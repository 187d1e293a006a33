"""Organisations that sign in, for the Secretariat's officers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.actions.invitations import invite_person
from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.kernel.actors import Actor, Role
from tests.apps.accounts.conftest import verbs
from tests.conftest import MembershipMaker, TenantMaker

Clients = Callable[..., Client]
FORM = {"name": " Fjord Bank ", "kind": "institution"}


@pytest.fixture
def client(client_as: Clients, officer: Membership) -> Client:
    return client_as(officer)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECRETARIAT_OFFICER])
def test_nobody_else_opens_places(client_as: Clients, bank: Tenant, role: Role) -> None:
    client = client_as(role)
    for url in ("/tenants", "/tenants/new", f"/tenants/{bank.pk}"):
        assert client.get(url).status_code == 403, url
    assert client.post("/tenants/new", FORM).status_code == 403


def test_the_list_counts_people_searches_and_narrows(
    client: Client, lead: Membership, member_as: MembershipMaker, tenant_of: TenantMaker
) -> None:
    Membership.objects.create(user=lead.user, tenant=lead.tenant, role=Role.BANK_CONTACT)
    ended = member_as(Role.INSTITUTION_COLLEAGUE, tenant=lead.tenant)
    Membership.objects.filter(pk=ended.pk).update(ended_at="2026-01-01T00:00Z")
    tenant_of(TenantKind.RESEARCH, name="Riverside Institute")
    page = client.get(reverse("tenants")).content.decode()
    row = page.split("Savannah Trust Bank")[1].split("</tr>")[0]
    assert ">1<" in row
    assert "Financial institution" in row
    assert "Riverside" in page
    narrowed = client.get(reverse("tenants"), {"kind": "research"}).content.decode()
    assert "Savannah" not in narrowed
    assert "Riverside" in narrowed
    found = client.get(reverse("tenants"), {"q": "savannah"}).content.decode()
    assert "Riverside" not in found


def test_the_list_asks_as_often_for_many_as_for_one(
    client: Client, tenant_of: TenantMaker, django_assert_num_queries: Callable[..., Any]
) -> None:
    client.get(reverse("tenants"))
    for _ in range(2):
        with django_assert_num_queries(4):
            assert client.get(reverse("tenants")).status_code == 200
        for _ in range(3):
            tenant_of(TenantKind.PARTNER)


def test_a_place_is_opened_and_its_first_person_invited_next(client: Client) -> None:
    page = client.get(reverse("new_tenant")).content.decode()
    assert 'value="secretariat"' not in page
    answer = client.post(reverse("new_tenant"), FORM)
    tenant = Tenant.objects.get(name="Fjord Bank")
    assert answer["Location"] == reverse("invite_to_tenant", args=[tenant.pk])
    assert "Now invite its first person." in client.get(answer["Location"]).content.decode()
    assert verbs() == ["open_tenant"]


@pytest.mark.parametrize("changes", [{"name": ""}, {"kind": ""}, {"kind": "secretariat"}])
def test_a_wrong_form_opens_nothing(client: Client, changes: dict[str, str]) -> None:
    before = Tenant.objects.count()
    assert client.post(reverse("new_tenant"), FORM | changes).status_code == 422
    assert Tenant.objects.count() == before


def test_what_stands_in_the_way_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from fulcrum.apps.accounts.views import tenants  # noqa: PLC0415 - patched here alone
    from fulcrum.kernel.errors import ConflictError  # noqa: PLC0415 - as above

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise ConflictError("It exists.")

    monkeypatch.setattr(tenants, "open_tenant", refuse)
    answer = client.post(reverse("new_tenant"), FORM)
    assert answer.status_code == 422
    assert "It exists." in answer.content.decode()


def test_a_record_shows_people_and_invitations(
    client: Client,
    lead: Membership,
    system: Actor,
    django_assert_num_queries: Callable[..., Any],
    member_as: MembershipMaker,
) -> None:
    url = reverse("tenant", args=[lead.tenant_id])
    assert "Nobody was invited yet." in client.get(url).content.decode()
    for number in (1, 3):
        for _ in range(number):
            other = member_as(Role.INSTITUTION_COLLEAGUE, tenant=lead.tenant)
            email = f"invited-{other.pk}@example.org"
            invite_person(lead.tenant, email=email, role=Role.BANK_CONTACT, by=system)
        with django_assert_num_queries(5):
            page = client.get(url).content.decode()
    assert lead.user.name in page
    assert email in page
    assert "Send again" in page
    assert client.get(reverse("tenant", args=[0])).status_code == 404


def test_an_empty_place_says_so(client: Client, bank: Tenant) -> None:
    page = client.get(reverse("tenant", args=[bank.pk])).content.decode()
    assert "Nobody signs in for it yet." in page
