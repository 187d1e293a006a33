"""Make and change organisations, one at a time."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.actions.tenants import open_tenant
from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.audit.actions import record
from fulcrum.apps.parties import terms
from fulcrum.apps.parties.enums import PROFILE_FIELDS
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.values import (
    DEFAULTS,
    Fault,
    InvalidValuesError,
    Values,
    check_values,
    tidied,
)
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, RefusedError

ANCESTOR_LIMIT = 50


def _may_manage(actor: Actor) -> bool:
    return actor.is_system or actor.is_secretariat


def _refuse_strangers(actor: Actor) -> None:
    if not _may_manage(actor):
        raise RefusedError(_("Only the Secretariat does this."))


def plain(values: Values) -> dict[str, Any]:
    """Values as the log keeps them: what is blank is left out."""
    return {field: value for field, value in values.items() if value not in ("", [], None)}


def _clash(error: IntegrityError, values: Values) -> InvalidValuesError:
    text = str(error)
    field = "external_key" if "for_a_key" in text or "external_key" in text else "lei"
    what = _("Another organisation has this already.")
    return InvalidValuesError(
        [Fault(field, str(values.get(field, "")), what, _("Merge the two, or correct it."))]
    )


def check_parent(organisation: Organisation, parent: Organisation | None) -> None:
    """Check that a parent is live and makes no circle.

    Raises:
        InvalidValuesError: it does, or the parent was merged into another.
    """
    above, steps = parent, 0
    while above is not None and steps < ANCESTOR_LIMIT:
        if above.pk == organisation.pk:
            what = _("%(name)s is part of this organisation, so it cannot be above it.")
            raise InvalidValuesError([Fault("parent", str(parent), what % {"name": parent})])
        above, steps = above.parent, steps + 1
    if above is not None or (parent is not None and not parent.is_live):
        raise InvalidValuesError(
            [Fault("parent", str(parent), _("This organisation cannot be above another."))]
        )


@transaction.atomic
def create_organisation(
    values: Values, *, by: Actor, parent: Organisation | None = None
) -> Organisation:
    """Make an organisation.

    Args:
        values: fields of `values.DEFAULTS` (and is_reference, is_invented); name, sub_sector and
            country at least.
        by: an officer of the Secretariat, or the system.
        parent: the organisation it is part of.

    Raises:
        RefusedError: the actor is neither.
        InvalidValuesError: a value cannot be kept.
    """
    _refuse_strangers(by)
    whole = {**DEFAULTS, **tidied(values)}
    check_values(whole)
    organisation = Organisation(**whole, parent=parent)
    check_parent(organisation, parent)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        raise _clash(error, values) from error
    terms.index([organisation], new=True)
    new = plain(tidied(values)) | ({"parent": parent.pk} if parent else {})
    record(by, "create_organisation", organisation, new=new)
    return organisation


def _refuse_beyond_profile(organisation: Organisation, fields: set[str], by: Actor) -> None:
    if _may_manage(by):
        return
    if by.tenant_id is None or organisation.tenant_id != by.tenant_id:
        raise RefusedError(_("This is another organisation's profile."))
    if not fields <= set(PROFILE_FIELDS):
        raise RefusedError(_("The Secretariat keeps this; ask it for a correction."))


KEEP_PARENT: Any = object()


@transaction.atomic
def update_organisation(
    organisation: Organisation, values: Values, *, by: Actor, parent: Any = KEEP_PARENT
) -> Organisation:
    """Change fields of an organisation; what is not named stays.

    The Secretariat changes everything; an institution's lead the profile fields of their own.

    Raises:
        RefusedError: the actor may not change this.
        ConflictError: the organisation was merged into another.
        InvalidValuesError: a value cannot be kept.
    """
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not current.is_live:
        raise ConflictError(_("This organisation was merged into another."))
    wanted = tidied(values)
    changed = {field: value for field, value in wanted.items() if getattr(current, field) != value}
    old = {field: getattr(current, field) for field in changed}
    if parent is not KEEP_PARENT and current.parent != parent:
        check_parent(current, parent)
        old["parent"], current.parent = current.parent_id, parent
    if not old:
        return current
    _refuse_beyond_profile(current, set(old), by)
    check_values(changed)
    for field, value in changed.items():
        setattr(current, field, value)
    try:
        with transaction.atomic():
            current.save()
    except IntegrityError as error:
        raise _clash(error, values) from error
    terms.index([current])
    new = {field: getattr(current, "parent_id" if field == "parent" else field) for field in old}
    record(by, "update_organisation", current, old=old, new=new)
    return current


@transaction.atomic
def link_tenant(organisation: Organisation, tenant: Tenant, *, by: Actor) -> Organisation:
    """Say that an organisation signs in at a place that is there already.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        ConflictError: the organisation or the place belongs to another, or it was merged.
    """
    _refuse_strangers(by)
    free = Organisation.objects.live().filter(pk=organisation.pk, tenant=None)
    try:
        with transaction.atomic():
            linked = free.update(tenant=tenant)
    except IntegrityError:
        linked = 0
    if not linked:
        raise ConflictError(_("This organisation, or this place, is linked already."))
    organisation.refresh_from_db()
    record(by, "link_tenant", organisation, new={"tenant": tenant.pk})
    return organisation


@transaction.atomic
def open_account(organisation: Organisation, kind: TenantKind, *, by: Actor) -> Tenant:
    """Give an organisation a place to sign in.

    Raises:
        RefusedError, ConflictError: as `link_tenant`.
    """
    tenant = open_tenant(organisation.name, kind, by=by, is_invented=organisation.is_invented)
    link_tenant(organisation, tenant, by=by)
    return tenant
