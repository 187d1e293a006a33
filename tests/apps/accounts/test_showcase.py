"""Stepping into a role: in the showcase alone, as invented people alone."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, clear_url_caches, reverse, set_urlconf

from fulcrum.apps.accounts.enums import ROLE_LABELS, ROLES_OF_KIND, TenantKind
from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.accounts.showcase import showcase_urls, step_in_groups, step_into_role
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Role
from tests.conftest import MembershipMaker, TenantMaker

STEP_IN = "/showcase/step-in"
URLS = "tests.apps.accounts.showcase_urls"


@pytest.fixture
def showcase(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation that shows invented data."""
    config = settings.CONFIG.model_copy(update={"showcase": True})
    monkeypatch.setattr(settings, "CONFIG", config)
    monkeypatch.setattr(settings, "ROOT_URLCONF", URLS)
    clear_url_caches()
    set_urlconf(None)
    yield
    clear_url_caches()


def invent(membership: Membership) -> Membership:
    """Mark a person and their organisation as invented."""
    User.objects.filter(pk=membership.user_id).update(is_invented=True)
    Tenant.objects.filter(pk=membership.tenant_id).update(is_invented=True)
    return membership


@pytest.fixture
def cast(member_as: MembershipMaker, tenant_of: TenantMaker) -> dict[Role, Membership]:
    """An invented person of every role."""
    found: dict[Role, Membership] = {}
    for kind in TenantKind:
        tenant = tenant_of(kind)
        for role in ROLES_OF_KIND[kind]:
            found.setdefault(role, invent(member_as(role, tenant=tenant)))
    return found


def test_the_route_is_not_there_elsewhere(client: Client, cast: dict[Role, Membership]) -> None:
    assert showcase_urls() == []
    with pytest.raises(NoReverseMatch):
        reverse("step_into_role")
    assert client.post(STEP_IN, {"role": Role.RESEARCHER}).status_code == 404
    page = client.get(reverse("account_login")).content.decode()
    assert "Look around as somebody" not in page
    assert cast[Role.RESEARCHER].user.name not in page


def test_the_route_is_there_in_the_showcase(showcase: None) -> None:
    assert [one.name for one in showcase_urls()] == ["step_into_role"]


def test_the_view_itself_refuses_elsewhere(rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        step_into_role(rf.post(STEP_IN, {"role": Role.RESEARCHER}))


@pytest.mark.usefixtures("showcase")
def test_the_page_offers_each_role_that_somebody_invented_holds(
    client: Client, cast: dict[Role, Membership]
) -> None:
    page = client.get(reverse("account_login")).content.decode()
    for role, membership in cast.items():
        assert f'value="{role}"' in page
        assert str(ROLE_LABELS[role]) in page
        assert membership.user.name in page
        assert membership.tenant.name in page
    assert "These people and their organisations are invented" in page
    Membership.objects.filter(role=Role.RESEARCHER).update(ended_at="2026-01-01T00:00Z")
    User.objects.filter(pk=cast[Role.CASEWORKER].user_id).update(is_active=False)
    page = client.get(reverse("account_login")).content.decode()
    assert 'value="researcher"' not in page
    assert 'value="caseworker"' not in page


@pytest.mark.usefixtures("showcase")
def test_an_empty_showcase_has_the_ordinary_door(client: Client, db: None) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "Look around" not in page
    assert 'name="password"' in page


def test_roles_are_grouped_by_kind_of_organisation_in_one_query(
    cast: dict[Role, Membership], django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        groups = step_in_groups()
    assert [group.label for group in groups] == [str(kind.label) for kind in TenantKind]
    roles = [choice.role.role for group in groups for choice in group.choices]
    assert sorted(roles) == sorted(Role)
    assert [choice.role.role for choice in groups[0].choices] == [
        Role.SECRETARIAT_OFFICER,
        Role.ADMINISTRATOR,
    ]


@pytest.mark.usefixtures("showcase")
@pytest.mark.parametrize("role", list(Role))
def test_one_click_and_somebody_is_in_with_everything_proved(
    client: Client, cast: dict[Role, Membership], role: Role
) -> None:
    answer = client.post(STEP_IN, {"role": role})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(cast[role].user_id)
    assert client.get("/").status_code == 200
    entry = Entry.objects.get(verb="step_into_role")
    assert (entry.actor_id, entry.actor_role) == (cast[role].user_id, role)


@pytest.mark.usefixtures("showcase")
def test_invented_people_are_not_asked_to_prove_themselves_again(
    client: Client, cast: dict[Role, Membership]
) -> None:
    client.post(STEP_IN, {"role": Role.INSTITUTION_LEAD})
    session = client.session
    for proof in session["account_authentication_methods"]:
        proof["at"] -= 3600
    session.save()
    assert client.get(reverse("invite")).status_code == 200


@pytest.mark.usefixtures("showcase")
def test_nobody_real_can_be_stepped_into(
    client: Client, member_as: MembershipMaker, bank: Tenant
) -> None:
    real = member_as(Role.RESEARCHER)
    in_real_organisation = member_as(Role.INSTITUTION_LEAD, tenant=bank)
    User.objects.filter(pk=in_real_organisation.user_id).update(is_invented=True)
    in_invented_organisation = invent(member_as(Role.CASEWORKER))
    User.objects.filter(pk=in_invented_organisation.user_id).update(is_invented=False)
    for membership in (real, in_real_organisation, in_invented_organisation):
        for sent in ({}, {"person": membership.user_id}):
            answer = client.post(STEP_IN, {"role": membership.role} | sent)
            assert answer.status_code == 404
    assert step_in_groups() == []


@pytest.mark.usefixtures("showcase")
def test_a_certain_person_of_a_role(
    client: Client, member_as: MembershipMaker, cast: dict[Role, Membership]
) -> None:
    second = invent(member_as(Role.RESEARCHER))
    client.post(STEP_IN, {"role": Role.RESEARCHER, "person": second.user_id})
    assert client.session["_auth_user_id"] == str(second.user_id)
    for person in ("x", "0", str(cast[Role.CASEWORKER].user_id)):
        sent = {"role": Role.RESEARCHER, "person": person}
        assert client.post(STEP_IN, sent).status_code == 404


@pytest.mark.usefixtures("showcase", "cast")
def test_wrong_ways_in(client: Client) -> None:
    assert client.get(STEP_IN).status_code == 405
    assert client.post(STEP_IN, {"role": "emperor"}).status_code == 404
    assert client.post(STEP_IN).status_code == 404
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(STEP_IN, {"role": Role.RESEARCHER}).status_code == 403


@pytest.mark.usefixtures("showcase", "cast")
@pytest.mark.parametrize(
    ("wanted", "where"), [("/people", "/people"), ("https://elsewhere.example/", "/"), ("", "/")]
)
def test_the_way_leads_on_here_and_nowhere_else(client: Client, wanted: str, where: str) -> None:
    answer = client.post(STEP_IN, {"role": Role.RESEARCHER, "next": wanted})
    assert answer["Location"] == where
