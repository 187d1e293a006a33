"""Bundles of counts for the hub: prepared, read, signed by a person; and taken in by the hub."""

import json
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.audit.actions import record
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.enums import BundleState
from fulcrum.apps.screening.learning_keys import private_pem
from fulcrum.apps.screening.models import Bundle, PooledBundle
from fulcrum.apps.screening.queries.hub import opened
from fulcrum.apps.screening.queries.learning import PACK, decided_of, told_before, told_of
from fulcrum.engines.screening.learning import bundle as engine
from fulcrum.engines.screening.learning.covers import covers_of
from fulcrum.engines.screening.learning.effectiveness import (
    EffectivenessSpec,
    report_effectiveness,
)
from fulcrum.engines.screening.learning.payloads import read_payload
from fulcrum.engines.screening.learning.quarters import Period, Quarter, quarter_of
from fulcrum.engines.screening.learning.rendering import render
from fulcrum.engines.screening.pack import load_pack
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from fulcrum.kernel.provenance import canonical_json


def _own_tenant(by: Actor) -> Tenant:
    tenant = Tenant.objects.filter(pk=by.tenant_id or 0).first()
    if tenant is None:
        raise RefusedError(_("You can do this only for the organisation you act for."))
    return tenant


@transaction.atomic
def make_bundle(first: Quarter, last: Quarter, *, by: Actor) -> Bundle:
    """Prepare what may be told of whole quarters, small counts withheld.

    Raises:
        FulcrumError: the period runs backwards, is not over or was told already; no alert was
            decided in it.
    """
    check(by, "screening.make_bundle")
    tenant, period = _own_tenant(by), Period(first, last)
    if last >= quarter_of(timezone.localdate()):
        raise FulcrumError(_("Only quarters that are over can be told."))
    decided, pack = decided_of(tenant.pk), load_pack(PACK)
    lines = decided.lines_of(first, last)
    if not lines:
        raise FulcrumError(_("No alert was decided in these quarters."))
    made = report_effectiveness(
        EffectivenessSpec(
            decisions=tuple(one for one in decided.decisions if one.quarter in period),
            period=period,
            lines=lines,
            pack=pack.name,
            digest=pack.digest,
            covers=covers_of(pack.scenarios.values(), lines),
            earlier=tuple(one.period for one in told_before(tenant.pk)),
            invented=decided.invented,
        )
    )
    payload = made.payload()
    row = Bundle.objects.create(
        tenant=tenant,
        payload={"sender": tenant.name[: engine.MOST_LETTERS], "payload": payload},
        text=render(read_payload(payload)),
        created_by_id=by.user_id,
    )
    record(by, "make_bundle", row, new={"period": str(period), "withheld": made.withheld})
    return row


@transaction.atomic
def sign_bundle(bundle: Bundle, text: str, *, by: Actor) -> Bundle:
    """Sign what a person has read; nothing is sent.

    Args:
        bundle: a draft.
        text: what was read, so that nothing else is signed.
        by: who read it.

    Raises:
        ConflictError: it is signed already, or one of its quarters was told in another.
        FulcrumError: another text was read.
    """
    check(by, "screening.sign_bundle", bundle)
    row = Bundle.objects.select_for_update().get(pk=bundle.pk)
    if row.state != BundleState.DRAFT:
        raise ConflictError(_("This bundle is signed already."))
    period = told_of(row).period
    if any(one.period.meets(period) for one in told_before(row.tenant_id)):
        raise ConflictError(
            _("A quarter of it was told already."), mend=_("Prepare other quarters.")
        )
    made = engine.sign_bundle(
        row.payload["payload"],
        text,
        private_pem(row.tenant_id),
        sender=row.payload["sender"],
    )
    row.state, row.signature = BundleState.SIGNED, made.signature
    row.signed_by_name, row.signed_at = by.label[:200], timezone.now()
    row.save()
    record(by, "sign_bundle", row, new={"period": str(period), "key": made.key})
    return row


def bundle_file(bundle: Bundle) -> bytes:
    """The file of a signed bundle."""
    whole = bundle.payload
    return engine.bundle_file(
        whole["payload"], bundle.text, sender=whole["sender"], signature=bundle.signature
    )


def _parsed(data: bytes) -> dict[str, Any]:
    """The file as it is kept; it was opened before."""
    whole: dict[str, Any] = json.loads(data)
    return whole


@transaction.atomic
def add_pooled(label: str, data: bytes, public_pem: bytes, *, by: Actor) -> PooledBundle:
    """Take a bank's signed bundle in, after checking signature, text and counts.

    Raises:
        ConflictError: it is here already, or its sender tells a quarter twice.
        FulcrumError: no name, or the bundle or its key cannot be used.
    """
    check(by, "screening.pool_bundles")
    tenant = _own_tenant(by)
    if not label.strip():
        raise FulcrumError(_("Say whose bundle it is."))
    found = engine.open_bundle(data, public_pem)
    whole = _parsed(data)
    digest = sha256(canonical_json(whole)).hexdigest()
    before = PooledBundle.objects.select_for_update().filter(tenant=tenant, fingerprint=found.key)
    if before.filter(digest=digest).exists():
        raise ConflictError(_("This bundle is here already."))
    if any(opened(one).told.period.meets(found.told.period) for one in before):
        raise ConflictError(_("The same bank tells one of these quarters in another bundle."))
    try:
        with transaction.atomic():
            made = PooledBundle.objects.create(
                tenant=tenant,
                label=label.strip(),
                payload=whole,
                fingerprint=found.key,
                digest=digest,
                by_name=by.label[:200],
            )
    except IntegrityError as error:
        raise ConflictError(_("This bundle is here already.")) from error
    record(by, "pool_bundle", made, new={"sha256": digest, "key": found.key})
    return made
