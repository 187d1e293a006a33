import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from fulcrum.apps.accounts.actions.memberships import change_role, end_membership
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, RefusedError
from tests.apps.accounts.conftest import Door, acting, give_password
from tests.conftest import MembershipMaker

COLLEAGUE, ANALYST = Role.INSTITUTION_COLLEAGUE, Role.STEWARDSHIP_ANALYST


def test_a_role_changes_and_the_log_holds_both(
    administrator: Membership, colleague: Membership
) -> None:
    changed = change_role(colleague, role=ANALYST, by=acting(administrator))
    assert changed.role == ANALYST
    entry = Entry.objects.get(verb="change_role")
    assert (entry.old, entry.new) == ({"role": COLLEAGUE}, {"role": ANALYST})


def test_the_same_role_again_changes_nothing(
    administrator: Membership, colleague: Membership
) -> None:
    change_role(colleague, role=COLLEAGUE, by=acting(administrator))
    assert not Entry.objects.exists()


def test_nobody_changes_their_own_role(administrator: Membership) -> None:
    with pytest.raises(RefusedError, match="own role"):
        change_role(administrator, role=COLLEAGUE, by=acting(administrator))


def test_the_system_changes_roles_but_leaves_an_administrator(
    administrator: Membership, system: Actor
) -> None:
    with pytest.raises(ConflictError, match="last administrator"):
        change_role(administrator, role=COLLEAGUE, by=system)


def test_one_of_two_administrators_may_become_something_else(
    administrator: Membership, bank: Tenant, member_as: MembershipMaker
) -> None:
    second = member_as(Role.ADMINISTRATOR, tenant=bank)
    assert change_role(second, role=COLLEAGUE, by=acting(administrator)).role == COLLEAGUE
    with pytest.raises(ConflictError, match="last administrator"):
        end_membership(administrator, by=acting(administrator))


def test_leads_neither_give_nor_take_high_roles(
    lead: Membership, administrator: Membership, colleague: Membership
) -> None:
    with pytest.raises(RefusedError):
        change_role(colleague, role=Role.ADMINISTRATOR, by=acting(lead))
    with pytest.raises(RefusedError):
        change_role(administrator, role=COLLEAGUE, by=acting(lead))
    with pytest.raises(RefusedError):
        end_membership(administrator, by=acting(lead))
    assert change_role(colleague, role=ANALYST, by=acting(lead)).role == ANALYST


def test_colleagues_decide_over_nobody(colleague: Membership, lead: Membership) -> None:
    with pytest.raises(RefusedError):
        change_role(lead, role=COLLEAGUE, by=acting(colleague))
    with pytest.raises(RefusedError):
        end_membership(lead, by=acting(colleague))


def test_an_administrator_elsewhere_decides_over_nobody_here(
    colleague: Membership, member_as: MembershipMaker
) -> None:
    elsewhere = member_as(Role.ADMINISTRATOR)
    with pytest.raises(RefusedError):
        change_role(colleague, role=ANALYST, by=acting(elsewhere))
    with pytest.raises(RefusedError):
        end_membership(colleague, by=acting(elsewhere))


def test_a_role_held_already_is_not_given_twice(
    administrator: Membership, colleague: Membership
) -> None:
    second = Membership.objects.create(user=colleague.user, tenant=colleague.tenant, role=ANALYST)
    with pytest.raises(ConflictError, match="holds that role"):
        change_role(second, role=COLLEAGUE, by=acting(administrator))


def test_an_ended_membership_stays_on_record_and_is_over(
    administrator: Membership, colleague: Membership
) -> None:
    ended = end_membership(colleague, by=acting(administrator))
    assert ended.ended_at is not None
    assert Membership.objects.filter(pk=colleague.pk).exists()
    with pytest.raises(ConflictError, match="has ended"):
        end_membership(colleague, by=acting(administrator))
    with pytest.raises(ConflictError, match="has ended"):
        change_role(colleague, role=ANALYST, by=acting(administrator))


def test_everybody_may_leave_by_themselves(colleague: Membership) -> None:
    assert end_membership(colleague, by=acting(colleague)).ended_at is not None
    assert Entry.objects.get(verb="end_membership").actor_id == colleague.user_id


def test_the_last_administrator_cannot_leave(administrator: Membership) -> None:
    with pytest.raises(ConflictError, match="Give the role to somebody else"):
        end_membership(administrator, by=acting(administrator))


def test_sessions_end_with_the_last_membership_and_not_before(
    administrator: Membership, colleague: Membership, member_as: MembershipMaker, door: Door
) -> None:
    other = member_as(Role.RESEARCHER)
    second = Membership.objects.create(user=colleague.user, tenant=other.tenant, role=other.role)
    give_password(colleague.user)
    door.password(colleague.user.email)
    door.client.get("/access")
    end_membership(colleague, by=acting(administrator))
    assert UserSession.objects.filter(user_id=colleague.user_id).exists()
    end_membership(second, by=acting(second))
    assert not UserSession.objects.filter(user_id=colleague.user_id).exists()
    assert not Session.objects.exists()
