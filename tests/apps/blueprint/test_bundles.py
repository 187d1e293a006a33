"""Bundles: what was signed opens; what was changed anywhere does not."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.bundles import open_bundle, public_key_of, sign, write_bundle
from fulcrum.apps.blueprint.releases import digest
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.kernel.errors import FulcrumError
from tests.apps.blueprint.making import document

SEED = bytes(range(32))
SPEC = ReleaseSpec.model_validate(document())
SIGNATURE = sign(SPEC.id, digest(SPEC), SEED)
CONTENT = write_bundle(SPEC, SIGNATURE, made_at="2026-01-01T00:00:00+00:00")


def test_the_public_key_is_ed25519s() -> None:
    # RFC 8032, section 7.1, test 1.
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert public_key_of(seed) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_what_was_signed_opens() -> None:
    bundle = open_bundle(CONTENT)
    assert bundle.spec == SPEC
    assert bundle.digest == digest(SPEC)
    assert bundle.signature.public_key == public_key_of(SEED)


def test_a_person_can_read_it() -> None:
    text = CONTENT.decode()
    assert "Question G-1?" in text
    assert json.loads(text)["document"]["goals"][0]["title"] == "Goal 1 title"


def _changed(**changes: Any) -> bytes:
    return json.dumps(json.loads(CONTENT) | changes).encode()


OTHER = public_key_of(bytes(range(1, 33)))
FORGED = sign(SPEC.id, digest(SPEC), bytes(range(1, 33))).value


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "r2"},
        {"digest": "0" * 64},
        {"signature": FORGED},
        {"signature": "no hex"},
        {"signed_by": OTHER},
        {"signed_by": "00"},
        {"document": document(title="Another title")},
    ],
)
def test_what_was_changed_does_not_open(changes: dict[str, Any]) -> None:
    with pytest.raises(FulcrumError, match="changed after it was signed"):
        open_bundle(_changed(**changes))


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"\xff\xfe", b'{"format": "other"}', b'{"format": "fulcrum-framework-bundle/1"}'],
)
def test_what_is_no_bundle_is_told(content: bytes) -> None:
    with pytest.raises(FulcrumError, match="not a bundle"):
        open_bundle(content)


def test_a_release_that_is_not_whole_is_told() -> None:
    with pytest.raises(FulcrumError, match="not whole"):
        open_bundle(_changed(document=document(goals=[])))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_sentence(content: bytes) -> None:
    with pytest.raises(FulcrumError):
        open_bundle(content)


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_any_flipped_byte_is_noticed_or_harmless(place: int, mask: int) -> None:
    bent = bytearray(CONTENT)
    bent[place] ^= mask
    try:
        opened = open_bundle(bytes(bent))
    except FulcrumError:
        return
    assert opened.spec == SPEC  # white space, or the time it was made, which nothing rests on
