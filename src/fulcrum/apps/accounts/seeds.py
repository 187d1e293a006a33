"""Second-factor seeds, sealed with AES-256-GCM under a key that can be changed.

A sealed seed reads `1.<key id>.<base64 of nonce and ciphertext>`; the key id (the first bytes of
the key's hash) says which key opens it, and is authenticated with it.
"""

import base64
import os
from binascii import Error as Base64Error
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fulcrum.kernel.errors import FulcrumError

NONCE_BYTES = 12
VERSION = "1"


def key_id(key: bytes) -> str:
    """Eight hex digits that name a key without telling it."""
    return sha256(b"fulcrum seed key:" + key).hexdigest()[:8]


def _context(named: str) -> bytes:
    return f"mfa-seed:{VERSION}:{named}".encode()


def seal(text: str, key: bytes) -> str:
    """Seal a seed under a key."""
    nonce = os.urandom(NONCE_BYTES)
    named = key_id(key)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), _context(named))
    return f"{VERSION}.{named}.{base64.b64encode(nonce + sealed).decode('ascii')}"


def _decoded(text: str) -> bytes:
    """The bytes of a text that `seal` wrote; its last letter has bits to spare, which must be none.

    Raises:
        ValueError: it is not base64, or not as `seal` writes it.
    """
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode("ascii") != text:
        raise ValueError(text)
    return raw


def open_seal(sealed: str, key: bytes) -> str:
    """Open a sealed seed.

    Raises:
        FulcrumError: another key sealed it, or it was tampered with.
    """
    parts = sealed.split(".")
    if len(parts) != 3 or parts[0] != VERSION:
        raise FulcrumError("This second-factor seed is not in a form this version reads.")
    if parts[1] != key_id(key):
        raise FulcrumError(
            "This second-factor seed was sealed with another key.",
            where="FULCRUM_SEED_KEY",
            mend="Set the key it was sealed with, or rotate with `fulcrum keys rotate`.",
        )
    try:
        raw = _decoded(parts[2])
        return (
            AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _context(parts[1])).decode()
        )
    except (Base64Error, ValueError, InvalidTag) as error:
        raise FulcrumError("This second-factor seed was changed in the database.") from error
