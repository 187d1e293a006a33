from collections.abc import Callable

import pytest

from fulcrum.apps.accounts.enums import ROLE_LABELS, ROLE_PURPOSES, ROLES_OF_KIND, TenantKind
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.apps.accounts.rules import grantable_roles
from fulcrum.apps.ui.access import allowed
from fulcrum.kernel.actors import ANONYMOUS, Actor, ActorKind, Role

INSTITUTION_ROLES = ROLES_OF_KIND[TenantKind.INSTITUTION]
ActorMaker = Callable[..., Actor]
MembershipMaker = Callable[..., Membership]
TenantMaker = Callable[..., Tenant]


def test_every_role_is_met_somewhere_and_has_words() -> None:
    met = {role for roles in ROLES_OF_KIND.values() for role in roles}
    assert met == set(Role)
    assert set(ROLE_LABELS) == set(ROLE_PURPOSES) == set(Role)


def test_administrators_give_every_role_of_their_organisation(
    actor_as: ActorMaker, tenant_of: TenantMaker
) -> None:
    tenant = tenant_of()
    administrator = actor_as(Role.ADMINISTRATOR, tenant=tenant)
    assert grantable_roles(administrator, tenant.kind, tenant.pk) == INSTITUTION_ROLES
    assert grantable_roles(administrator, tenant.kind, tenant_of().pk) == ()


def test_leads_give_roles_that_decide_over_nobody(actor_as: ActorMaker) -> None:
    lead = actor_as(Role.INSTITUTION_LEAD)
    assert lead.tenant_id is not None
    given = grantable_roles(lead, TenantKind.INSTITUTION, lead.tenant_id)
    assert Role.INSTITUTION_COLLEAGUE in given
    assert {Role.ADMINISTRATOR, Role.INSTITUTION_LEAD}.isdisjoint(given)


def test_officers_start_others_off_and_give_nothing_at_home(
    actor_as: ActorMaker, tenant_of: TenantMaker
) -> None:
    officer = actor_as(Role.SECRETARIAT_OFFICER)
    home = tenant_of(TenantKind.SECRETARIAT)
    assert grantable_roles(officer, home.kind, home.pk) == ()
    assert grantable_roles(officer, TenantKind.INSTITUTION, tenant_of().pk) == INSTITUTION_ROLES


def test_the_system_gives_every_role_of_the_kind(system: Actor) -> None:
    assert grantable_roles(system, TenantKind.SUPPORT, 1) == ROLES_OF_KIND[TenantKind.SUPPORT]


@pytest.mark.parametrize(
    "role",
    sorted(set(Role) - {Role.ADMINISTRATOR, Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER}),
)
def test_other_roles_give_none_and_decide_over_nobody(
    role: Role, member_as: MembershipMaker, actor_as: ActorMaker
) -> None:
    membership = member_as(Role.ADMINISTRATOR)
    actor = actor_as(role, tenant=membership.tenant)
    assert grantable_roles(actor, membership.tenant.kind, membership.tenant_id) == ()
    for name in ("manage_membership", "change_role", "end_membership", "reset_factors"):
        assert not allowed(actor, f"accounts.{name}", membership)
    assert not allowed(actor, "accounts.invite_person")
    assert not allowed(actor, "accounts.export_people")
    assert allowed(actor, "accounts.view_people", membership)


def test_administrators_decide_over_colleagues_at_home_alone(
    actor_as: ActorMaker, member_as: MembershipMaker, tenant_of: TenantMaker
) -> None:
    tenant = tenant_of()
    administrator = actor_as(Role.ADMINISTRATOR, tenant=tenant)
    colleague = member_as(Role.INSTITUTION_COLLEAGUE, tenant=tenant)
    foreigner = member_as(Role.INSTITUTION_COLLEAGUE)
    for name in ("change_role", "end_membership", "reset_factors", "erase_account"):
        assert allowed(administrator, f"accounts.{name}", colleague)
        assert not allowed(administrator, f"accounts.{name}", foreigner)


def test_nobody_changes_their_own_role_or_erases_themselves(
    member_as: MembershipMaker, tenant_of: TenantMaker
) -> None:
    mine = member_as(Role.ADMINISTRATOR, tenant=tenant_of())
    me = Actor(
        ActorKind.PERSON, user_id=mine.user_id, tenant_id=mine.tenant_id, role=Role.ADMINISTRATOR
    )
    assert not allowed(me, "accounts.change_role", mine)
    assert not allowed(me, "accounts.erase_account", mine)


def test_leads_leave_administrators_alone(
    actor_as: ActorMaker, member_as: MembershipMaker, tenant_of: TenantMaker
) -> None:
    tenant = tenant_of()
    lead = actor_as(Role.INSTITUTION_LEAD, tenant=tenant)
    administrator = member_as(Role.ADMINISTRATOR, tenant=tenant)
    assert not allowed(lead, "accounts.change_role", administrator)
    assert not allowed(lead, "accounts.end_membership", administrator)
    assert not allowed(lead, "accounts.erase_account", administrator)


def test_officers_see_people_elsewhere_but_do_not_decide_over_them(
    actor_as: ActorMaker, member_as: MembershipMaker
) -> None:
    officer = actor_as(Role.SECRETARIAT_OFFICER)
    colleague = member_as(Role.INSTITUTION_COLLEAGUE)
    assert allowed(officer, "accounts.view_people", colleague)
    assert not allowed(officer, "accounts.change_role", colleague)
    assert not allowed(officer, "accounts.erase_account", colleague)


@pytest.mark.parametrize(
    "name",
    ["view_people", "invite_person", "manage_membership", "open_tenant", "make_token"],
)
def test_software_does_not_look_after_accounts(name: str, actor_as: ActorMaker) -> None:
    for role in (Role.ADMINISTRATOR, Role.SECRETARIAT_OFFICER, Role.INSTITUTION_LEAD):
        assert not allowed(actor_as(role, kind=ActorKind.TOKEN), f"accounts.{name}")


def test_strangers_may_nothing() -> None:
    for name in ("manage_own_account", "view_people", "invite_person", "make_token", "save_view"):
        assert not allowed(ANONYMOUS, f"accounts.{name}")


def test_who_lost_every_membership_still_looks_after_the_account() -> None:
    actor = Actor(ActorKind.PERSON, user_id=1)
    assert allowed(actor, "accounts.manage_own_account")
    assert not allowed(actor, "accounts.view_people")
