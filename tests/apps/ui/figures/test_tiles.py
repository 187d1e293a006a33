"""A map of squares, and areas over time."""

import re
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from fulcrum.apps.ui.figures import Areas, Figure, FigureColumn, Kind, Tiles, figure_svg

GRID = (("KE", 1, 1), ("NO", 0, 0), ("PE", 0, 1))
DAY = date(2026, 1, 1)


def map_of(*rows: dict[str, Any]) -> str:
    """The drawing of a map of three places."""
    columns = (FigureColumn("code", "Code"), FigureColumn("n", "Number", Kind.NUMBER))
    chart = Tiles("code", "n", GRID, "Reached")
    return str(figure_svg(Figure("map", "T", chart, columns, rows, "test", DAY)))


def test_places_that_are_known_are_named() -> None:
    svg = map_of({"code": "KE", "n": 3}, {"code": "NO", "n": 0})
    assert ">KE<" in svg
    assert ">NO<" in svg
    assert ">PE<" not in svg
    assert "Reached" in svg


def test_a_place_that_is_on_no_grid_is_left_out() -> None:
    assert ">XX<" not in map_of({"code": "XX", "n": 3})


def areas(rows: tuple[dict[str, Any], ...]) -> str:
    """The drawing of two series."""
    columns = (
        FigureColumn("day", "Day", Kind.DATE),
        FigureColumn("a", "Pledged", Kind.NUMBER),
        FigureColumn("b", "Achieved", Kind.NUMBER),
    )
    chart = Areas("day", (("a", "Pledged"), ("b", "Achieved")))
    figure = Figure("t", "T", chart, columns, rows, "test", DAY, axis_title="Commitments")
    return str(figure_svg(figure))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_series_is_an_area_with_its_name(language: str) -> None:
    rows = tuple({"day": date(2026, month, 1), "a": month, "b": 1} for month in (1, 4, 7))
    with translation.override(language):
        svg = areas(rows)
    assert len(re.findall(r"<path [^>]*fill=\"#[0-9a-f]{6}\"", svg)) >= 2
    assert "Pledged" in svg
    assert "Achieved" in svg
    assert "Commitments" in svg


def test_one_day_is_drawn_too() -> None:
    assert areas(({"day": DAY, "a": 0, "b": 0},)).startswith("<svg")
