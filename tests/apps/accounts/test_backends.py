from typing import Any

import pytest
from django.utils import timezone

from fulcrum.apps.accounts.backends import AccountBackend, memberships_at_request
from fulcrum.apps.accounts.models import Membership, User
from fulcrum.kernel.actors import Role
from tests.conftest import MembershipMaker

pytestmark = pytest.mark.django_db


def _found(user: User) -> User:
    found = AccountBackend().get_user(user.pk)
    assert found is not None
    return found


def test_account_and_live_memberships_take_one_query(
    lead: Membership, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        found = _found(lead.user)
        rows = memberships_at_request(found)
        assert [str(row.tenant) for row in rows] == [str(lead.tenant)]
    assert found == lead.user


def test_memberships_asked_for_again_are_those_of_the_moment(
    lead: Membership, member_as: MembershipMaker
) -> None:
    found = _found(lead.user)
    assert len(memberships_at_request(found)) == 1
    other = member_as(Role.INSTITUTION_COLLEAGUE)
    Membership.objects.filter(pk=other.pk).update(user=lead.user)
    assert len(memberships_at_request(found)) == 2


def test_without_a_live_membership_the_account_is_still_found(lead: Membership) -> None:
    Membership.objects.update(ended_at=timezone.now())
    assert memberships_at_request(_found(lead.user)) == []


def test_a_closed_or_unknown_account_is_nobody(lead: Membership) -> None:
    assert AccountBackend().get_user(lead.user.pk + 999) is None
    User.objects.filter(pk=lead.user.pk).update(is_active=False)
    assert AccountBackend().get_user(lead.user.pk) is None
    Membership.objects.update(ended_at=timezone.now())
    assert AccountBackend().get_user(lead.user.pk) is None
