"""Append to the log, inside the transaction of what it records."""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from fulcrum.apps.audit.models import ChainHead, Entry
from fulcrum.kernel.actors import Actor

Values = Mapping[str, Any] | None
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to one target, for `record_many`."""

    verb: str
    target: models.Model
    old: Values = None
    new: Values = None


@lru_cache(maxsize=1)
def _key() -> bytes:
    key: bytes = settings.CONFIG.key("audit_key")
    return key


def _plain(values: Values) -> Any:
    """Values as JSON would give them back, so that the MAC of a row read equals that written."""
    return None if values is None else json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def entry_mac(entry: Entry) -> str:
    """HMAC-SHA-256 over the row's content and the MAC before it, as 64 hex digits."""
    content = [
        entry.sequence,
        entry.at.isoformat(timespec="microseconds"),
        entry.actor_kind,
        entry.actor_id,
        entry.actor_label,
        entry.actor_role,
        entry.tenant_id,
        entry.origin,
        entry.verb,
        entry.target_type,
        entry.target_id,
        entry.target_label,
        entry.old,
        entry.new,
        entry.previous_mac,
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(_key(), text.encode("ascii"), sha256).hexdigest()


def _entry(actor: Actor, change: Change, at: datetime, sequence: int, previous: str) -> Entry:
    target = change.target
    entry = Entry(
        sequence=sequence,
        at=at,
        actor_kind=actor.kind.value,
        actor_id=actor.user_id,
        actor_label=actor.label[:200],
        actor_role=actor.role.value if actor.role else "",
        tenant_id=actor.tenant_id,
        origin=actor.origin[:100],
        verb=change.verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:200],
        old=_plain(change.old),
        new=_plain(change.new),
        previous_mac=previous,
    )
    entry.mac = entry_mac(entry)
    return entry


def record(
    actor: Actor, verb: str, target: models.Model, *, old: Values = None, new: Values = None
) -> Entry:
    """Append one row. Call it inside the action's transaction, after the change.

    Args:
        actor: who did it.
        verb: what was done, lower case with underscores: `submit_assessment`.
        target: what it was done to; kept by type, id and label.
        old: values before (survivor fields by reference only).
        new: values after.

    Raises:
        TransactionManagementError: there is no transaction to be part of.
    """
    return record_many(actor, [Change(verb, target, old, new)])[0]


def record_many(actor: Actor, changes: Iterable[Change]) -> list[Entry]:
    """Append one row for each change, in order; for bulk work."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An audit row belongs inside a transaction.")
    head, _ = ChainHead.objects.select_for_update().get_or_create(id=1)
    at = timezone.now()
    entries: list[Entry] = []
    sequence, mac = head.sequence, head.mac
    for change in changes:
        sequence += 1
        entry = _entry(actor, change, at, sequence, mac)
        mac = entry.mac
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    head.sequence, head.mac = sequence, mac
    head.save()
    return entries
