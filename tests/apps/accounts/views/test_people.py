"""The people of an organisation: list, record, role, end, lost factors, erasure."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Role
from tests.apps.accounts.conftest import factors_of, give_app, verbs
from tests.conftest import Canary, MembershipMaker

Clients = Callable[..., Client]
WORK = ("change_role", "end_membership", "reset_factors", "erase_account")


def names_in(answer: Any) -> set[str]:
    page = answer.content.decode()
    return {user.name for user in User.objects.all() if f">{user.name}<" in page}


def rows_in(answer: Any) -> int:
    page: str = answer.content.decode()
    return max(page.count("<tr") - 1, 0)


def test_the_list_shows_colleagues_and_nobody_else(
    client_as: Clients, lead: Membership, colleague: Membership, member_as: MembershipMaker
) -> None:
    member_as(Role.INSTITUTION_LEAD)
    gone = member_as(Role.CRIME_ANALYST, tenant=lead.tenant)
    Membership.objects.filter(pk=gone.pk).update(ended_at="2026-01-01T00:00Z")
    answer = client_as(lead).get(reverse("people"))
    assert names_in(answer) >= {lead.user.name, colleague.user.name}
    assert gone.user.name not in answer.content.decode()
    assert str(lead.tenant) in answer.content.decode()


def test_the_list_searches_narrows_and_sorts(
    client_as: Clients, lead: Membership, colleague: Membership, member_as: MembershipMaker
) -> None:
    member_as(Role.CRIME_ANALYST, tenant=lead.tenant, name="Zora Analyst")
    client, url = client_as(lead), reverse("people")
    assert rows_in(client.get(url)) == 3
    assert rows_in(client.get(url, {"q": "zora"})) == 1
    assert rows_in(client.get(url, {"q": colleague.user.email[:22]})) == 1
    assert rows_in(client.get(url, {"role": "crime_analyst"})) == 1
    assert rows_in(client.get(url, {"role": "researcher"})) == 0
    page = client.get(url, {"sort": "-user__name"}).content.decode()
    assert page.index("Zora Analyst</a>") < page.index(f"{colleague.user.name}</a>")


def test_what_the_list_offers_depends_on_the_role(
    client_as: Clients, lead: Membership, colleague: Membership, officer: Membership
) -> None:
    offers = {lead: (True, True), colleague: (False, False), officer: (False, True)}
    for membership, (invite, invitations) in offers.items():
        page = client_as(membership).get(reverse("people")).content.decode()
        assert ('href="/people/invite"' in page) is invite, membership
        assert ('href="/people/invitations"' in page) is invitations, membership


def test_the_list_leaves_as_a_file_for_those_who_invite(
    client_as: Clients, lead: Membership, colleague: Membership
) -> None:
    url = reverse("people")
    answer = client_as(lead).get(url, {"format": "csv"})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert colleague.user.name.encode() in body
    assert client_as(colleague).get(url, {"format": "csv"}).status_code == 403
    asked = client_as(lead, age=601).get(url, {"format": "csv"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))


def test_the_list_asks_as_often_for_three_as_for_one(
    client_as: Clients,
    lead: Membership,
    member_as: MembershipMaker,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    client, url = client_as(lead), reverse("people")
    client.get(url)
    for _ in range(2):
        with django_assert_num_queries(5):
            assert client.get(url).status_code == 200
        for _ in range(3):
            member_as(Role.INSTITUTION_COLLEAGUE, tenant=lead.tenant)


def test_software_with_a_token_does_not_look_after_people(client_as: Clients) -> None:
    client = client_as(Role.INSTITUTION_LEAD)
    assert client.get(reverse("people")).status_code == 200
    assert Client().get(reverse("people"), headers={"Authorization": "Bearer x"}).status_code == 302


@pytest.mark.parametrize(
    ("viewer", "offered"),
    [
        (Role.ADMINISTRATOR, {"change_role", "end_membership", "reset_factors", "erase_account"}),
        (Role.INSTITUTION_LEAD, {"change_role", "end_membership"}),
        (Role.INSTITUTION_COLLEAGUE, set()),
        (Role.SECRETARIAT_OFFICER, set()),
    ],
)
def test_a_record_offers_what_the_role_may(
    client_as: Clients,
    colleague: Membership,
    member_as: MembershipMaker,
    viewer: Role,
    offered: set[str],
) -> None:
    at_home = viewer is not Role.SECRETARIAT_OFFICER
    membership = member_as(viewer, tenant=colleague.tenant if at_home else None)
    page = client_as(membership).get(reverse("person", args=[colleague.pk])).content.decode()
    assert colleague.user.email in page
    for name in WORK:
        assert (f'href="{reverse(name, args=[colleague.pk])}"' in page) is (name in offered), name


def test_ones_own_record_offers_to_leave_alone(client_as: Clients, lead: Membership) -> None:
    page = client_as(lead).get(reverse("person", args=[lead.pk])).content.decode()
    assert "this is you" in page
    assert "You leave the organisation" in page
    for name in ("change_role", "reset_factors", "erase_account"):
        assert reverse(name, args=[lead.pk]) not in page


def test_who_manages_sees_factors_and_the_timeline(
    client_as: Clients, administrator: Membership, colleague: Membership, member_as: MembershipMaker
) -> None:
    analyst = member_as(Role.CRIME_ANALYST, tenant=colleague.tenant)
    client = client_as(administrator)
    url = reverse("person", args=[analyst.pk])
    assert ">owed<" in client.get(url).content.decode()
    give_app(analyst.user)
    assert ">set up<" in client.get(url).content.decode()
    own = reverse("person", args=[colleague.pk])
    assert ">not set up<" in client.get(own).content.decode()
    client.post(reverse("change_role", args=[colleague.pk]), {"role": "bank_contact"})
    assert "changed a role" in client.get(own).content.decode()
    assert "Who did what" not in client_as(colleague).get(own).content.decode()


def test_records_of_other_organisations_are_not_there(
    client_as: Clients, colleague: Membership
) -> None:
    stranger = client_as(Role.ADMINISTRATOR)
    for name in ("person", *WORK):
        url = reverse(name, args=[colleague.pk])
        assert stranger.get(url).status_code == 404, name
        assert stranger.post(url, {"role": "bank_contact"}).status_code in {404, 405}, name
    colleague.refresh_from_db()
    assert (colleague.role, colleague.ended_at) == (Role.INSTITUTION_COLLEAGUE, None)


def test_the_secretariat_sees_but_does_not_touch(
    client_as: Clients, colleague: Membership, officer: Membership
) -> None:
    client = client_as(officer)
    assert client.get(reverse("person", args=[colleague.pk])).status_code == 200
    for name in WORK:
        assert client.post(reverse(name, args=[colleague.pk])).status_code == 403, name


def test_a_role_changes(client_as: Clients, lead: Membership, colleague: Membership) -> None:
    client, url = client_as(lead), reverse("change_role", args=[colleague.pk])
    page = client.get(url).content.decode()
    assert 'value="crime_analyst"' in page
    assert 'value="administrator"' not in page
    for wrong in ({"role": ""}, {"role": "administrator"}, {"role": "caseworker"}):
        assert client.post(url, wrong).status_code == 422
    answer = client.post(url, {"role": "crime_analyst"})
    assert answer["Location"] == reverse("person", args=[colleague.pk])
    colleague.refresh_from_db()
    assert colleague.role == Role.CRIME_ANALYST


def test_a_role_held_already_is_explained_in_the_form(
    client_as: Clients, lead: Membership, colleague: Membership
) -> None:
    Membership.objects.create(user=colleague.user, tenant=colleague.tenant, role=Role.CRIME_ANALYST)
    url = reverse("change_role", args=[colleague.pk])
    answer = client_as(lead).post(url, {"role": "crime_analyst"})
    assert answer.status_code == 422
    assert "holds that role here already" in answer.content.decode()


def test_nobody_changes_their_own_role(client_as: Clients, administrator: Membership) -> None:
    url = reverse("change_role", args=[administrator.pk])
    client = client_as(administrator)
    assert client.get(url).status_code == 403
    assert client.post(url, {"role": "institution_lead"}).status_code == 403
    assert set(verbs()) == {"refuse_access"}


def test_leads_leave_those_alone_who_decide_over_others(
    client_as: Clients, lead: Membership, administrator: Membership
) -> None:
    client = client_as(lead)
    for name in ("change_role", "end_membership"):
        assert client.post(reverse(name, args=[administrator.pk])).status_code == 403


def test_a_membership_ends_after_a_question(
    client_as: Clients, lead: Membership, colleague: Membership
) -> None:
    client, url = client_as(lead), reverse("end_membership", args=[colleague.pk])
    inside = client_as(colleague)
    assert "End this membership?" in client.get(url).content.decode()
    assert client.post(url)["Location"] == reverse("people")
    colleague.refresh_from_db()
    assert colleague.ended_at is not None
    assert inside.get(reverse("people")).status_code == 403
    assert ">ended<" in client.get(reverse("person", args=[colleague.pk])).content.decode()


def test_one_may_leave_but_the_last_administrator_stays(
    client_as: Clients, lead: Membership, administrator: Membership
) -> None:
    left = client_as(lead).post(reverse("end_membership", args=[lead.pk]))
    assert left["Location"] == reverse("my_access")
    url = reverse("end_membership", args=[administrator.pk])
    answer = client_as(administrator).post(url, follow=True)
    assert "This is the last administrator." in answer.content.decode()
    administrator.refresh_from_db()
    assert administrator.ended_at is None


def test_lost_factors_are_reset_after_a_question(
    client_as: Clients, administrator: Membership, colleague: Membership
) -> None:
    give_app(colleague.user)
    client, url = client_as(administrator), reverse("reset_factors", args=[colleague.pk])
    assert "only when you have spoken with them" in client.get(url).content.decode()
    assert "set up a new second factor" in client.post(url, follow=True).content.decode()
    assert factors_of(colleague.user) == set()
    own = client.post(reverse("reset_factors", args=[administrator.pk]), follow=True)
    assert "Somebody else has to do this for you." in own.content.decode()


def test_an_account_is_erased_after_a_question_and_named_nowhere(
    client_as: Clients, administrator: Membership, member_as: MembershipMaker, canary: Canary
) -> None:
    membership = member_as(Role.INSTITUTION_COLLEAGUE, tenant=administrator.tenant)
    User.objects.filter(pk=membership.user_id).update(name=canary.name, email=canary.email)
    client = client_as(administrator)
    url = reverse("erase_account", args=[membership.pk])
    pages = [
        client.get(reverse("people")),
        client.get(reverse("person", args=[membership.pk])),
        client.get(reverse("change_role", args=[membership.pk])),
        client.get(url),
    ]
    assert canary.name in pages[1].content.decode()
    pages.append(client.post(url, follow=True))
    assert "The account is erased." in pages[-1].content.decode()
    for page in pages:
        canary.check_response(page)
    canary.check_rows(User, "name", "email")
    canary.check_rows(Entry, "target_label", "old", "new")


def test_an_account_of_another_organisation_too_is_not_erased(
    client_as: Clients, administrator: Membership, colleague: Membership, officer: Membership
) -> None:
    Membership.objects.create(
        user=colleague.user, tenant=officer.tenant, role=Role.SECRETARIAT_OFFICER
    )
    client = client_as(administrator)
    for name in ("erase_account", "reset_factors"):
        answer = client.post(reverse(name, args=[colleague.pk]), follow=True)
        assert "belongs to another organisation too" in answer.content.decode()


@pytest.mark.parametrize("name", WORK)
def test_work_on_others_asks_for_a_fresh_proof(
    client_as: Clients, administrator: Membership, colleague: Membership, name: str
) -> None:
    answer = client_as(administrator, age=601).post(reverse(name, args=[colleague.pk]))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_who_belongs_nowhere_sees_no_people(client_as: Clients, bank: Tenant) -> None:
    client = client_as(Role.INSTITUTION_COLLEAGUE, tenant=bank)
    Membership.objects.update(ended_at="2026-01-01T00:00Z")
    assert client.get(reverse("people")).status_code == 403
