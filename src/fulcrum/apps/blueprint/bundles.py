"""A release as a signed bundle: JSON that a person can read before it is loaded.

    {"format": "fulcrum-framework-bundle/1", "code", "digest", "made_at", "signed_by",
     "signature", "document"}

The signature is Ed25519 (RFC 8032) over three lines: format, code, digest; the
digest is SHA-256 of the document's canonical bytes, so whoever checks both has checked it all.
"""

import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from pydantic import ValidationError

from fulcrum.apps.blueprint.releases import digest
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.kernel.errors import FulcrumError

FORMAT = "fulcrum-framework-bundle/1"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a release, and the signature; both hex."""

    public_key: str
    value: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened bundle whose signature holds."""

    spec: ReleaseSpec
    digest: str
    made_at: str
    signature: Signature


def _message(code: str, document_digest: str) -> bytes:
    return f"{FORMAT}\n{code}\n{document_digest}".encode()


def public_key_of(seed: bytes) -> str:
    """The public key of a signing seed, hex."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def sign(code: str, document_digest: str, seed: bytes) -> Signature:
    """Sign a release under this installation's seed (32 bytes)."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return Signature(public_key_of(seed), key.sign(_message(code, document_digest)).hex())


def write_bundle(spec: ReleaseSpec, signature: Signature, *, made_at: str) -> bytes:
    """The bundle's bytes: indented JSON, UTF-8."""
    bundle = {
        "format": FORMAT,
        "code": spec.id,
        "digest": digest(spec),
        "made_at": made_at,
        "signed_by": signature.public_key,
        "signature": signature.value,
        "document": spec.model_dump(mode="json"),
    }
    return json.dumps(bundle, ensure_ascii=False, indent=1).encode()


def _fields(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    texts = ("format", "code", "digest", "made_at", "signed_by", "signature")
    if not isinstance(found, dict) or found.get("format") != FORMAT or "document" not in found:
        raise FulcrumError(
            "This is not a bundle of a framework release.",
            mend="Ask for the file that `fulcrum framework export` wrote.",
        )
    return {name: str(found.get(name, "")) for name in texts} | {"document": found["document"]}


def open_bundle(content: bytes) -> Bundle:
    """Check a bundle's document, digest and signature. Whom to trust is the caller's to say.

    Raises:
        FulcrumError: it is no bundle, its document is not a whole release, or it was changed.
    """
    fields = _fields(content)
    try:
        spec = ReleaseSpec.model_validate(fields["document"])
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FulcrumError(
            f"The release in it is not whole: {first['msg']}", where=place or fields["code"]
        ) from error
    _check(fields, spec)
    signature = Signature(fields["signed_by"], fields["signature"])
    return Bundle(spec, fields["digest"], fields["made_at"], signature)


def _check(fields: dict[str, Any], spec: ReleaseSpec) -> None:
    changed = FulcrumError(
        "This bundle was changed after it was signed.",
        where=fields["code"],
        mend="Ask whoever sent it for a fresh copy.",
    )
    if (spec.id, digest(spec)) != (fields["code"], fields["digest"]):
        raise changed
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(fields["signed_by"]))
        key.verify(bytes.fromhex(fields["signature"]), _message(fields["code"], fields["digest"]))
    except (ValueError, InvalidSignature) as error:
        raise changed from error
