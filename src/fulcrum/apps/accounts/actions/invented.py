"""Invented people, for the showcase: no password, no letter, no way in but its one click."""

from django.db import transaction
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.accounts.rules import grantable_roles
from fulcrum.apps.audit.actions import record
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import RefusedError


@transaction.atomic
def add_invented_member(
    tenant: Tenant, *, name: str, email: str, role: Role, by: Actor
) -> Membership:
    """Give an invented person a role in an invented organisation.

    Raises:
        RefusedError: the organisation is not invented, or the actor cannot give this role.
    """
    if not tenant.is_invented:
        raise RefusedError(_("Invented people belong in invented organisations only."))
    if role not in grantable_roles(by, tenant.kind, tenant.pk):
        raise RefusedError(_("You cannot give this role here."))
    user = User.objects.filter(email=email, is_invented=True).first()
    user = user or User.objects.create_user(email, name=name, is_invented=True)
    membership = Membership.objects.create(user=user, tenant=tenant, role=role)
    record(by, "add_invented_member", membership, new={"tenant": tenant.pk, "role": role})
    return membership
