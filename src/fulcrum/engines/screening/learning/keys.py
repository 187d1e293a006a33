"""Keys with which bundles are signed and checked: Ed25519 (RFC 8032), as PEM."""

from hashlib import sha256

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from fulcrum.kernel.errors import FulcrumError


def new_key() -> tuple[bytes, bytes]:
    """A new private key and its public key, as PEM; keep the first one secret."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return private, public


def fingerprint(public_pem: bytes) -> str:
    """SHA-256 of a public key, hex; raises FulcrumError when it is none."""
    return digest_of(public_key(public_pem))


def digest_of(key: Ed25519PublicKey) -> str:
    """SHA-256 of the raw key, hex."""
    return sha256(key.public_bytes_raw()).hexdigest()


def public_key(pem: bytes) -> Ed25519PublicKey:
    """A public key; raises FulcrumError when it is none."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise FulcrumError(
            "This is no public Ed25519 key.", where="key", mend="Hand over the sender's PEM file."
        )
    return key


def private_key(pem: bytes, password: bytes | None) -> Ed25519PrivateKey:
    """A private key; raises FulcrumError when it is none, or its password is another."""
    try:
        key = load_pem_private_key(pem, password)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise FulcrumError(
            "This is no private Ed25519 key, or its password is another.",
            where="key",
            mend="Hand over your PEM file, and its password where it has one.",
        )
    return key
