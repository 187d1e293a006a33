import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.vault import envelopes
from fulcrum.kernel.errors import FulcrumError

KEY = envelopes.new_data_key()
CONTEXT = envelopes.context_of("field", "subject", "name")


@given(st.binary(max_size=300))
def test_what_is_sealed_opens(plaintext: bytes) -> None:
    sealed = envelopes.seal_bytes(KEY, plaintext, CONTEXT)
    assert plaintext not in sealed or len(plaintext) < 3
    assert envelopes.open_bytes(KEY, sealed, CONTEXT) == plaintext


@given(st.data())
def test_any_changed_bit_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(envelopes.seal_bytes(KEY, b"her name", CONTEXT))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(FulcrumError, match="changed or damaged"):
        envelopes.open_bytes(KEY, bytes(sealed), CONTEXT)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x02" + b"0" * 40])
def test_what_was_never_sealed_is_refused(sealed: bytes) -> None:
    with pytest.raises(FulcrumError):
        envelopes.open_bytes(KEY, sealed, CONTEXT)


def test_another_context_or_key_does_not_open() -> None:
    sealed = envelopes.seal_bytes(KEY, b"x", CONTEXT)
    with pytest.raises(FulcrumError):
        envelopes.open_bytes(KEY, sealed, envelopes.context_of("field", "subject", "phone"))
    with pytest.raises(FulcrumError):
        envelopes.open_bytes(envelopes.new_data_key(), sealed, CONTEXT)


def test_contexts_are_unambiguous() -> None:
    assert envelopes.context_of("a", "bc") != envelopes.context_of("ab", "c")


def test_a_wrap_opens_for_its_recipient_and_purpose_only() -> None:
    mine, other = envelopes.new_private_key(), envelopes.new_private_key()
    wrapped = envelopes.wrap_key(KEY, envelopes.public_of(mine), b"support")
    assert envelopes.unwrap_key(wrapped, mine, b"support") == KEY
    for private, info in ((other, b"support"), (mine, b"research")):
        with pytest.raises(FulcrumError):
            envelopes.unwrap_key(wrapped, private, info)
    with pytest.raises(FulcrumError):
        envelopes.unwrap_key(b"short", mine, b"support")
