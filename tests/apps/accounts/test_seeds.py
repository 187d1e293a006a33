import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.accounts.seeds import key_id, open_seal, seal
from fulcrum.kernel.errors import FulcrumError

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


@given(st.text(max_size=200))
def test_what_is_sealed_opens_again(text: str) -> None:
    assert open_seal(seal(text, KEY), KEY) == text


def test_a_seal_hides_the_seed_and_is_never_the_same_twice() -> None:
    sealed = seal("JBSWY3DPEHPK3PXP", KEY)
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert sealed != seal("JBSWY3DPEHPK3PXP", KEY)
    assert sealed.startswith(f"1.{key_id(KEY)}.")


def test_another_key_is_told_from_tampering() -> None:
    with pytest.raises(FulcrumError, match="another key") as caught:
        open_seal(seal("seed", KEY), OTHER)
    assert caught.value.where == "FULCRUM_SEED_KEY"


@pytest.mark.parametrize("sealed", ["", "plain", "2.aaaa.bbbb", "1.a.b.c"])
def test_other_forms_are_refused(sealed: str) -> None:
    with pytest.raises(FulcrumError, match="form"):
        open_seal(sealed, KEY)


@given(st.integers(min_value=0), st.characters(categories=["L", "N"]))
def test_a_changed_seal_does_not_open(place: int, sign: str) -> None:
    head, named, body = seal("seed", KEY).split(".")
    at = place % len(body)
    changed = body[:at] + sign + body[at + 1 :]
    if changed == body:
        return
    with pytest.raises(FulcrumError):
        open_seal(f"{head}.{named}.{changed}", KEY)


def test_bits_to_spare_cannot_be_set() -> None:
    whole = seal("see", KEY)
    last = whole.rstrip("=")[-1]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    assert whole.endswith("=")
    other = letters[letters.index(last) ^ 1]
    with pytest.raises(FulcrumError, match="was changed"):
        open_seal(other.join(whole.rsplit(last, 1)), KEY)


def test_a_seal_cannot_pass_for_one_under_another_key() -> None:
    _head, _named, body = seal("seed", KEY).split(".")
    with pytest.raises(FulcrumError, match="changed"):
        open_seal(f"1.{key_id(OTHER)}.{body}", OTHER)
