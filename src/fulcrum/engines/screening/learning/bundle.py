"""Signed bundles: what a bank tells others, with the text that a person read before it was sent.

Signed with Ed25519 (RFC 8032) over a line that names the format, then the canonical JSON of
payload, text and sender. The key is handed in; it is neither kept nor looked for.
"""

import base64
import json
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from fulcrum.engines.screening.learning.payloads import Told, read_payload
from fulcrum.engines.screening.learning.rendering import render
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import canonical_json

FORMAT = 1
HEADER = b"fulcrum bundle 1 ed25519\n"
PARTS = {"bundle", "sender", "payload", "text", "signature"}
MOST_BYTES = 4_000_000
MOST_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose signature holds.

    Attributes:
        sender: the name the sender goes by.
        key: fingerprint of the key it was signed with: SHA-256 of the raw public key, hex.
        text: as a person read it.
        told: what it tells.
        data: the file.
    """

    sender: str
    key: str
    text: str
    told: Told
    data: bytes

    def summary(self) -> str:
        """In a sentence."""
        return (
            f"{self.sender} tells of {len(self.told.lines)} lines over {self.told.period}, signed "
            f"with key {self.key[:16]}."
        )


def new_key() -> tuple[bytes, bytes]:
    """A new private key and its public key, as PEM; keep the first one secret."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return private, public


def fingerprint(public_pem: bytes) -> str:
    """SHA-256 of a public key, hex; raises FulcrumError when it is none."""
    return _fingerprint(_public(public_pem))


def _fingerprint(key: Ed25519PublicKey) -> str:
    return sha256(key.public_bytes_raw()).hexdigest()


def _public(pem: bytes) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise FulcrumError(
            "This is no public Ed25519 key.", where="key", mend="Hand over the sender's PEM file."
        )
    return key


def _private(pem: bytes, password: bytes | None) -> Ed25519PrivateKey:
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


def _signed(sender: str, payload: Mapping[str, Any], text: str) -> bytes:
    whole = {"bundle": FORMAT, "sender": sender, "payload": payload, "text": text}
    return HEADER + canonical_json(whole)


def _check_sender(sender: object) -> str:
    if not isinstance(sender, str) or not sender.strip() or len(sender) > MOST_LETTERS:
        raise FulcrumError(
            "The sender has no name, or a long one.",
            where="sender",
            mend=f"Give a name of 1 to {MOST_LETTERS} letters.",
        )
    if not sender.isprintable():
        raise FulcrumError(
            "The sender's name holds characters that cannot be seen.",
            where="sender",
            mend="Type it anew.",
        )
    return sender


def _check_text(told: Told, text: object) -> str:
    if text != render(told):
        raise FulcrumError(
            "The text that was read is not the text of this payload.",
            where="text",
            mend="Show the payload's text again, and sign after it was read.",
        )
    return str(text)


def sign_bundle(
    payload: Mapping[str, Any],
    text: str,
    private_pem: bytes,
    *,
    sender: str,
    password: bytes | None = None,
) -> Bundle:
    """Sign what a person has read.

    Args:
        payload: as `Effectiveness.payload` makes it.
        text: the text the person read, as `rendering.render` made it.
        private_pem: the sender's private key.
        sender: the name the sender goes by.
        password: of the key, when it has one.

    Raises:
        FulcrumError: text and payload differ, the payload is none, or the key cannot be used.
    """
    told = read_payload(payload)
    _check_text(told, text)
    key = _private(private_pem, password)
    signature = key.sign(_signed(_check_sender(sender), payload, text))
    whole = {
        "bundle": FORMAT,
        "sender": sender,
        "payload": dict(payload),
        "text": text,
        "signature": base64.b64encode(signature).decode("ascii"),
    }
    return Bundle(sender, _fingerprint(key.public_key()), text, told, canonical_json(whole))


def open_bundle(data: bytes, public_pem: bytes) -> Bundle:
    """Read a bundle and check everything: signature, text and payload.

    Args:
        data: the file.
        public_pem: the key of whom it is said to come from.

    Raises:
        FulcrumError: it is no bundle, was changed, was signed with another key, or its text is not
            the text of its payload.
    """
    whole = _parsed(data)
    key = _public(public_pem)
    sender = _check_sender(whole["sender"])
    try:
        signature = base64.b64decode(whole["signature"], validate=True)
        key.verify(signature, _signed(sender, whole["payload"], whole["text"]))
    except (InvalidSignature, NotBase64, ValueError, TypeError):
        raise FulcrumError(
            "The signature does not hold: the bundle was changed, or another key signed it.",
            where="signature",
            mend="Ask the sender for the file and the key again, each by another way.",
        ) from None
    told = read_payload(whole["payload"])
    return Bundle(sender, _fingerprint(key), _check_text(told, whole["text"]), told, data)


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        whole = json.loads(data) if len(data) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict) or set(whole) != PARTS or whole["bundle"] != FORMAT:
        raise FulcrumError(
            f"This is no bundle of format {FORMAT}.",
            where="bundle",
            mend="Hand over the file as it was received.",
        )
    return whole
