from collections.abc import Callable

import pytest
from axes.models import AccessAttempt

from fulcrum.apps.accounts.actions.accounts import erase_account, reset_second_factors
from fulcrum.apps.accounts.actions.invitations import invite_person
from fulcrum.apps.accounts.actions.saved_views import save_view
from fulcrum.apps.accounts.actions.tokens import make_token
from fulcrum.apps.accounts.models import ApiToken, Invitation, Membership, SavedView, User
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.audit.queries import verify
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, RefusedError
from tests.apps.accounts.actions.test_tokens import order
from tests.apps.accounts.conftest import (
    PASSWORD,
    Door,
    acting,
    factors_of,
    give_app,
    give_codes,
    give_password,
)
from tests.conftest import MembershipMaker


def test_lost_factors_are_removed_and_the_person_signed_out(
    administrator: Membership, lead: Membership, door: Door
) -> None:
    give_password(lead.user)
    door.password(lead.user.email)
    door.client.get("/access")
    give_app(lead.user)
    give_codes(lead.user)
    assert reset_second_factors(lead, by=acting(administrator)) == 2
    assert factors_of(lead.user) == set()
    assert door.client.get("/access").status_code == 302
    assert Entry.objects.get(verb="reset_second_factors").old == {"count": 2}


def test_nobody_resets_or_erases_themselves(administrator: Membership) -> None:
    for act in (reset_second_factors, erase_account):
        with pytest.raises(RefusedError, match="Somebody else"):
            act(administrator, by=acting(administrator))


def test_accounts_that_belong_elsewhere_too_are_left_alone(
    administrator: Membership, colleague: Membership, member_as: MembershipMaker, system: Actor
) -> None:
    other = member_as(Role.RESEARCHER)
    Membership.objects.create(user=colleague.user, tenant=other.tenant, role=other.role)
    for act in (reset_second_factors, erase_account):
        with pytest.raises(ConflictError, match="another organisation"):
            act(colleague, by=acting(administrator))
    assert reset_second_factors(colleague, by=system) == 0


def test_the_last_administrator_is_not_erased(administrator: Membership, system: Actor) -> None:
    with pytest.raises(ConflictError, match="last administrator"):
        erase_account(administrator, by=system)
    administrator.user.refresh_from_db()
    assert administrator.user.is_active


def fill(lead: Membership, door: Door, system: Actor) -> None:
    """Everything an account can hold."""
    give_password(lead.user)
    door.password(lead.user.email, "not the password at all")
    door.password(lead.user.email)
    door.client.get("/access")
    Door().password(lead.user.email, "not the password at all")
    give_app(lead.user)
    save_view(list_name="people", name="Mine", query="q=a", by=acting(lead))
    make_token(order(), by=acting(lead))
    invite_person(lead.tenant, email=lead.user.email, role=Role.CRIME_ANALYST, by=system)


def test_erasure_takes_everything_and_leaves_the_chain_whole(
    administrator: Membership, lead: Membership, door: Door, system: Actor
) -> None:
    email, pk = lead.user.email, lead.user_id
    fill(lead, door, system)
    written = Entry.objects.count()
    erased = erase_account(lead, by=acting(administrator))
    assert (erased.pk, erased.name, erased.is_active) == (pk, "Erased account", False)
    assert erased.email == f"{pk}@erased.invalid"
    assert erased.erased_at is not None
    assert factors_of(erased) == set()
    assert not SavedView.objects.filter(user_id=pk).exists()
    assert not Invitation.objects.filter(email=email).exists()
    assert not AccessAttempt.objects.exists()
    assert not ApiToken.objects.live().exists()
    assert Membership.objects.get(pk=lead.pk).ended_at is not None
    assert door.client.get("/access").status_code == 302
    door.password(email, PASSWORD)
    assert door.signed_in_as() is None
    assert Entry.objects.filter(actor_id=pk).exists()
    assert Entry.objects.count() > written
    assert verify().problem == ""


def test_the_address_is_free_for_a_new_account_afterwards(
    administrator: Membership, colleague: Membership
) -> None:
    email = colleague.user.email
    erase_account(colleague, by=acting(administrator))
    assert User.objects.create_user(email, name="Another").pk != colleague.user_id


@pytest.mark.parametrize("act", [reset_second_factors, erase_account])
def test_only_administrators_of_the_organisation_do_either(
    act: Callable[..., object],
    colleague: Membership,
    lead: Membership,
    officer: Membership,
    member_as: MembershipMaker,
) -> None:
    elsewhere = member_as(Role.ADMINISTRATOR)
    for membership in (lead, officer, elsewhere):
        with pytest.raises(RefusedError, match="Only an administrator"):
            act(colleague, by=acting(membership))
    assert not Entry.objects.exists()
