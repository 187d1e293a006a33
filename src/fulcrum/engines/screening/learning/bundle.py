"""Signed bundles: what a bank tells others, with the text that a person read before it was sent.

Signed with Ed25519 (RFC 8032) over a line that names the format, then the canonical JSON of
payload, text and sender. The key is handed in; it is neither kept nor looked for.
"""

import base64
import json
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature

from fulcrum.engines.screening.learning.keys import digest_of, private_key, public_key
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
        signature: in base64.
        data: the file.
    """

    sender: str
    key: str
    text: str
    told: Told
    signature: str
    data: bytes

    def summary(self) -> str:
        """In a sentence."""
        return (
            f"{self.sender} tells of {len(self.told.lines)} lines over {self.told.period}, signed "
            f"with key {self.key[:16]}."
        )


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
    key = private_key(private_pem, password)
    signed = key.sign(_signed(_check_sender(sender), payload, text))
    signature = base64.b64encode(signed).decode("ascii")
    data = bundle_file(payload, text, sender=sender, signature=signature)
    return Bundle(sender, digest_of(key.public_key()), text, told, signature, data)


def bundle_file(payload: Mapping[str, Any], text: str, *, sender: str, signature: str) -> bytes:
    """The file of a bundle, from its parts."""
    return canonical_json(
        {
            "bundle": FORMAT,
            "sender": sender,
            "payload": dict(payload),
            "text": text,
            "signature": signature,
        }
    )


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
    key = public_key(public_pem)
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
    text = _check_text(told, whole["text"])
    return Bundle(sender, digest_of(key), text, told, str(whole["signature"]), data)


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
