"""Freeze the state of implementation, publish it, and agree to be named in it."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.actions.commitment_log import check
from fulcrum.apps.blueprint.implementation.state import PUBLIC
from fulcrum.apps.blueprint.models import (
    NamingConsent,
    Scope,
    Snapshot,
    SnapshotPublication,
)
from fulcrum.apps.blueprint.queries.implementation import invented_counted, state_at
from fulcrum.apps.blueprint.queries.snapshots import frozen_values, publication_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError


def _check_days(as_of: date, before: date | None) -> None:
    if as_of > timezone.localdate():
        raise FulcrumError(
            _("A day that is still to come has no state yet."), where=as_of.isoformat()
        )
    if before is not None and before >= as_of:
        raise FulcrumError(_("Compare with an earlier day."), where=before.isoformat())


@transaction.atomic
def freeze_state(
    title: str, as_of: date, *, by: Actor, before: date | None = None, scope: str = PUBLIC
) -> Snapshot:
    """Freeze the state of implementation of a day under the next number.

    Raises:
        RefusedError: the role does not include it.
        FulcrumError: there is no title, or the days do not go together.
    """
    check(by, "blueprint.freeze_state")
    if not title.strip():
        raise FulcrumError(_("Give the snapshot a title."))
    if scope not in Scope.values:
        raise FulcrumError(_("There is no such scope."), where=scope)
    _check_days(as_of, before)
    state = state_at(as_of, scope=scope, before=before)
    last = Snapshot.objects.aggregate(Max("number"))["number__max"] or 0
    fields = {"title": title.strip()[:200], "as_of": as_of, "before": before, "scope": scope}
    fields |= {"frozen_by": by.label[:200], "is_invented": invented_counted(scope)}
    try:
        snapshot = Snapshot.objects.create(number=last + 1, **fields, **frozen_values(state))
    except IntegrityError as error:
        raise ConflictError(
            _("Somebody froze a state at the same moment."), mend=_("Freeze yours again.")
        ) from error
    record(by, "freeze_state", snapshot, new={"as_of": as_of, "sha256": snapshot.sha256})
    return snapshot


@transaction.atomic
def publish_snapshot(snapshot: Snapshot, *, by: Actor) -> SnapshotPublication:
    """Put a snapshot on the public site.

    Raises:
        ConflictError: it is public already, or counts what is not for everybody.
    """
    check(by, "blueprint.publish_state")
    if snapshot.scope != Scope.PUBLIC:
        raise ConflictError(
            _("This snapshot counts commitments that are not for everybody."),
            mend=_("Freeze the state of public commitments, and publish that."),
        )
    if publication_of(snapshot) is not None:
        raise ConflictError(_("This snapshot is public already."))
    made = SnapshotPublication.objects.create(snapshot=snapshot, published_by=by.label[:200])
    record(by, "publish_snapshot", snapshot, new={"publication": made.pk})
    return made


@transaction.atomic
def withdraw_snapshot(snapshot: Snapshot, reason: str, *, by: Actor) -> SnapshotPublication:
    """Take a snapshot off the public site, with a reason; it stays frozen here.

    Raises:
        ConflictError: it is not public.
        FulcrumError: no reason was given.
    """
    check(by, "blueprint.publish_state")
    standing = publication_of(snapshot)
    if standing is None:
        raise ConflictError(_("This snapshot is not public."))
    if not reason.strip():
        raise FulcrumError(_("Say why it is withdrawn; the reason stays with the record."))
    standing.withdrawn_at, standing.withdrawn_by = timezone.now(), by.label[:200]
    standing.reason = reason.strip()[:500]
    standing.save()
    record(by, "withdraw_snapshot", snapshot, new={"reason": standing.reason})
    return standing


def _own(by: Actor) -> Organisation:
    found = Organisation.objects.live().filter(tenant_id=by.tenant_id or 0).first()
    if found is None:
        raise FulcrumError(_("Your organisation is not in the register yet."))
    return found


@transaction.atomic
def agree_to_be_named(*, by: Actor) -> NamingConsent:
    """Let one's institution be named among leaders and laggards, from now on."""
    check(by, "blueprint.decide_naming")
    organisation = _own(by)
    if NamingConsent.objects.filter(organisation=organisation, withdrawn_at=None).exists():
        raise ConflictError(_("Your institution has agreed already."))
    made = NamingConsent.objects.create(
        tenant_id=by.tenant_id or 0, organisation=organisation, given_by=by.label[:200]
    )
    record(by, "agree_to_be_named", organisation, new={"consent": made.pk})
    return made


@transaction.atomic
def no_longer_be_named(*, by: Actor) -> NamingConsent:
    """Take that back: from now on no page names the institution, frozen ones included."""
    check(by, "blueprint.decide_naming")
    organisation = _own(by)
    standing = NamingConsent.objects.filter(organisation=organisation, withdrawn_at=None).first()
    if standing is None:
        raise ConflictError(_("Your institution is not named."))
    standing.withdrawn_at, standing.withdrawn_by = timezone.now(), by.label[:200]
    standing.save()
    record(by, "no_longer_be_named", organisation, new={"consent": standing.pk})
    return standing
