from allauth.usersessions.models import UserSession

from fulcrum.apps.accounts.actions.sessions import (
    end_other_sessions,
    end_session,
    end_sessions_of,
    switch_organisation,
)
from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.audit.models import Entry
from tests.apps.accounts.conftest import Door, acting, give_password
from tests.conftest import MembershipMaker


def opened(membership: Membership, number: int) -> list[Door]:
    """Doors through which somebody is signed in."""
    give_password(membership.user)
    doors = [Door() for _ in range(number)]
    for door in doors:
        door.password(membership.user.email)
        door.client.get("/access")
    return doors


def inside(doors: list[Door]) -> list[bool]:
    return [door.client.get("/access").status_code == 200 for door in doors]


def test_one_session_ends(colleague: Membership) -> None:
    doors = opened(colleague, 2)
    key = doors[1].client.session.session_key
    end_session(UserSession.objects.get(session_key=key), by=acting(colleague))
    assert inside(doors) == [True, False]
    assert Entry.objects.filter(verb="end_session").count() == 1


def test_all_others_end(colleague: Membership, lead: Membership) -> None:
    doors, others = opened(colleague, 3), opened(lead, 1)
    keep = doors[0].client.session.session_key
    assert end_other_sessions(colleague.user, keep=keep, by=acting(colleague)) == 2
    assert inside(doors) == [True, False, False]
    assert inside(others) == [True]
    assert Entry.objects.get(verb="end_other_sessions").new == {"count": 2}


def test_every_session_ends(colleague: Membership) -> None:
    doors = opened(colleague, 2)
    assert end_sessions_of(colleague.user) == 2
    assert inside(doors) == [False, False]
    assert end_sessions_of(colleague.user) == 0


def test_switching_is_recorded_with_both_sides(
    colleague: Membership, member_as: MembershipMaker
) -> None:
    other = member_as(colleague.role)
    switch_organisation(other, by=acting(colleague))
    entry = Entry.objects.get(verb="switch_organisation")
    assert (entry.old["tenant"], entry.new["tenant"]) == (colleague.tenant_id, other.tenant_id)
