from collections.abc import Callable

import pytest

from fulcrum.apps.accounts.actions.invented import add_invented_member
from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import RefusedError

Add = Callable[..., Membership]


@pytest.fixture
def add(bank: Tenant, system: Actor) -> Add:
    """Adds an invented person to the bank, which is invented too."""
    bank.is_invented = True
    bank.save()

    def make(role: Role = Role.INSTITUTION_LEAD, by: Actor = system) -> Membership:
        email = "priya@invented.example"
        return add_invented_member(bank, name="Priya Nair", email=email, role=role, by=by)

    return make


def test_an_invented_person_has_no_way_in_of_their_own(add: Add) -> None:
    membership = add()
    assert membership.user.is_invented
    assert not membership.user.has_usable_password()
    assert Entry.objects.get(verb="add_invented_member").new["role"] == Role.INSTITUTION_LEAD


def test_one_person_may_hold_several_roles(add: Add) -> None:
    assert add().user == add(Role.CRIME_ANALYST).user
    assert User.objects.count() == 1


def test_real_organisations_take_in_nobody_invented(add: Add, bank: Tenant) -> None:
    bank.is_invented = False
    bank.save()
    with pytest.raises(RefusedError, match="invented organisations only"):
        add()
    assert not User.objects.exists()


def test_roles_that_cannot_be_given_are_not(add: Add, actor_as: Callable[..., Actor]) -> None:
    with pytest.raises(RefusedError, match="cannot give"):
        add(Role.CASEWORKER)
    with pytest.raises(RefusedError, match="cannot give"):
        add(by=actor_as(Role.RESEARCHER))
