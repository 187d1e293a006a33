"""Roles change, memberships end; somebody always remains who can look after the organisation."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.actions.sessions import end_sessions_of
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.apps.accounts.queries import is_last_administrator
from fulcrum.apps.accounts.rules import grantable_roles
from fulcrum.apps.audit.actions import record
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, RefusedError


def _locked(membership: Membership) -> Membership:
    """The membership as it is now; the organisation's row puts changes of its people in order."""
    Tenant.objects.select_for_update().get(pk=membership.tenant_id)
    found = Membership.objects.select_related("tenant", "user").get(pk=membership.pk)
    if found.ended_at:
        raise ConflictError(_("This membership has ended."))
    return found


def check_administrator_remains(membership: Membership) -> None:
    """Refuse what would leave an organisation without an administrator it has.

    Raises:
        ConflictError: this is the last administrator.
    """
    if is_last_administrator(membership):
        raise ConflictError(
            _("This is the last administrator."),
            mend=_("Give the role to somebody else first."),
        )


@transaction.atomic
def change_role(membership: Membership, *, role: Role, by: Actor) -> Membership:
    """Give a member another role.

    Raises:
        RefusedError: it is one's own, or a role (old or new) the actor cannot give.
        ConflictError: it has ended, is held already, or is the last administrator's.
    """
    membership = _locked(membership)
    old = Role(membership.role)
    allowed = grantable_roles(by, membership.tenant.kind, membership.tenant_id)
    if membership.user_id == by.user_id:
        raise RefusedError(_("Nobody changes their own role."))
    if old not in allowed or role not in allowed:
        raise RefusedError(_("You cannot give or take this role."))
    if role == old:
        return membership
    check_administrator_remains(membership)
    same = Membership.objects.filter(user=membership.user, tenant=membership.tenant, role=role)
    if same.filter(ended_at__isnull=True).exists():
        raise ConflictError(_("This person holds that role here already."))
    membership.role = role
    membership.save(update_fields=["role"])
    record(by, "change_role", membership, old={"role": old}, new={"role": role})
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor) -> Membership:
    """End somebody's role, one's own included; it stays on record.

    Raises:
        RefusedError: a role the actor cannot take.
        ConflictError: it has ended, or is the last administrator's.
    """
    membership = _locked(membership)
    allowed = grantable_roles(by, membership.tenant.kind, membership.tenant_id)
    if membership.user_id != by.user_id and Role(membership.role) not in allowed:
        raise RefusedError(_("You cannot take this role."))
    check_administrator_remains(membership)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    record(by, "end_membership", membership, old={"role": membership.role})
    if not membership.user.memberships.filter(ended_at__isnull=True).exists():
        end_sessions_of(membership.user)
    return membership
