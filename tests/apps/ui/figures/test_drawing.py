"""Every chart draws: light, dark, both directions, without rows, with one, with many, with gaps."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fulcrum.apps.ui.figures import Bars, Figure, FigureColumn, Kind, drawing
from fulcrum.apps.ui.figures import figure_png as png_of
from fulcrum.apps.ui.figures import figure_svg as svg_of
from fulcrum.apps.ui.figures.looks import DARK, LIGHT
from tests.apps.ui.figures import samples

EVERY = pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
Make = Callable[[], Figure]
COLUMNS = (FigureColumn("name", "Name"), FigureColumn("value", "Value", Kind.NUMBER))


def bars(*pairs: tuple[Any, Any]) -> Figure:
    """Bars of names and values."""
    rows = tuple({"name": name, "value": value} for name, value in pairs)
    return Figure("k", "Title", Bars("name", "value"), COLUMNS, rows, "us", date(2026, 1, 1))


def said(svg: str) -> list[str]:
    """The words of a drawing, without its name and description."""
    root: Any = fromstring(svg)
    return [e.text for e in root.iter() if e.tag.endswith(("}text", "}tspan")) and e.text]


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


@EVERY
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("rtl", [False, True])
def test_every_chart_draws(make: Make, dark: bool, rtl: bool) -> None:  # noqa: FBT001 - a table
    figure = make()
    svg = svg_of(figure, dark=dark, rtl=rtl)
    root: Any = fromstring(svg)
    assert root.get("role") == "img"
    assert [child.text for child in root][:2] == [figure.title, figure.description]
    colours = (DARK if dark else LIGHT, LIGHT if dark else DARK)
    assert colours[0].text in svg
    assert colours[1].text not in svg
    label = str(figure.rows[0][figure.columns[0].key])
    assert label.split(maxsplit=1)[0].rstrip(",") in " ".join(said(svg))


@EVERY
def test_reading_turns_the_axis(make: Make) -> None:
    assert svg_of(make(), rtl=False) != svg_of(make(), rtl=True)


@EVERY
@pytest.mark.parametrize("count", [0, 1])
def test_few_rows_draw(make: Make, count: int) -> None:
    figure = make()
    svg = svg_of(replace(figure, rows=figure.rows[:count]))
    assert svg.startswith("<svg")
    if not count:
        assert "There is no data yet." in svg


@EVERY
def test_rows_without_values_draw(make: Make) -> None:
    figure = make()
    texts = {column.key for column in figure.columns if column.kind is Kind.TEXT}
    rows = tuple(
        {key: value if key in texts else None for key, value in row.items()} for row in figure.rows
    )
    assert "NaN" not in svg_of(replace(figure, rows=rows))


def test_many_rows_make_it_higher_not_wider() -> None:
    def size(count: int) -> tuple[float, float]:
        root: Any = fromstring(svg_of(bars(*((f"N{n}", n) for n in range(count)))))
        return float(root.get("height")), float(root.get("width"))

    few, many = size(3), size(60)
    assert many[0] > 10 * few[0]
    assert many[1] == few[1]


def test_long_names_wrap_and_end() -> None:
    words = said(svg_of(bars(("An institution with a name that goes on and on and on " * 3, 1))))
    assert any(word.endswith("…") for word in words)
    assert max(len(word) for word in words) <= 23


def test_values_of_every_kind_are_drawn() -> None:
    figure = bars(
        ("Decimal", Decimal("2.5")), ("None", None), ("Endless", math.inf), ("No number", math.nan)
    )
    words = said(svg_of(figure))
    assert "2.5" in words
    assert not {"Infinity", "NaN", "∞"} & set(words)


def test_days_and_lazy_texts_are_plain() -> None:
    words = said(svg_of(bars((date(2026, 3, 1), 1), (gettext_lazy("Search"), 2))))
    assert {"2026-03-01", "Search"} <= set(words)


@pytest.mark.parametrize("name", ["a\x00b", "a\x1bb", "a\x0bb", "a\ufffeb", "a\ud800b"])
def test_characters_that_end_the_renderer_do_not_reach_it(name: str) -> None:
    figure = replace(bars((name, 1)), title=name, axis_title=name)
    assert "ab" in said(svg_of(figure))
    assert png_of(figure).startswith(b"\x89PNG")


def test_hostile_names_are_words() -> None:
    name = "<script>alert(1)</script>&\"'${x}"
    svg = svg_of(replace(bars((name, 1)), title=name))
    assert "<script" not in svg
    assert "script" in " ".join(said(svg))


@settings(max_examples=25)
@example([("if", 1), ("for", 2)])  # words of the language that charts are drawn in
@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.none() | st.floats() | st.integers(-(10**12), 10**12)),
        max_size=6,
    )
)
def test_any_data_draws(pairs: list[tuple[str, Any]]) -> None:
    assert fromstring(svg_of(bars(*pairs))).get("role") == "img"


def test_a_figure_is_drawn_once_for_each_look(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[bool, bool]] = []
    real = drawing._draw

    def counted(figure: Figure, prefix: str, *, dark: bool, rtl: bool) -> str:
        drawn.append((dark, rtl))
        return real(figure, prefix, dark=dark, rtl=rtl)

    monkeypatch.setattr(drawing, "_draw", counted)
    for _ in range(3):
        svg_of(samples.bars())
        svg_of(samples.bars(), dark=True)
        svg_of(samples.bars(), rtl=True)
    assert drawn == [(False, False), (True, False), (False, True)]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"axis_title": "Another"},
        {"rows": ({"place": "Europe", "count": 12346},)},
        {"chart": Bars("place", "count", share=True)},
    ],
)
def test_whatever_is_seen_is_part_of_the_key(change: dict[str, Any]) -> None:
    assert svg_of(replace(samples.bars(), **change)) != svg_of(samples.bars())


def test_the_direction_is_the_languages_own() -> None:
    with translation.override("ar"):
        turned = svg_of(samples.bars())
        assert turned == svg_of(samples.bars(), rtl=True)
    assert svg_of(samples.bars()) == svg_of(samples.bars(), rtl=False)


def test_two_figures_of_a_page_share_no_names() -> None:
    one, two = (
        set(fromstring(svg_of(samples.ranges(), dark=dark)).itertext()) for dark in (False, True)
    )
    assert one == two
    ids = [
        {e.get("id") for e in fromstring(svg_of(samples.ranges(), dark=dark)).iter()} - {None}
        for dark in (False, True)
    ]
    assert not ids[0] & ids[1]


def test_a_picture_has_white_ground_and_its_scale() -> None:
    small, large = png_of(samples.bars(), scale=1), png_of(samples.bars(), scale=2)

    def width(png: bytes) -> int:
        return int.from_bytes(png[16:20])

    assert width(large) == pytest.approx(2 * width(small), abs=2)
    assert width(png_of(samples.bars())) == pytest.approx(3 * width(small), abs=3)
