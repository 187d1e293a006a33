"""Organisations get a place to sign in to."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.actions.invitations import Sent, invite_person
from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.accounts.queries import secretariat
from fulcrum.apps.audit.actions import record
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, RefusedError


@transaction.atomic
def open_tenant(name: str, kind: TenantKind, *, by: Actor, is_invented: bool = False) -> Tenant:
    """Give an organisation a place of its own here.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        ConflictError: there is a Secretariat already.
    """
    if not (by.is_system or by.is_secretariat):
        raise RefusedError(_("Only the Secretariat opens a place for an organisation."))
    try:
        with transaction.atomic():
            tenant = Tenant.objects.create(name=name.strip(), kind=kind, is_invented=is_invented)
    except IntegrityError as error:
        raise ConflictError(_("There is one Secretariat, and it exists.")) from error
    record(by, "open_tenant", tenant, new={"name": tenant.name, "kind": kind})
    return tenant


@transaction.atomic
def start_installation(name: str, email: str, *, by: Actor) -> Sent:
    """Make the Secretariat's place and invite its first administrator (a command does it).

    Raises:
        ConflictError: the installation was started before.
    """
    if secretariat() is not None:
        raise ConflictError(_("This installation was started before."))
    tenant = open_tenant(name, TenantKind.SECRETARIAT, by=by)
    return invite_person(tenant, email=email, role=Role.ADMINISTRATOR, by=by)
