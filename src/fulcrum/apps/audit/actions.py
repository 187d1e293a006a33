"""Append to the log, inside the transaction of what it records."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from fulcrum.apps.audit.chain import SIGNED, current_key_id, head_seal, row_mac
from fulcrum.apps.audit.fields import canonical
from fulcrum.apps.audit.models import ChainHead, Entry
from fulcrum.kernel.actors import Actor

Values = Mapping[str, Any] | None
BATCH = 500
Listener = Callable[[Sequence[Entry]], None]
_listeners: list[Listener] = []


def add_listener(listener: Listener) -> None:
    """Have rows told to somebody as they are written, inside the same transaction (in `ready()`)."""
    if listener not in _listeners:
        _listeners.append(listener)


@dataclass(frozen=True, slots=True)
class Thing:
    """A target that is no record: a permission refused, a backup made."""

    type: str
    id: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to one target, for `record_many`."""

    verb: str
    target: models.Model | Thing
    old: Values = None
    new: Values = None


def _thing(target: models.Model | Thing) -> Thing:
    if isinstance(target, Thing):
        return target
    return Thing(target._meta.label_lower, str(target.pk), str(target))


def _plain(values: Values) -> Any:
    """Values as the log will give them back."""
    text = canonical(None if values is None else dict(values))
    return None if text is None else json.loads(text)


def _entry(actor: Actor, change: Change, at: datetime, sequence: int, previous: str) -> Entry:
    thing = _thing(change.target)
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
        target_type=thing.type,
        target_id=thing.id[:80],
        target_label=thing.label[:200],
        old=_plain(change.old),
        new=_plain(change.new),
        key_id=current_key_id(),
        previous_mac=previous,
    )
    entry.mac = row_mac([getattr(entry, name) for name in SIGNED])
    return entry


def record(
    actor: Actor, verb: str, target: models.Model | Thing, *, old: Values = None, new: Values = None
) -> Entry:
    """Append one row. Call it inside the action's transaction, after the change.

    Writers take turns from here to the end of their transaction: call it last.

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
    if entries:
        Entry.objects.bulk_create(entries, batch_size=BATCH)
        _move_head(sequence, mac)
        for listener in _listeners:
            listener(entries)
    return entries


def _move_head(sequence: int, mac: str) -> None:
    key_id = current_key_id()
    seal = head_seal(sequence, mac, key_id)
    ChainHead.objects.filter(id=1).update(sequence=sequence, mac=mac, key_id=key_id, seal=seal)
