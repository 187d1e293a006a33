"""A security key made of software: answers as a real one would, over the same forms."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256, CoseKey
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG
ORIGIN = "http://testserver"


def options_in(page: str, kind: str) -> dict[str, Any]:
    """What the page asks the browser for: `creation_options` or `request_options`."""
    raw = page.split('<script id="key-data" type="application/json">')[1].split(
        "</script>", maxsplit=1
    )[0]
    found: dict[str, Any] = json.loads(raw)[kind]["publicKey"]
    return found


def _new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(slots=True)
class SoftKey:
    """One credential."""

    identity: bytes = b"a credential's name"
    private: ec.EllipticCurvePrivateKey = field(default_factory=_new_key)
    counter: int = 0

    def _seen(self, host: str, flags: FLAG, credential: bytes = b"") -> AuthenticatorData:
        self.counter += 1
        hashed = sha256(host.encode()).digest()
        seen: AuthenticatorData = AuthenticatorData.create(hashed, flags, self.counter, credential)
        return seen

    def _answer(self, client_data: CollectedClientData, **response: bytes) -> str:
        named = websafe_encode(self.identity)
        parts = {"clientDataJSON": client_data, **response}
        encoded = {name: websafe_encode(value) for name, value in parts.items()}
        return json.dumps(
            {"id": named, "rawId": named, "type": "public-key", "response": encoded}
            | {"clientExtensionResults": {}}
        )

    def register(self, options: dict[str, Any]) -> str:
        """The answer to a page that adds a key."""
        said = CollectedClientData.create("webauthn.create", options["challenge"], ORIGIN)
        public: CoseKey = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call] # fido2 publishes no types here
        credential = AttestedCredentialData.create(bytes(16), self.identity, public)
        seen = self._seen(options["rp"]["id"], FLAG.UP | FLAG.AT, credential)
        return self._answer(said, attestationObject=AttestationObject.create("none", seen, {}))

    def prove(self, options: dict[str, Any]) -> str:
        """The answer to a page that asks for a key."""
        assert websafe_encode(self.identity) in str(options["allowCredentials"])
        return self.prove_uninvited(options)

    def prove_uninvited(self, options: dict[str, Any]) -> str:
        """The answer of a key that was not asked for."""
        said = CollectedClientData.create("webauthn.get", options["challenge"], ORIGIN)
        seen = self._seen(options["rpId"], FLAG.UP)
        signature = self.private.sign(seen + said.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(said, authenticatorData=seen, signature=signature)
