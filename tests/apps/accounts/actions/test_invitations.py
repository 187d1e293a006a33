from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from fulcrum.apps.accounts.actions import invitations
from fulcrum.apps.accounts.actions.invitations import (
    accept_with_account,
    accept_with_new_account,
    invite_person,
    resend_invitation,
    revoke_invitation,
)
from fulcrum.apps.accounts.enums import InvitationState
from fulcrum.apps.accounts.models import Invitation, Membership, Tenant, User
from fulcrum.apps.accounts.secrets import digest
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, RefusedError
from tests.apps.accounts.conftest import PASSWORD, acting

COLLEAGUE = Role.INSTITUTION_COLLEAGUE
Commits = Any


@pytest.fixture
def tenant(bank: Tenant) -> Tenant:
    return bank


@pytest.fixture(name="administrator")
def administrator_actor(administrator: Membership) -> Actor:
    return acting(administrator)


def verbs() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("verb", flat=True))


def invite(tenant: Tenant, by: Actor, email: str = "new@example.org") -> invitations.Sent:
    return invite_person(tenant, email=email, role=COLLEAGUE, by=by)


def expire(invitation: Invitation) -> None:
    passed = timezone.now() - timedelta(seconds=1)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=passed)


def test_an_invitation_goes_out_with_a_link_whose_secret_is_not_kept(
    tenant: Tenant, administrator: Actor, django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent = invite(tenant, administrator, " New@Example.org ")
    assert sent.invitation.email == "new@example.org"
    assert sent.invitation.secret_hash == digest(sent.secret)
    [letter] = mail.outbox
    assert letter.to == ["new@example.org"]
    assert sent.secret in letter.body
    assert "Savannah Trust Bank" in letter.body
    entry = Entry.objects.get(verb="invite_person")
    assert sent.secret not in f"{entry.new} {entry.target_label}"
    assert "new@example.org" not in f"{entry.new} {entry.target_label}"


def test_no_letter_goes_out_when_the_invitation_is_not_kept(
    tenant: Tenant, actor_as: Callable[..., Actor], django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RefusedError):
        invite(tenant, actor_as(COLLEAGUE, tenant=tenant))
    assert mail.outbox == []
    assert verbs() == []


def test_nobody_invites_to_a_role_they_cannot_give(
    tenant: Tenant, actor_as: Callable[..., Actor]
) -> None:
    lead = actor_as(Role.INSTITUTION_LEAD, tenant=tenant)
    with pytest.raises(RefusedError, match="cannot give"):
        invite_person(tenant, email="a@example.org", role=Role.ADMINISTRATOR, by=lead)
    with pytest.raises(RefusedError, match="cannot give"):
        invite_person(tenant, email="a@example.org", role=Role.CASEWORKER, by=lead)
    assert invite(tenant, lead).invitation.pk


def test_a_second_invitation_waits_for_the_first(tenant: Tenant, administrator: Actor) -> None:
    first = invite(tenant, administrator)
    with pytest.raises(ConflictError, match="waiting"):
        invite(tenant, administrator)
    expire(first.invitation)
    second = invite(tenant, administrator)
    first.invitation.refresh_from_db()
    assert first.invitation.state is InvitationState.REVOKED
    assert second.invitation.state is InvitationState.OPEN


def test_who_holds_the_role_is_not_invited_to_it(
    tenant: Tenant, administrator: Actor, member_as: Callable[..., Membership]
) -> None:
    held = member_as(COLLEAGUE, tenant=tenant)
    with pytest.raises(ConflictError, match="has this role"):
        invite(tenant, administrator, held.user.email.upper())


def test_thirty_an_hour_are_enough(
    tenant: Tenant, administrator: Actor, monkeypatch: pytest.MonkeyPatch, system: Actor
) -> None:
    monkeypatch.setattr(invitations, "PER_HOUR", 2)
    for number in range(2):
        invite(tenant, administrator, f"p{number}@example.org")
    with pytest.raises(ConflictError, match="hour"):
        invite(tenant, administrator, "p3@example.org")
    assert invite(tenant, system, "p4@example.org").invitation.made_by is None


def test_sent_again_only_the_new_link_works(
    tenant: Tenant, administrator: Actor, django_capture_on_commit_callbacks: Commits
) -> None:
    first = invite(tenant, administrator)
    expire(first.invitation)
    with django_capture_on_commit_callbacks(execute=True):
        again = resend_invitation(first.invitation, by=administrator)
    assert again.invitation.pk == first.invitation.pk
    assert again.invitation.sent_count == 2
    assert again.invitation.state is InvitationState.OPEN
    assert not Invitation.objects.filter(secret_hash=digest(first.secret)).exists()
    assert again.secret in mail.outbox[-1].body


def test_what_was_revoked_is_over(tenant: Tenant, administrator: Actor) -> None:
    sent = invite(tenant, administrator)
    assert revoke_invitation(sent.invitation, by=administrator).state is InvitationState.REVOKED
    for act in (resend_invitation, revoke_invitation):
        with pytest.raises(ConflictError, match="used or revoked"):
            act(sent.invitation, by=administrator)
    with pytest.raises(ConflictError):
        accept_with_new_account(sent.invitation, name="New", password=PASSWORD, origin="")
    assert verbs() == ["invite_person", "revoke_invitation"]


def test_colleagues_neither_resend_nor_revoke(
    tenant: Tenant, administrator: Actor, actor_as: Callable[..., Actor]
) -> None:
    sent = invite(tenant, administrator)
    colleague = actor_as(COLLEAGUE, tenant=tenant)
    for act in (resend_invitation, revoke_invitation):
        with pytest.raises(RefusedError):
            act(sent.invitation, by=colleague)


def test_accepting_makes_the_account_and_the_membership(
    tenant: Tenant, administrator: Actor
) -> None:
    sent = invite(tenant, administrator)
    membership = accept_with_new_account(
        sent.invitation, name="New Colleague", password=PASSWORD, origin="192.0.2.7"
    )
    assert membership.user.email == "new@example.org"
    assert membership.user.check_password(PASSWORD)
    assert (membership.tenant, membership.role) == (tenant, COLLEAGUE)
    sent.invitation.refresh_from_db()
    assert sent.invitation.accepted_by == membership.user
    entry = Entry.objects.get(verb="accept_invitation")
    assert (entry.actor_id, entry.origin) == (membership.user_id, "192.0.2.7")


def test_an_invitation_is_accepted_once(tenant: Tenant, administrator: Actor) -> None:
    sent = invite(tenant, administrator)
    accept_with_new_account(sent.invitation, name="New", password=PASSWORD, origin="")
    with pytest.raises(ConflictError, match="used or revoked"):
        accept_with_new_account(sent.invitation, name="Other", password=PASSWORD, origin="")
    assert User.objects.filter(email="new@example.org").count() == 1


def test_an_expired_invitation_makes_no_account(tenant: Tenant, administrator: Actor) -> None:
    sent = invite(tenant, administrator)
    expire(sent.invitation)
    with pytest.raises(ConflictError, match="expired"):
        accept_with_new_account(sent.invitation, name="New", password=PASSWORD, origin="")
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_account_that_exists_is_not_made_again(
    tenant: Tenant, administrator: Actor, member_as: Callable[..., Membership]
) -> None:
    other = member_as(Role.RESEARCHER)
    sent = invite(tenant, administrator, other.user.email)
    with pytest.raises(ConflictError, match="has an account"):
        accept_with_new_account(sent.invitation, name="Twin", password=PASSWORD, origin="")
    membership = accept_with_account(sent.invitation, other.user, origin="")
    assert {row.tenant_id for row in other.user.memberships.all()} == {
        other.tenant_id,
        membership.tenant_id,
    }


def test_an_invitation_is_for_its_address_alone(
    tenant: Tenant, administrator: Actor, member_as: Callable[..., Membership]
) -> None:
    sent = invite(tenant, administrator)
    with pytest.raises(RefusedError, match="another address"):
        accept_with_account(sent.invitation, member_as(Role.RESEARCHER).user, origin="")
