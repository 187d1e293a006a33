"""Every text of every page passed through gettext."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.actions.invitations import invite_person
from fulcrum.apps.accounts.models import Membership, User
from fulcrum.kernel.actors import Actor, Role
from tests.apps.accounts.conftest import give_app, give_codes, give_password
from tests.pseudo import pseudo_language, untranslated

Clients = Callable[..., Client]
OPEN = ("/account/sign-in", "/account/password/forgotten", "/account/password/sent")
OPEN_TOO = ("/account/password/set", "/account/inactive", "/account/password/new/1-x/", "/api/")
OWN = (
    "/account/sign-out",
    "/account/password",
    "/account/confirm",
    "/account/factors",
    "/account/factors/confirm",
    "/account/factors/keys",
    "/account/factors/keys/add",
    "/account/factors/app/remove",
    "/account/factors/recovery",
    "/account/factors/recovery/new",
    "/access",
    "/access/tokens/new",
    "/people",
    "/people/invite",
    "/people/invitations",
    "/invitation/never-was",
)
WORK = ("person", "change_role", "end_membership", "reset_factors", "erase_account")


def data_of(*memberships: Membership) -> list[str]:
    found = ["fulcrum", "OpenAPI", "Master key"]
    for membership in memberships:
        found += [membership.user.name, membership.user.email, membership.tenant.name]
    return found


@pytest.mark.parametrize("path", [*OPEN, *OPEN_TOO])
def test_open_pages(client: Client, db: None, path: str) -> None:
    with pseudo_language() as code:
        client.cookies["language"] = code
        html = client.get(path).content.decode()
    assert untranslated(html, data=data_of()) == []


@pytest.mark.parametrize("path", OWN)
def test_ones_own_pages(client_as: Clients, administrator: Membership, path: str) -> None:
    give_password(administrator.user)
    give_app(administrator.user)
    give_codes(administrator.user)
    client = client_as(administrator)
    with pseudo_language() as code:
        client.cookies["language"] = code
        html = client.get(path, follow=True).content.decode()
    assert untranslated(html, data=data_of(administrator)) == []


@pytest.mark.parametrize("name", WORK)
def test_pages_of_colleagues(
    client_as: Clients, administrator: Membership, colleague: Membership, name: str
) -> None:
    client = client_as(administrator)
    with pseudo_language() as code:
        client.cookies["language"] = code
        html = client.get(reverse(name, args=[colleague.pk])).content.decode()
    assert untranslated(html, data=data_of(administrator, colleague)) == []


def test_pages_of_places_and_invitations(
    client_as: Clients, officer: Membership, lead: Membership, system: Actor
) -> None:
    made = invite_person(lead.tenant, email="a@example.org", role=Role.ADMINISTRATOR, by=system)
    client = client_as(officer)
    tenant = [lead.tenant_id]
    urls = [reverse("tenants"), reverse("new_tenant"), reverse("tenant", args=tenant)]
    urls += [reverse("invite_to_tenant", args=tenant)]
    urls += [reverse("accept_invitation", args=[made.secret])]
    known = [*data_of(officer, lead), made.invitation.email]
    with pseudo_language() as code:
        for one, paths in ((client, urls), (Client(), urls[-1:])):
            one.cookies["language"] = code
            for path in paths:
                assert untranslated(one.get(path).content.decode(), data=known) == [], path


def test_setting_up_what_is_owed(client_as: Clients, administrator: Membership) -> None:
    give_password(administrator.user)
    client = client_as(administrator, verified=False)
    with pseudo_language() as code:
        client.cookies["language"] = code
        for path in ("/account/factors/needed", "/account/factors/app"):
            html = client.get(path).content.decode()
            assert untranslated(html, data=data_of(administrator)) == [], path


def test_locked_and_at_the_second_step(client: Client, administrator: Membership) -> None:
    user: User = give_password(administrator.user)
    give_app(user)
    form = {"login": user.email, "password": "wrong password altogether"}
    with pseudo_language() as code:
        client.cookies["language"] = code
        client.post("/account/sign-in", form | {"password": "correct horse battery staple"})
        html = client.get("/account/factors/code").content.decode()
        assert untranslated(html) == []
        for _ in range(5):
            html = client.post("/account/sign-in", form).content.decode()
        assert untranslated(html) == []
