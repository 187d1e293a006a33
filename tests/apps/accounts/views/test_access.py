"""“My access”: who am I, where am I signed in, which keys do I hold."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.accounts.actions.tokens import TokenOrder, make_token
from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.kernel.actors import Role
from tests.apps.accounts.conftest import Door, acting, give_app, give_codes, give_password
from tests.conftest import MembershipMaker

Clients = Callable[..., Client]
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_who_they_are(client_as: Clients, role: Role) -> None:
    client = client_as(role)
    membership = client.membership  # type: ignore[attr-defined]
    answer = client.get(reverse("my_access"))
    page = answer.content.decode()
    for text in (membership.user.name, membership.user.email, membership.tenant.name):
        assert text in page
    assert answer.context["access"].role.role is role
    assert "Look after your own account" in page
    assert ("Make a token" in page) is (
        role
        in {
            Role.ADMINISTRATOR,
            Role.SECRETARIAT_OFFICER,
            Role.INSTITUTION_LEAD,
            Role.RESEARCHER,
        }
    )


def test_former_members_keep_their_account(client_as: Clients, colleague: Membership) -> None:
    Membership.objects.filter(pk=colleague.pk).update(ended_at=timezone.now())
    page = client_as(colleague).get(reverse("my_access")).content.decode()
    assert "You act for no organisation" in page
    assert "See organisations" not in page


def test_strangers_are_sent_to_the_door(client: Client, db: None) -> None:
    for name in ("my_access", "second_factor_needed", "new_token", "mfa_index"):
        answer = client.get(reverse(name))
        assert answer["Location"].startswith(reverse("account_login")), name


def test_sessions_are_listed_and_ended_one_or_all(colleague: Membership) -> None:
    user = give_password(colleague.user)
    here, there, elsewhere = (Door(Client(headers={"User-Agent": FIREFOX})) for _ in range(3))
    for door in (here, there, elsewhere):
        door.password(user.email)
        door.client.get("/")
    page = here.client.get(reverse("my_access")).content.decode()
    assert page.count("Firefox on Windows</strong>") == 3
    assert page.count(">here<") == 1
    assert page.count("Sign out there") == 2
    key = there.client.session.session_key
    session = UserSession.objects.get(session_key=key)
    answer = here.client.post(reverse("end_session", args=[session.pk]), follow=True)
    assert "Signed out there." in answer.content.decode()
    assert there.client.get("/").status_code == 302
    assert elsewhere.client.get("/").status_code == 200
    answer = here.client.post(reverse("end_other_sessions"), follow=True)
    assert "Signed out everywhere else." in answer.content.decode()
    assert elsewhere.client.get("/").status_code == 302
    assert here.client.get("/").status_code == 200


def test_sessions_of_others_are_not_there(client_as: Clients, colleague: Membership) -> None:
    session = UserSession.objects.create(
        user=colleague.user, session_key="theirs", ip="192.0.2.1", user_agent=FIREFOX
    )
    client = client_as(Role.ADMINISTRATOR, tenant=colleague.tenant)
    assert client.post(reverse("end_session", args=[session.pk])).status_code == 404
    assert UserSession.objects.filter(pk=session.pk).exists()


def test_factors_are_named(client_as: Clients, administrator: Membership) -> None:
    client = client_as(administrator)
    assert "No second factor is set up." in client.get(reverse("my_access")).content.decode()
    give_app(administrator.user)
    give_codes(administrator.user)
    page = client.get(reverse("my_access")).content.decode()
    assert "<span>App</span>" in page
    assert "<span>Recovery codes</span>" in page


def test_another_membership_can_be_acted_for(
    client_as: Clients, colleague: Membership, member_as: MembershipMaker
) -> None:
    other = member_as(Role.RESEARCHER)
    Membership.objects.filter(pk=other.pk).update(user=colleague.user)
    page = client_as(colleague).get(reverse("my_access")).content.decode()
    assert "Act for it" in page
    assert other.tenant.name in page


def test_the_page_asks_the_database_as_often_for_many_as_for_one(
    client_as: Clients,
    lead: Membership,
    bank: Tenant,
    member_as: MembershipMaker,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = client_as(lead)
    order = TokenOrder("x", ["parties"], timedelta(days=1))
    for number in (1, 3):
        for _ in range(number):
            make_token(order, by=acting(lead))
            other = member_as(Role.RESEARCHER)
            Membership.objects.filter(pk=other.pk).update(user=lead.user)
            UserSession.objects.create(
                user=lead.user, session_key=f"s{other.pk}", ip="192.0.2.1", user_agent="x"
            )
        with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
            assert client.get(reverse("my_access")).status_code == 200
    assert User.objects.count() > 1
