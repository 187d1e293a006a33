"""The chain's arithmetic: which key, which MAC over what."""

import hmac
import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings

from fulcrum.apps.audit.fields import canonical

# The signed columns, in the order they are signed; `mac` itself follows from them.
SIGNED = (
    "sequence",
    "at",
    "actor_kind",
    "actor_id",
    "actor_label",
    "actor_role",
    "tenant_id",
    "origin",
    "verb",
    "target_type",
    "target_id",
    "target_label",
    "old",
    "new",
    "key_id",
    "previous_mac",
)
_AT, _OLD, _NEW = SIGNED.index("at"), SIGNED.index("old"), SIGNED.index("new")


def key_id_of(key: bytes) -> str:
    """A name for a key that tells nothing about it."""
    return sha256(b"fulcrum audit key" + key).hexdigest()[:8]


@lru_cache(maxsize=1)
def keys() -> dict[str, bytes]:
    """The keys by id, oldest first; the last one signs.

    Old ones stay in FULCRUM_OLD_AUDIT_KEYS for as long as rows signed with them are kept.
    """
    ordered = [*settings.CONFIG.old_keys("audit_key"), settings.CONFIG.key("audit_key")]
    return {key_id_of(key): key for key in ordered}


def current_key_id() -> str:
    """The id of the key that signs now."""
    return list(keys())[-1]


def row_mac(values: Sequence[Any]) -> str:
    """HMAC-SHA-256 over one row's SIGNED values, as 64 hex digits.

    Raises:
        KeyError: the row names a key this installation does not have.
    """
    content = list(values)
    content[_AT] = content[_AT].isoformat(timespec="microseconds")
    content[_OLD], content[_NEW] = canonical(content[_OLD]), canonical(content[_NEW])
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(keys()[content[-2]], text.encode("ascii"), sha256).hexdigest()


def head_seal(sequence: int, mac: str, key_id: str) -> str:
    """The seal of a chain head, as 64 hex digits."""
    text = f"head:{sequence}:{mac}"
    return hmac.new(keys()[key_id], text.encode("ascii"), sha256).hexdigest()
