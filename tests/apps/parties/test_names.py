"""Names made comparable."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.apps.parties.names import WORD_LIMIT, core, fold, name_key, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crédit  Agricole, S.A.", "credit agricole s a"),
        ("Ørsted Łódź Straße", "orsted lodz strasse"),
        ("بنك النيل", "بنك النيل"),
        ("みずほ銀行", "みずほ銀行"),
        ("--", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_every_name_has_a_key(text: str) -> None:
    assert name_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("LGT Bank Ltd.", "LGT Bank AG"), ("Nordea Bank Abp", "Nordea Bank Abp"), ("X S.A.", "X sa")],
)
def test_legal_forms_do_not_tell_apart(one: str, other: str) -> None:
    assert core(one) == core(other)


def test_a_name_of_legal_forms_only_keeps_them() -> None:
    assert core("SE AG") == "se ag"


def test_words_stand_once_and_are_bounded() -> None:
    assert words("Bank bank BANK of " + "x" * 200) == ["bank", "of", "x" * WORD_LIMIT]
