"""A name's words: spellings of one name meet, other names do not."""

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.names.fold import FORM, FULL, clean, fold, sound, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jürgen Müller", "Juergen Mueller"),
        ("MÜLLER, Jürgen", "jurgen muller"),
        ("Łukasz Wałęsa", "Lukasz Walesa"),
        ("Søren Ærø", "Soren Aro"),
        ("Strauß", "Strauss"),
        ("O'Brien", "O’Brien"),
        ("Al-Rashid", "al Rashid"),
        ("Golden Star L.L.C.", "golden star llc"),
        ("Blue Sky Limited", "BLUE SKY LTD."),
        ("Сергей Иванов", "Sergey Ivanov"),
        ("Γιώργος", "GIORGOS"),
        ("Abd al-Rahman", "Abdal Rahman"),
        ("Jose\u0301", "JOSÉ"),
        ("Ｆｕｌｌ Ｗｉｄｔｈ", "Full Width"),  # noqa: RUF001 - as some systems write
        ("Right\u202eTo\u200fLeft", "right to left"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anna Berg", "Anna Bergh"), ("Star 7", "Star 8"), ("张伟", "张三"), ("Ann", "Anne")],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mohammed", "muhammad"),
        ("youssef", "yusuf"),
        ("hussein", "hossain"),
        ("katherine", "catherine"),
        ("aleksandr", "alexander"),
        ("omar", "umar"),
        ("philip", "filip"),
        ("wladimir", "vladimir"),
        ("mikhail", "michal"),
    ],
)
def test_what_alphabets_mix_up_sounds_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other) != ""


@pytest.mark.parametrize("word", ["ali", "li", "anna", "张伟", "k9dogs", "иван"])
def test_too_little_to_hear_has_no_sound(word: str) -> None:
    assert sound(word) == ""


def test_words_say_how_much_they_say() -> None:
    told = {one.folded: one.weight for one in words_of("Dr J. van der Berg Shipping Ltd")}
    assert told == {
        "dr": 0.1, "j": 0.5, "van": 0.2, "der": 0.2, "berg": 1.0, "shipping": 0.3, "ltd": 0.1,
    }  # fmt: skip


def test_initials_are_no_legal_form() -> None:
    assert [one.folded for one in words_of("A. G. Smith")] == ["a", "g", "smith"]


def test_a_name_of_light_words_counts_them_whole() -> None:
    assert [one.weight for one in words_of("General Trading Ltd")] == [FULL, FULL, FORM]
    assert [one.weight for one in words_of("De la")] == [FULL, FULL]


@pytest.mark.parametrize("name", ["", "  ", "---", "\u200f\u202e", "…"])
def test_what_holds_no_letter_has_no_words(name: str) -> None:
    assert words_of(name) == ()


@given(st.lists(st.text("aboeøüЖİ", min_size=2, max_size=6), max_size=6), st.randoms())
def test_the_order_of_words_and_their_case_change_nothing(words: list[str], random: Random) -> None:
    told = fold(" ".join(words))
    random.shuffle(words)
    assert fold(" ".join(words)) == told
    assert fold(" ".join(words).lower()) == told


@given(st.text(max_size=60))
def test_any_text_folds(text: str) -> None:
    assert all(one.folded and one.shown for one in words_of(text))


@given(st.text(max_size=60))
def test_cleaned_text_holds_nothing_that_acts_on_a_page_or_terminal(text: str) -> None:
    assert not [one for one in clean(text) if unicodedata.category(one)[0] == "C"]


def test_an_endless_name_is_cut() -> None:
    assert len(words_of("x y " * 10_000)) == 20
