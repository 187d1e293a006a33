from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from fulcrum.engines.screening.reporting import wording
from fulcrum.engines.screening.reporting.texts import cleaned


@given(some.text(max_size=60))
def test_what_is_cleaned_can_be_an_elements_text(text: str) -> None:
    kept, dropped = cleaned(text)
    node = etree.Element("a")
    node.text = kept
    again = etree.fromstring(etree.tostring(node, encoding="UTF-8"))
    assert (again.text or "") == kept
    assert cleaned(kept) == (kept, ())
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert bool(dropped) == (kept != plain)


def test_control_characters_and_direction_marks_are_named() -> None:
    assert cleaned("a\x00b\u202ec\r\nd\te") == ("abc\nd\te", ("U+0000", "right-to-left override"))


def test_wording() -> None:
    assert wording.money(123_450, "GBP") == "GBP 1,234.50"
    assert wording.plain_money(5) == "0.05"
    assert wording.day_words(date(2024, 2, 29)) == "29 February 2024"
    assert wording.moment_words(datetime(2026, 3, 5, 23, 30)) == "5 March 2026, 23:30"  # noqa: DTZ001 - local wall clock
    assert wording.span_words(date(2026, 3, 5), date(2026, 3, 5)) == "on 5 March 2026"
    assert wording.counted(1, "day") == "1 day"
    assert wording.counted(1200, "person", "people") == "1,200 people"
    assert (wording.number(3.0), wording.number(0.45), wording.number(1234.5)) == (
        "3", "0.45", "1,234.5",
    )  # fmt: skip
    assert wording.sentence("  so it   is ") == "So it is."
    assert wording.sentence("") == ""


@pytest.mark.parametrize(
    ("parts", "told"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"),
                        (("a", "b", "c"), "a, b and c")]
)  # fmt: skip
def test_lists(parts: tuple[str, ...], told: str) -> None:
    assert wording.listed(parts) == told


@pytest.mark.parametrize(("count", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ")])
def test_letters(count: int, letters: str) -> None:
    assert wording.letters_of(count) == letters
