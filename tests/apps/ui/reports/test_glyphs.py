"""What the fonts hold is kept; the rest gets a stand-in, and the document still is PDF/UA."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.apps.ui.reports import Prose, report_pdf
from fulcrum.apps.ui.reports.glyphs import (
    CARRIED,
    STAND_IN,
    covered,
    printable,
    printable_data,
)
from tests.apps.ui.reports.samples import a_report

HELD = sorted(map(chr, covered()))


def test_latin_cyrillic_greek_and_arabic_are_kept() -> None:
    text = "Élan, Приднепровье, Αθήνα, مرحبا, 1 × 2 ÷ 3 → “done”"
    assert printable(text) == text


def test_what_no_font_holds_gets_one_stand_in_a_run() -> None:
    assert printable("a 世界 b 🎉") == f"a {STAND_IN} b {STAND_IN}"
    assert printable("a\x00b") == "ab"


def test_marks_stay_only_on_letters() -> None:
    assert printable("e\u0301 مَ") == "e\u0301 مَ"
    assert printable("\u0301a \u064e 1\u20e3") == "a  1"
    assert printable("世\u0301\u0302 a") == f"{STAND_IN} a"


def test_texts_are_found_wherever_they_are() -> None:
    assert printable_data({"a": ["世", 1, {"b": "c"}]}) == {"a": [STAND_IN, 1, {"b": "c"}]}


def test_typst_shows_the_signs_it_is_said_to_carry() -> None:
    blocks = tuple(Prose(sign) for sign in sorted(CARRIED))
    assert report_pdf(a_report(blocks=blocks)).startswith(b"%PDF")


@settings(max_examples=40)
@given(st.text(max_size=80) | st.text(st.sampled_from(HELD), max_size=80))
def test_any_text_becomes_a_document(text: str) -> None:
    assert report_pdf(a_report(title=f"T {text}", blocks=(Prose(text),))).startswith(b"%PDF")
