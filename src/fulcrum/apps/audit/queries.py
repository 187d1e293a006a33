"""Reads of the log for pages and commands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.audit.verbs import verb_text
from fulcrum.apps.audit.verification import Anchor, Verification, verify_chain

TIMELINE_LENGTH = 50


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value before and after."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One line of a record's timeline.

    Attributes:
        at: when.
        who: the name the log kept.
        text: what was done, as the end of the sentence that starts with who.
        changes: the values it changed.
        facts: what the log kept with it: the new values, or the old where there are no new.
    """

    at: datetime
    who: str
    text: str
    changes: list[FieldChange]
    facts: dict[str, Any]


def field_changes(old: Any, new: Any) -> list[FieldChange]:
    """The values that differ, in the order of their names."""
    before, after = old or {}, new or {}
    names = sorted(before.keys() | after.keys())
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return [FieldChange(*pair) for pair in pairs if pair[1] != pair[2]]


def timeline(*targets: models.Model, limit: int = TIMELINE_LENGTH) -> list[TimelineItem]:
    """Who did what to a record (and its parts), newest first.

    The page that asks has checked that its reader may see the targets.
    """
    wanted = models.Q(pk=None)
    for target in targets:
        wanted |= models.Q(target_type=target._meta.label_lower, target_id=str(target.pk))
    columns = ("at", "actor_label", "verb", "old", "new")
    rows = Entry.objects.filter(wanted).order_by("-sequence").values_list(*columns)[:limit]
    return [
        TimelineItem(at, who, verb_text(verb), field_changes(old, new), new or old or {})
        for at, who, verb, old, new in rows
    ]


def verify(
    anchor: Anchor | None = None, observer: Callable[[int], None] | None = None
) -> Verification:
    """Verify the chain as of one moment, while others go on writing."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SET LOCAL statement_timeout = 0")
            return verify_chain(anchor, observer)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        return _verify_deferred(anchor, observer)
    return verify_chain(anchor, observer)


def _verify_deferred(anchor: Anchor | None, observer: Callable[[int], None] | None) -> Verification:
    """A read transaction by hand: Django's own are IMMEDIATE and would keep writers out."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            return verify_chain(anchor, observer)
        finally:
            cursor.execute("COMMIT")
