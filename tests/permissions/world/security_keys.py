"""A security key as the library keeps one, made without a device."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

_FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
_ID = b"\x07" * 16


def security_key() -> dict[str, Any]:
    """What `Authenticator.data` holds of a security key."""
    made = ec.generate_private_key(ec.SECP256R1()).public_key()
    public = ES256.from_cryptography_key(made)  # type: ignore[no-untyped-call]
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), _ID, public)
    data = AuthenticatorData.create(sha256(b"testserver"), _FLAGS, 0, credential)
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://testserver")
    answer = {
        "clientDataJSON": websafe_encode(client),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    raw = websafe_encode(_ID)
    return {
        "name": "Key",
        "credential": {"id": raw, "rawId": raw, "type": "public-key", "response": answer},
    }
