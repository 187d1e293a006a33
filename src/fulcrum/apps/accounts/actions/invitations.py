"""Invite, send again, revoke, accept."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.enums import InvitationState
from fulcrum.apps.accounts.letters import send_invitation
from fulcrum.apps.accounts.models import Invitation, Membership, Tenant, User
from fulcrum.apps.accounts.rules import grantable_roles
from fulcrum.apps.accounts.secrets import digest, new_link_secret
from fulcrum.apps.accounts.throttling import count
from fulcrum.apps.audit.actions import record
from fulcrum.kernel.actors import Actor, ActorKind, Role
from fulcrum.kernel.errors import ConflictError, RefusedError

LIFETIME = timedelta(days=7)
PER_HOUR = 30
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation and its link's secret, which exists only now and in the mail."""

    invitation: Invitation
    secret: str


def _check_role(tenant: Tenant, role: Role, by: Actor) -> None:
    if role not in grantable_roles(by, tenant.kind, tenant.pk):
        raise RefusedError(_("You cannot give this role here."))


def _check_rate(by: Actor) -> None:
    if by.is_system or count("invite", by.user_id, limit=PER_HOUR, seconds=HOUR):
        return
    raise ConflictError(
        _("You have sent many invitations in the last hour."), mend=_("Try again in an hour.")
    )


def _letter_after_commit(invitation: Invitation, secret: str) -> None:
    transaction.on_commit(partial(send_invitation, invitation, secret))


@transaction.atomic
def invite_person(tenant: Tenant, *, email: str, role: Role, by: Actor) -> Sent:
    """Offer a role in an organisation to whoever reads mail at an address.

    Raises:
        RefusedError: the actor cannot give this role here.
        ConflictError: the address has this role or an open invitation, or too many were sent.
    """
    _check_role(tenant, role, by)
    _check_rate(by)
    email = email.strip().lower()
    if Membership.objects.live().filter(tenant=tenant, role=role, user__email=email).exists():
        raise ConflictError(_("This person has this role here already."))
    if Invitation.objects.usable().filter(tenant=tenant, email=email).exists():
        raise ConflictError(
            _("An invitation to this address is waiting."),
            mend=_("Send it again from the list of invitations, or revoke it first."),
        )
    now = timezone.now()
    Invitation.objects.open().filter(tenant=tenant, email=email).update(revoked_at=now)
    secret = new_link_secret()
    invitation = Invitation.objects.create(
        tenant=tenant,
        email=email,
        role=role,
        secret_hash=digest(secret),
        made_by_id=by.user_id,
        sent_at=now,
        expires_at=now + LIFETIME,
    )
    record(by, "invite_person", invitation, new={"tenant": tenant.pk, "role": role})
    _letter_after_commit(invitation, secret)
    return Sent(invitation, secret)


def _open(invitation: Invitation) -> Invitation:
    """The invitation, locked, so that it is used once."""
    locked = Invitation.objects.select_for_update().select_related("tenant").get(pk=invitation.pk)
    if locked.state in {InvitationState.ACCEPTED, InvitationState.REVOKED}:
        raise ConflictError(_("This invitation has been used or revoked."))
    return locked


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: Actor) -> Sent:
    """Send it again with a new link; the old link stops working.

    Raises:
        RefusedError: the actor cannot give its role.
        ConflictError: it was used or revoked, or too many were sent.
    """
    invitation = _open(invitation)
    _check_role(invitation.tenant, Role(invitation.role), by)
    _check_rate(by)
    secret = new_link_secret()
    invitation.secret_hash = digest(secret)
    invitation.sent_at = timezone.now()
    invitation.sent_count += 1
    invitation.expires_at = invitation.sent_at + LIFETIME
    invitation.save()
    record(by, "resend_invitation", invitation, new={"sent_count": invitation.sent_count})
    _letter_after_commit(invitation, secret)
    return Sent(invitation, secret)


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    """Take it back.

    Raises:
        RefusedError: the actor could not have given its role.
        ConflictError: it was used or revoked before.
    """
    invitation = _open(invitation)
    _check_role(invitation.tenant, Role(invitation.role), by)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record(by, "revoke_invitation", invitation)
    return invitation


def _membership(invitation: Invitation, user: User) -> Membership:
    membership, _created = Membership.objects.get_or_create(
        user=user, tenant=invitation.tenant, role=invitation.role, ended_at=None
    )
    return membership


def _accept(invitation: Invitation, user: User, origin: str) -> Membership:
    if invitation.state is not InvitationState.OPEN:
        raise ConflictError(_("This invitation has expired."), mend=_("Ask for a new one."))
    membership = _membership(invitation, user)
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    actor = Actor(
        kind=ActorKind.PERSON,
        user_id=user.pk,
        label=user.name,
        tenant_id=invitation.tenant_id,
        role=Role(invitation.role),
        origin=origin,
    )
    record(actor, "accept_invitation", invitation, new={"membership": membership.pk})
    return membership


@transaction.atomic
def accept_with_new_account(
    invitation: Invitation, *, name: str, password: str, origin: str
) -> Membership:
    """Make the account the invitation is for; the link has proved the address.

    Raises:
        ConflictError: the invitation cannot be used any more, or the account exists by now.
    """
    invitation = _open(invitation)
    if User.objects.filter(email=invitation.email).exists():
        raise ConflictError(_("This address has an account."), mend=_("Sign in to accept."))
    user = User.objects.create_user(invitation.email, password, name=name)
    return _accept(invitation, user, origin)


@transaction.atomic
def accept_with_account(invitation: Invitation, user: User, *, origin: str) -> Membership:
    """Add the role to an account that exists.

    Raises:
        RefusedError: the account belongs to another address.
        ConflictError: the invitation cannot be used any more.
    """
    invitation = _open(invitation)
    if user.email != invitation.email:
        raise RefusedError(_("This invitation is for another address."))
    return _accept(invitation, user, origin)
