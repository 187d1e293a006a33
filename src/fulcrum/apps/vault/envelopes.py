"""Seal and open bytes: AES-256-GCM for data, HPKE for the keys of data.

Keys travel to a recipient under HPKE (RFC 9180) with the hybrid KEM of ML-KEM-768 and X25519,
HKDF-SHA-256 and AES-256-GCM, as `cryptography` implements them: they stay closed if either
of the two is broken.
"""

import json
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fulcrum.apps.vault.errors import damaged

KEY_BYTES = 32
NONCE_BYTES = 12
SEED_BYTES = 64
VERSION = b"\x01"

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)

PublicKey = hpke.MLKEM768X25519PublicKey


def key_id_of(key: bytes) -> str:
    """A name for a key that tells nothing about it."""
    return sha256(b"fulcrum vault key" + key).hexdigest()[:8]


def context_of(*parts: object) -> bytes:
    """What a seal is bound to, in one unambiguous spelling."""
    return json.dumps(["fulcrum vault", 1, *parts], separators=(",", ":")).encode("ascii")


def new_data_key() -> bytes:
    """A fresh AES-256 key."""
    return AESGCM.generate_key(KEY_BYTES * 8)


def seal_bytes(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Seal under a key, bound to a context: version, nonce, ciphertext with tag."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plaintext, VERSION + context)


def open_bytes(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Open what `seal_bytes` made.

    Raises:
        FulcrumError: wrong key, wrong context, or damaged.
    """
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != VERSION or len(nonce) < NONCE_BYTES:
        raise damaged()
    try:
        return AESGCM(key).decrypt(nonce, body, VERSION + context)
    except InvalidTag:
        raise damaged() from None


def new_private_key() -> bytes:
    """A recipient's private key: the ML-KEM-768 seed, then the X25519 scalar."""
    kem, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    return kem.private_bytes_raw() + curve.private_bytes_raw()


def _private(raw: bytes) -> hpke.MLKEM768X25519PrivateKey:
    kem = MLKEM768PrivateKey.from_seed_bytes(raw[:SEED_BYTES])
    return hpke.MLKEM768X25519PrivateKey(kem, X25519PrivateKey.from_private_bytes(raw[SEED_BYTES:]))


def public_of(private: bytes) -> PublicKey:
    """The public key of a private one."""
    return _private(private).public_key()


def wrap_key(data_key: bytes, recipient: PublicKey, info: bytes) -> bytes:
    """Wrap a data key for a recipient, bound to `info` (purpose and consent)."""
    return _SUITE.encrypt(data_key, recipient, info=info)


def unwrap_key(wrapped: bytes, private: bytes, info: bytes) -> bytes:
    """Unwrap a data key.

    Raises:
        FulcrumError: another recipient's, another purpose or consent, or damaged.
    """
    try:
        return _SUITE.decrypt(wrapped, _private(private), info=info)
    except (InvalidTag, ValueError):
        raise damaged() from None
