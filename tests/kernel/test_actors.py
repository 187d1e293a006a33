import dataclasses

import pytest

from fulcrum.kernel.actors import ANONYMOUS, Actor, ActorKind, Role, system_actor


def test_nobody_is_known_by_default() -> None:
    assert not ANONYMOUS.is_known
    assert not ANONYMOUS.is_system
    assert not ANONYMOUS.is_secretariat
    assert ANONYMOUS.tenant_id is None


def test_the_system_says_where_it_acts_from() -> None:
    actor = system_actor("command line")
    assert actor.is_system
    assert actor.is_known
    assert actor.origin == "command line"
    assert actor.role is None


@pytest.mark.parametrize("role", list(Role))
def test_an_actor_has_the_one_role(role: Role) -> None:
    actor = Actor(kind=ActorKind.PERSON, user_id=1, tenant_id=1, role=role)
    assert actor.has_role(*Role)
    assert actor.has_role(role)
    assert not actor.has_role(*(other for other in Role if other is not role))
    assert actor.is_secretariat is (role is Role.SECRETARIAT_OFFICER)


def test_an_actor_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ANONYMOUS.role = Role.ADMINISTRATOR  # type: ignore[misc] # what is tested
