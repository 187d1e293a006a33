import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from hypothesis import given
from hypothesis import strategies as some

from fulcrum.engines.screening.learning.bundle import bundle_file, open_bundle, sign_bundle
from fulcrum.engines.screening.learning.keys import fingerprint, new_key
from fulcrum.engines.screening.learning.payloads import read_payload
from fulcrum.engines.screening.learning.rendering import render
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import canonical_json
from tests.engines.screening.learning.made import effectiveness, indicator, signed

PRIVATE, PUBLIC = new_key()
PAYLOAD = effectiveness({indicator(1): (12, 30, 11), indicator(2): (1, 2, 3)}).payload()
TEXT = render(read_payload(PAYLOAD))
MADE = sign_bundle(PAYLOAD, TEXT, PRIVATE, sender="Bank A")


def changed(**parts: Any) -> bytes:
    return canonical_json(json.loads(MADE.data) | parts)


def test_what_was_signed_opens_and_says_the_same() -> None:
    opened = open_bundle(MADE.data, PUBLIC)
    assert opened == MADE
    assert opened.key == fingerprint(PUBLIC)
    assert opened.text == TEXT
    assert "Bank A tells of 2 lines over 2026-Q1 to 2026-Q1" in opened.summary()


def test_the_same_payload_is_signed_alike() -> None:
    assert sign_bundle(PAYLOAD, TEXT, PRIVATE, sender="Bank A").data == MADE.data


def test_a_text_that_was_not_made_of_the_payload_is_not_signed() -> None:
    for text in (TEXT.replace("12", "13"), TEXT + " ", "", TEXT.replace("withheld", "0")):
        with pytest.raises(FulcrumError, match="not the text of this payload"):
            sign_bundle(PAYLOAD, text, PRIVATE, sender="Bank A")


def test_a_payload_with_anything_else_is_not_signed() -> None:
    with pytest.raises(FulcrumError, match="other parts"):
        sign_bundle(PAYLOAD | {"customer": "4711"}, TEXT, PRIVATE, sender="Bank A")


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(FulcrumError, match="signature does not hold"):
        open_bundle(MADE.data, new_key()[1])


@pytest.mark.parametrize(
    "parts",
    [
        {"sender": "Bank B"},
        {"text": TEXT.replace("12", "13")},
        {"payload": PAYLOAD | {"invented": False}},
        {"payload": None},
        {"signature": "AAAA"},
        {"signature": "not base64"},
        {"signature": 7},
    ],
)
def test_what_was_changed_does_not_open(parts: dict[str, Any]) -> None:
    with pytest.raises(FulcrumError, match="signature does not hold"):
        open_bundle(changed(**parts), PUBLIC)


@given(some.integers(0, len(MADE.data) - 1), some.integers(1, 255))
def test_no_changed_byte_opens_as_something_else(place: int, flip: int) -> None:
    data = bytearray(MADE.data)
    data[place] ^= flip
    try:
        opened = open_bundle(bytes(data), PUBLIC)
    except FulcrumError:
        return
    assert opened.told == MADE.told
    assert opened.text == MADE.text


@given(some.binary(max_size=200))
def test_other_files_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(FulcrumError):
        open_bundle(data, PUBLIC)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b"[" * 100_000, b"\xff\xfe", changed(bundle=2), changed(more=1)],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_bundle_is_told(data: bytes) -> None:
    with pytest.raises(FulcrumError, match="no bundle of format 1"):
        open_bundle(data, PUBLIC)


@pytest.mark.parametrize("sender", ["", "  ", "x" * 81, "Bank\u202eA", "Bank\nA"])
def test_a_sender_has_a_name_that_can_be_read(sender: str) -> None:
    with pytest.raises(FulcrumError) as told:
        sign_bundle(PAYLOAD, TEXT, PRIVATE, sender=sender)
    assert told.value.where == "sender"


def test_a_key_with_a_password_needs_it() -> None:
    locked = load_pem_private_key(PRIVATE, None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"open")
    )
    made = sign_bundle(PAYLOAD, TEXT, locked, sender="Bank A", password=b"open")
    assert made.data == MADE.data
    for password in (None, b"shut"):
        with pytest.raises(FulcrumError, match="password is another"):
            sign_bundle(PAYLOAD, TEXT, locked, sender="Bank A", password=password)


def test_keys_of_another_kind_are_told() -> None:
    other = generate_private_key(SECP256R1())
    private = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for pem in (private, b"nothing"):
        with pytest.raises(FulcrumError, match="no private Ed25519 key"):
            sign_bundle(PAYLOAD, TEXT, pem, sender="Bank A")
    for pem in (public, PRIVATE, b"nothing"):
        with pytest.raises(FulcrumError, match="no public Ed25519 key"):
            open_bundle(MADE.data, pem)


def test_signed_makes_what_opens() -> None:
    assert signed({indicator(1): (12, 30, 11)}).told.lines[0].total == 53


def test_the_file_can_be_put_together_again_from_what_is_kept() -> None:
    kept = bundle_file(PAYLOAD, MADE.text, sender=MADE.sender, signature=MADE.signature)
    assert kept == MADE.data
