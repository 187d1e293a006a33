"""What accounts add to every page, and the views of lists that people keep."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership, SavedView, Tenant
from fulcrum.apps.accounts.shell import membership_label, saved_views_of, shell_of
from fulcrum.kernel.actors import ANONYMOUS, Actor, Role
from tests.apps.accounts.conftest import acting
from tests.conftest import MembershipMaker

Clients = Callable[..., Client]
LIST = "/parties/"


def asked_by(actor: Actor, rows: list[Membership], chosen: int | None = None) -> Any:
    request: Any = RequestFactory().get("/")
    request.actor, request.memberships = actor, rows
    request.session = {"membership_id": chosen} if chosen else {}
    return request


def test_strangers_get_nothing() -> None:
    assert shell_of(asked_by(ANONYMOUS, [])) == {}


def test_everybody_gets_links_to_their_own_things(colleague: Membership) -> None:
    context = shell_of(asked_by(acting(colleague), [colleague]))
    assert context["current_membership"] == "Savannah Trust Bank · Institution colleague"
    assert [link["url"] for link in context["account_links"]] == [
        "/access",
        "/account/factors",
        "/account/password",
    ]


def test_one_of_several_memberships_is_current(
    colleague: Membership, member_as: MembershipMaker
) -> None:
    other = member_as(Role.RESEARCHER)
    context = shell_of(asked_by(acting(other), [colleague, other], other.pk))
    assert [(row["pk"], row["current"]) for row in context["memberships"]] == [
        (colleague.pk, False),
        (other.pk, True),
    ]
    assert context["current_membership"] == membership_label(other)


def test_who_belongs_nowhere_still_has_an_account(colleague: Membership) -> None:
    context = shell_of(asked_by(acting(colleague, tenant_id=None, role=None), []))
    assert context["current_membership"] == ""
    assert context["account_links"]


def test_the_menu_switches_organisations(
    client_as: Clients, member_as: MembershipMaker, colleague: Membership, bank: Tenant
) -> None:
    other = member_as(Role.RESEARCHER)
    Membership.objects.filter(pk=other.pk).update(user=colleague.user)
    client = client_as(colleague)
    page = client.get("/").content.decode()
    assert f'name="membership" value="{other.pk}"' in page
    answer = client.post(reverse("switch_organisation"), {"membership": other.pk}, follow=True)
    assert "as Researcher now" in answer.content.decode()
    stranger = member_as(Role.INSTITUTION_LEAD, tenant=bank)
    ended = member_as(Role.INSTITUTION_LEAD)
    Membership.objects.filter(pk=ended.pk).update(user=colleague.user, ended_at="2026-01-01T00:00Z")
    for pk in (stranger.pk, ended.pk, 0, "x", ""):
        sent = {"membership": pk}
        assert client.post(reverse("switch_organisation"), sent).status_code == 404


@pytest.fixture
def keeper(client_as: Clients) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


def keep(client: Client, **changes: str) -> Any:
    form = {
        "list_name": "organisations",
        "name": "Banks",
        "query": "sub_sector=banking",
        "next": LIST,
    }
    return client.post(reverse("save_view"), form | changes, follow=True)


def test_a_view_is_kept_shown_and_forgotten(keeper: Client) -> None:
    page = keep(keeper)
    assert page.redirect_chain == [(LIST, 302)]
    assert "Kept as “Banks”." in page.content.decode()
    view = SavedView.objects.get()
    shown = keeper.get(f"{LIST}?sub_sector=banking").content.decode()
    assert 'href="?sub_sector=banking" aria-current="true"' in shown
    assert f'action="{reverse("delete_view", args=[view.pk])}"' in shown
    gone = keeper.post(reverse("delete_view", args=[view.pk]), {"next": LIST}, follow=True)
    assert "The view is gone." in gone.content.decode()
    assert not SavedView.objects.exists()


def test_the_same_name_replaces(keeper: Client) -> None:
    keep(keeper)
    keep(keeper, query="sub_sector=insurance")
    assert SavedView.objects.get().query == "sub_sector=insurance"


def test_a_view_needs_a_name_and_leads_nowhere_else(keeper: Client) -> None:
    page = keep(keeper, name="").content.decode()
    assert "Give the view a name" in page
    keep(keeper, list_name="no list!")
    assert not SavedView.objects.exists()
    form = {"list_name": "organisations", "name": "K", "next": "https://elsewhere.example/"}
    assert keeper.post(reverse("save_view"), form)["Location"] == "/"


def test_fifty_views_are_enough(keeper: Client) -> None:
    user = keeper.membership.user  # type: ignore[attr-defined] # the fixture puts it there
    SavedView.objects.bulk_create(
        SavedView(user=user, list_name="organisations", name=str(n)) for n in range(50)
    )
    assert "fifty saved views" in keep(keeper).content.decode()
    assert SavedView.objects.count() == 50


def test_views_are_ones_own(client_as: Clients, keeper: Client) -> None:
    keep(keeper)
    view = SavedView.objects.get()
    stranger = client_as(Role.INSTITUTION_LEAD)
    assert stranger.post(reverse("delete_view", args=[view.pk])).status_code == 404
    other = acting(stranger.membership)  # type: ignore[attr-defined] # as above
    assert saved_views_of(asked_by(other, []), "organisations") == []
    mine = acting(keeper.membership)  # type: ignore[attr-defined] # as above
    assert [row.name for row in saved_views_of(asked_by(mine, []), "organisations")] == ["Banks"]
    assert saved_views_of(asked_by(mine, []), "contacts") == []
