"""The key with which an organisation signs what it tells the hub.

It is derived from the installation's signing key, one for each organisation: two banks on one
installation are two senders, and no key signs both bundles and releases of the framework.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.conf import settings

PURPOSE = b"fulcrum screening bundle 1\n"


def _key(tenant_id: int) -> Ed25519PrivateKey:
    seed = settings.CONFIG.key("signing_key")
    derived = HKDF(SHA256(), 32, None, PURPOSE + str(tenant_id).encode()).derive(seed)
    return Ed25519PrivateKey.from_private_bytes(derived)


def private_pem(tenant_id: int) -> bytes:
    """The private key of an organisation, for signing only; it is not kept anywhere."""
    return _key(tenant_id).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_pem(tenant_id: int) -> bytes:
    """The public key of an organisation, which the hub gets by another way than the bundle."""
    key = _key(tenant_id).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
