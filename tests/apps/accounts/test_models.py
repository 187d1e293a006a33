from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fulcrum.apps.accounts.enums import InvitationState, TenantKind
from fulcrum.apps.accounts.models import (
    ApiToken,
    IdempotentAnswer,
    Invitation,
    Membership,
    SavedView,
    Tally,
    Tenant,
    User,
)
from fulcrum.kernel.actors import ANONYMOUS, Actor, Role


def invitation(tenant: Tenant, **values: object) -> Invitation:
    now = timezone.now()
    whole = {
        "email": "new@example.org",
        "role": Role.INSTITUTION_COLLEAGUE,
        "secret_hash": "0" * 64,
        "sent_at": now,
        "expires_at": now + timedelta(days=7),
    } | values
    return Invitation.objects.create(tenant=tenant, **whole)


def token(membership: Membership, **values: object) -> ApiToken:
    whole = {
        "name": "Export",
        "prefix": "abcd1234",
        "secret_hash": "0" * 64,
        "expires_at": timezone.now() + timedelta(days=30),
    } | values
    return ApiToken.objects.create(tenant=membership.tenant, membership=membership, **whole)


def test_addresses_are_kept_and_found_in_lower_case(db: None) -> None:
    user = User.objects.create_user("Ada@Example.ORG", name="Ada")
    assert user.email == "ada@example.org"
    assert User.objects.get_by_natural_key("ADA@example.org") == user


def test_an_account_without_a_password_opens_to_nobody(db: None) -> None:
    user = User.objects.create_user("ada@example.org", name="Ada")
    assert not user.has_usable_password()
    assert user.get_full_name() == "Ada"


def test_an_account_without_a_name_is_told_apart_by_its_number(db: None) -> None:
    user = User.objects.create_user("ada@example.org", name="")
    assert str(user) == f"account {user.pk}"


def test_there_is_one_secretariat(tenant_of: Callable[..., Tenant]) -> None:
    tenant_of(TenantKind.SECRETARIAT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenant.objects.create(kind=TenantKind.SECRETARIAT, name="Another")


def test_a_role_is_held_once_at_a_time(member_as: Callable[..., Membership]) -> None:
    first = member_as(Role.RESEARCHER)
    same = {"user": first.user, "tenant": first.tenant, "role": first.role}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**same)
    first.ended_at = timezone.now()
    first.save()
    again = Membership.objects.create(**same)
    assert list(Membership.objects.live()) == [again]


def test_memberships_of_closed_accounts_are_not_live(member_as: Callable[..., Membership]) -> None:
    membership = member_as(Role.RESEARCHER)
    membership.user.is_active = False
    membership.user.save()
    assert not Membership.objects.live().exists()
    assert "as researcher of" in str(membership)


@pytest.mark.parametrize("model", [Membership, Tenant, Invitation, ApiToken])
def test_rows_of_another_organisation_are_not_visible(
    model: Any,
    member_as: Callable[..., Membership],
    actor_as: Callable[..., Actor],
    tenant_of: Callable[..., Tenant],
    system: Actor,
) -> None:
    membership = member_as(Role.ADMINISTRATOR, tenant=tenant_of())
    invitation(membership.tenant)
    token(membership)
    stranger = actor_as(Role.ADMINISTRATOR, tenant=tenant_of())
    mine = {membership.tenant_id}

    def seen(actor: Actor) -> set[int]:
        name = "pk" if model is Tenant else "tenant_id"
        return set(model.objects.visible_to(actor).values_list(name, flat=True))

    assert mine <= seen(system)
    assert not mine & seen(stranger)
    assert seen(ANONYMOUS) == set()


def test_officers_see_every_organisation_but_no_tokens(
    member_as: Callable[..., Membership], actor_as: Callable[..., Actor]
) -> None:
    membership = member_as(Role.INSTITUTION_LEAD)
    invitation(membership.tenant)
    token(membership)
    officer = actor_as(Role.SECRETARIAT_OFFICER)
    assert membership in Membership.objects.visible_to(officer)
    assert membership.tenant in Tenant.objects.visible_to(officer)
    assert Invitation.objects.visible_to(officer).exists()
    assert not ApiToken.objects.visible_to(officer).exists()


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, InvitationState.OPEN),
        ({"accepted_at": timezone.now()}, InvitationState.ACCEPTED),
        ({"revoked_at": timezone.now()}, InvitationState.REVOKED),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, InvitationState.EXPIRED),
    ],
)
def test_an_invitation_says_where_it_stands(
    tenant_of: Callable[..., Tenant], values: dict[str, object], state: InvitationState
) -> None:
    found = invitation(tenant_of(), **values)
    assert found.state is state
    assert Invitation.objects.usable().exists() == (state is InvitationState.OPEN)
    assert str(found) == f"invitation {found.pk}"


def test_an_address_has_one_open_invitation_of_an_organisation(
    tenant_of: Callable[..., Tenant],
) -> None:
    tenant = tenant_of()
    invitation(tenant)
    with pytest.raises(IntegrityError), transaction.atomic():
        invitation(tenant, secret_hash="1" * 64)
    assert invitation(tenant_of(), secret_hash="2" * 64).pk


def test_a_token_expires_after_it_is_made(member_as: Callable[..., Membership]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        token(member_as(Role.RESEARCHER), expires_at=timezone.now() - timedelta(days=1))


def test_a_token_is_live_while_its_maker_holds_the_role(
    member_as: Callable[..., Membership],
) -> None:
    membership = member_as(Role.RESEARCHER)
    made = token(membership)
    assert made.is_live
    assert str(made) == "Export (abcd1234…)"
    assert made in ApiToken.objects.live()
    membership.ended_at = timezone.now()
    membership.save()
    assert made not in ApiToken.objects.live()


def test_a_revoked_token_is_not_live(member_as: Callable[..., Membership]) -> None:
    made = token(member_as(Role.RESEARCHER), revoked_at=timezone.now())
    assert not made.is_live
    assert made not in ApiToken.objects.live()


def test_saved_views_are_ones_own(member_as: Callable[..., Membership]) -> None:
    membership = member_as(Role.RESEARCHER)
    view = SavedView.objects.create(user=membership.user, list_name="people", name="Ours")
    assert str(view) == "Ours"
    assert not SavedView.objects.visible_to(ANONYMOUS).exists()


def test_small_rows_are_named_without_what_they_hide(member_as: Callable[..., Membership]) -> None:
    made = token(member_as(Role.RESEARCHER))
    answer = IdempotentAnswer.objects.create(token=made, key_hash="a" * 64, fingerprint="b" * 64)
    assert str(answer) == f"answer {answer.pk}"
    assert str(Tally(key_hash="abcdef0123456789")) == "tally abcdef01"
