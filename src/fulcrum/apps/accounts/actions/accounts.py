"""Accounts: their second factors are reset when lost, and they are erased."""

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.actions.memberships import check_administrator_remains
from fulcrum.apps.accounts.actions.sessions import end_sessions_of
from fulcrum.apps.accounts.models import ApiToken, Invitation, Membership, SavedView, User
from fulcrum.apps.accounts.queries import belongs_elsewhere
from fulcrum.apps.accounts.throttling import account_digest
from fulcrum.apps.audit.actions import record
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, RefusedError

ERASED_DOMAIN = "erased.invalid"


def _check_only_ours(membership: Membership, by: Actor) -> None:
    """An administrator decides over accounts of their own organisation alone."""
    if by.user_id == membership.user_id:
        raise RefusedError(_("Somebody else has to do this for you."))
    here = by.has_role(Role.ADMINISTRATOR) and by.tenant_id == membership.tenant_id
    if not (here or by.is_system):
        raise RefusedError(_("Only an administrator of the organisation does this."))
    if not by.is_system and belongs_elsewhere(membership.user, membership.tenant_id):
        raise ConflictError(
            _("This person belongs to another organisation too."),
            mend=_("End the membership here instead, or ask the Secretariat."),
        )


@transaction.atomic
def reset_second_factors(membership: Membership, *, by: Actor) -> int:
    """Remove the factors of somebody who lost them, and sign them out; they set up new ones.

    Raises:
        RefusedError: it is one's own account, or the actor does not administer its organisation.
        ConflictError: the account belongs to another organisation too.
    """
    _check_only_ours(membership, by)
    user = membership.user
    removed: int = Authenticator.objects.filter(user_id=user.pk).delete()[0]
    end_sessions_of(user)
    record(by, "reset_second_factors", user, old={"count": removed})
    return removed


def _end_all(user: User) -> None:
    for membership in user.memberships.filter(ended_at__isnull=True):
        check_administrator_remains(membership)
        membership.ended_at = timezone.now()
        membership.save(update_fields=["ended_at"])


def _forget(user: User) -> None:
    """Delete what the account held; invitations to its address go too."""
    Authenticator.objects.filter(user_id=user.pk).delete()
    SavedView.objects.filter(user=user).delete()
    ApiToken.objects.filter(membership__user=user).update(revoked_at=timezone.now())
    Invitation.objects.filter(email=user.email).delete()
    AccessAttempt.objects.filter(username=account_digest(None, {"email": user.email})).delete()
    end_sessions_of(user)


@transaction.atomic
def erase_account(membership: Membership, *, by: Actor) -> User:
    """Take name, address and keys off an account for good.

    Rows that point at the account stay whole, and so does the audit chain: it holds ids and the
    labels of the time, by the rule that records of decisions outlive accounts.

    Raises:
        RefusedError: it is one's own account, or the actor does not administer its organisation.
        ConflictError: it belongs to another organisation too, or is the last administrator's.
    """
    _check_only_ours(membership, by)
    user = User.objects.select_for_update().get(pk=membership.user_id)
    _end_all(user)
    _forget(user)
    user.email = f"{user.pk}@{ERASED_DOMAIN}"
    user.name = _("Erased account")
    user.is_active = False
    user.erased_at = timezone.now()
    user.set_unusable_password()
    user.save()
    record(by, "erase_account", user)
    return user
