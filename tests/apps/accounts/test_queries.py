import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from fulcrum.apps.accounts import queries
from fulcrum.apps.accounts.enums import MFA_ROLES, TenantKind
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.kernel.actors import Actor, Role
from tests.apps.accounts.conftest import Door, acting, give_app, give_codes, give_password
from tests.conftest import MembershipMaker, TenantMaker


def test_live_memberships_come_oldest_first_with_their_organisations(
    colleague: Membership,
    member_as: MembershipMaker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    other = member_as(Role.RESEARCHER)
    second = Membership.objects.create(user=colleague.user, tenant=other.tenant, role=other.role)
    ended = Membership.objects.create(
        user=colleague.user, tenant=other.tenant, role=Role.ADMINISTRATOR, ended_at=timezone.now()
    )
    with django_assert_num_queries(1):
        rows = queries.live_memberships(colleague.user_id)
        names = [row.tenant.name for row in rows]
    assert rows == [colleague, second]
    assert ended not in rows
    assert names == ["Savannah Trust Bank", other.tenant.name]


def test_recovery_codes_alone_are_no_second_factor(colleague: Membership) -> None:
    give_codes(colleague.user)
    assert not queries.has_second_factor(colleague.user_id)
    give_app(colleague.user)
    assert queries.has_second_factor(colleague.user_id)


def test_a_security_key_is_a_second_factor(colleague: Membership) -> None:
    Authenticator.objects.create(user=colleague.user, type="webauthn", data={})
    assert queries.has_second_factor(colleague.user_id)


def test_the_last_administrator_is_known(
    administrator: Membership, lead: Membership, bank: Tenant, member_as: MembershipMaker
) -> None:
    assert queries.is_last_administrator(administrator)
    assert not queries.is_last_administrator(lead)
    second = member_as(Role.ADMINISTRATOR, tenant=bank)
    assert not queries.is_last_administrator(administrator)
    second.user.is_active = False
    second.user.save()
    assert queries.is_last_administrator(administrator)


def test_belonging_elsewhere_means_live_elsewhere(
    colleague: Membership, member_as: MembershipMaker
) -> None:
    other = member_as(Role.RESEARCHER)
    assert not queries.belongs_elsewhere(colleague.user, colleague.tenant_id)
    second = Membership.objects.create(user=colleague.user, tenant=other.tenant, role=other.role)
    assert queries.belongs_elsewhere(colleague.user, colleague.tenant_id)
    second.ended_at = timezone.now()
    second.save()
    assert not queries.belongs_elsewhere(colleague.user, colleague.tenant_id)


@pytest.mark.parametrize("role", sorted(Role))
def test_each_role_is_described_and_says_what_it_owes(role: Role) -> None:
    text = queries.describe_role(role)
    assert text.label
    assert text.purpose.endswith(".")
    assert text.owes_second_factor == (role in MFA_ROLES)
    assert queries.roles_owing_second_factor([role]) == (role in MFA_ROLES)


def test_sessions_that_ended_are_not_listed_and_this_one_comes_first(
    colleague: Membership,
) -> None:
    give_password(colleague.user)
    doors = [Door(), Door(), Door()]
    for door in doors:
        door.password(colleague.user.email)
    here = doors[0].client.session.session_key
    gone = doors[2].client.session.session_key
    Session.objects.filter(session_key=gone).update(expire_date=timezone.now())
    rows = queries.sessions_of(colleague.user_id, here)
    assert [row.is_current for row in rows] == [True, False]
    assert rows[0].address == "127.0.0.1"


def test_people_and_invitations_of_another_organisation_are_empty(
    administrator: Membership, colleague: Membership, member_as: MembershipMaker
) -> None:
    stranger = acting(member_as(Role.INSTITUTION_LEAD))
    tenant_id = administrator.tenant_id
    assert set(queries.people_of(acting(administrator), tenant_id)) == {administrator, colleague}
    assert not queries.people_of(stranger, tenant_id).exists()
    assert not queries.invitations_of(stranger, tenant_id).exists()


def test_the_secretariat_is_there_once_started(tenant_of: TenantMaker) -> None:
    assert queries.secretariat() is None
    assert tenant_of(TenantKind.SECRETARIAT) == queries.secretariat()


def test_access_gathers_ones_own_things_in_few_queries(
    administrator: Membership,
    lead: Membership,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    give_app(administrator.user)
    with django_assert_max_num_queries(5):
        found = queries.access_of(acting(administrator), administrator.user, None)
    assert found.role is not None
    assert found.role.role is Role.ADMINISTRATOR
    assert [factor.type for factor in found.factors] == ["totp"]
    assert (found.tokens, found.sessions) == ([], [])
    assert found.memberships == [administrator]


def test_access_of_who_belongs_nowhere_has_no_role(colleague: Membership, system: Actor) -> None:
    colleague.ended_at = timezone.now()
    colleague.save()
    actor = acting(colleague, tenant_id=None, role=None)
    found = queries.access_of(actor, colleague.user, None)
    assert found.role is None
    assert found.memberships == []
