"""What the log hears from elsewhere."""

from typing import Any

from django.core.cache import cache
from django.db import transaction

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.kernel.actors import Actor

REPEAT_SECONDS = 60


def record_refusal(
    sender: object, *, actor: Actor, permission: str, path: str, **_kwargs: Any
) -> None:
    """Keep a refusal; the same one again within a minute only once, lest it flood the log."""
    same = f"refusal:{actor.kind}:{actor.user_id}:{actor.tenant_id}:{permission}"
    if actor.is_known and cache.add(same, True, REPEAT_SECONDS):
        with transaction.atomic():
            record(actor, "refuse_access", Thing("permission", permission, path))


def record_vault_use(
    sender: object, *, actor: Actor, verb: str, subject: str, values: dict[str, Any], **_kwargs: Any
) -> None:
    """Keep every opening, sharing and erasing of a protected record, by reference only."""
    record(actor, verb, Thing("vault.subject", subject), new=values or None)
