"""The Legal Entity Identifier and its check digits."""

import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.identifiers import is_lei, lei_check_digits, parse_lei, tidy_lei

# Published in the register; the first is the example of ISO 17442's own guidance notes.
REAL = ("529900T8BM49AURSDO55", "5493001KJTIIGC8Y1R12", "213800WAVVOPS85N2205")
BODIES = st.text(string.ascii_uppercase + string.digits, min_size=18, max_size=18)


@pytest.mark.parametrize("lei", REAL)
def test_real_ones_pass(lei: str) -> None:
    assert is_lei(lei)
    assert lei_check_digits(lei[:18]) == lei[18:]


@settings(deadline=None)
@given(BODIES)
def test_made_check_digits_pass(body: str) -> None:
    assert is_lei(body + lei_check_digits(body))


@settings(deadline=None)
@given(BODIES, st.integers(0, 19), st.sampled_from(string.ascii_uppercase + string.digits))
def test_one_wrong_character_is_noticed(body: str, place: int, letter: str) -> None:
    """A letter for a letter or a digit for a digit; the standard promises no more."""
    lei = body + lei_check_digits(body)
    assume(lei[place] != letter)
    assume(lei[place].isdigit() == letter.isdigit())
    assert not is_lei(lei[:place] + letter + lei[place + 1 :])


@settings(deadline=None)
@given(BODIES, st.integers(0, 18))
def test_two_swapped_neighbours_are_noticed(body: str, place: int) -> None:
    """Two letters or two digits: B1 and 1B are both 111 to the standard."""
    lei = body + lei_check_digits(body)
    assume(lei[place] != lei[place + 1])
    assume(lei[place].isdigit() == lei[place + 1].isdigit())
    assert not is_lei(lei[:place] + lei[place + 1] + lei[place] + lei[place + 2 :])


@settings(deadline=None)
@given(st.text())
def test_any_text_is_tidied_and_told_apart(text: str) -> None:
    if is_lei(tidy_lei(text)):
        assert parse_lei(text) == tidy_lei(text)
    else:
        with pytest.raises(FulcrumError):
            parse_lei(text)


def test_blanks_and_small_letters_do_no_harm() -> None:
    assert parse_lei(" 5299 00t8-bm49aursdo55 ") == REAL[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("529900", "has 20 characters; this has 6"),
        ("529900T8BM49AURSDOÄ5", "letters A to Z"),
        ("529900T8BM49AURSDO56", "check digits"),
    ],
)
def test_what_is_wrong_is_said(text: str, says: str) -> None:
    with pytest.raises(FulcrumError, match=says) as caught:
        parse_lei(text)
    assert caught.value.mend
