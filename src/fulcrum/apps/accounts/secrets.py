"""Secrets that are shown once and kept as hashes."""

import secrets
from hashlib import sha256

LINK_BYTES = 32
PREFIX_LENGTH = 8
TOKEN_MARK = "fast"  # noqa: S105 - the first letters of every token, so that scanners find leaks


def digest(secret: str) -> str:
    """What is kept of a secret. The secrets are random and long: a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def new_link_secret() -> str:
    """The secret of an invitation's link."""
    return secrets.token_urlsafe(LINK_BYTES)


def new_token() -> tuple[str, str]:
    """An API token and the prefix by which it is found: `fast_<prefix>_<secret>`."""
    prefix = secrets.token_hex(PREFIX_LENGTH // 2)
    return f"{TOKEN_MARK}_{prefix}_{secrets.token_urlsafe(LINK_BYTES)}", prefix


def token_prefix(token: str) -> str:
    """The prefix of an API token; empty when it is not one."""
    parts = token.split("_", 2)
    return parts[1] if len(parts) == 3 and parts[0] == TOKEN_MARK else ""
