"""Cells: escaped, in the reader's language, and the same in exports but for the markup."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from fulcrum.apps.ui.lists import Column
from fulcrum.apps.ui.lists.cells import body, plain, shown

AT = datetime(2026, 11, 24, 15, 4, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as it is", "as it is"),
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (AT, "24 Nov 2026, 15:04"),
        (AT.replace(tzinfo=None), "24 Nov 2026, 15:04"),
        (date(2026, 11, 24), "24 Nov 2026"),
        (1234567, "1,234,567"),
        (2026, "2026"),
        (Decimal("12345.5"), "12,345.5"),
        (["a", 1], "a, 1"),
        (gettext_lazy("Yes"), "Yes"),
    ],
)
def test_values_as_people_read_them(value: object, text: str) -> None:
    assert shown(value) == text


def test_values_in_arabic() -> None:
    with translation.override("ar"):
        assert shown(True) == "نعم"
        assert "نوفمبر" in shown(AT)


def _cell(column: Column, **row: Any) -> str:
    return str(body((column,), [row]))


def test_everything_is_escaped() -> None:
    nasty = '<script>"&'
    column = Column("a", nasty, link=lambda row: nasty, format=lambda value, row: value)
    html = _cell(column, a=nasty)
    assert "<script" not in html
    assert html.count("&lt;script&gt;&quot;&amp;") == 3


def test_what_is_safe_stays() -> None:
    column = Column("a", "A", format=lambda value, row: format_html("<b>{}</b>", value))
    assert '<td data-label="A"><b>&lt;</b></td>' in _cell(column, a="<")


def test_links_may_be_missing() -> None:
    assert "<a" not in _cell(Column("a", "A", link=lambda row: None), a="x")
    assert '<a href="/1">x</a>' in _cell(Column("a", "A", link=lambda row: "/1"), a="x")


@pytest.mark.parametrize("value", [None, "", []])
def test_nothing_is_a_dash_nobody_reads_out(value: object) -> None:
    assert 'aria-hidden="true">–<' in _cell(Column("a", "A"), a=value)


def test_numbers_stand_at_the_end() -> None:
    assert 'class="num">10,000' in _cell(Column("a", "A", numeric=True), a=10000)


def test_lists_and_repeated_values() -> None:
    column = Column("a", "A")
    assert str(body((column,), [{"a": ["x", "y"]}])).count("x, y") == 1
    assert str(body((column,), [{"a": "x"}, {"a": "x"}])).count(">x<") == 2


def test_one_and_true_are_not_the_same_cell() -> None:
    html = str(body((Column("a", "A"),), [{"a": 1}, {"a": True}]))
    assert ">1<" in html
    assert ">Yes<" in html


def test_choices_show_their_labels() -> None:
    column = Column("a", "A", choices=[("x", gettext_lazy("Yes"))])
    assert ">Yes<" in _cell(column, a="x")
    assert ">other<" in _cell(column, a="other")
    linked = Column("a", "A", choices=[("x", "Label")], link=lambda row: "/1")
    assert ">Label</a>" in _cell(linked, a="x")


def test_exports() -> None:
    marked = Column("a", "A", format=lambda value, row: format_html("<b>{}</b>", value))
    worded = Column("a", "A", format=lambda value, row: f"it is {value}")
    assert plain(Column("a", "A", plain=lambda value, row: value + 1), {"a": 1}) == 2
    assert plain(Column("a", "A", choices=[("x", "Label")]), {"a": "x"}) == "Label"
    assert plain(Column("a", "A", choices=[("x", "Label")]), {"a": "y"}) == "y"
    assert plain(marked, {"a": "x"}) == "x"
    assert plain(worded, {"a": "x"}) == "it is x"
    assert plain(worded, {"a": 5}) == 5
    assert plain(Column("a", "A"), {"a": ["x", 1]}) == "x, 1"
    assert plain(Column("a", "A"), {"a": AT}) == AT
