"""Comparisons whose values are ranges."""

import re
from datetime import date
from typing import Any

from fulcrum.apps.ui.figures import Dumbbell, Figure, FigureColumn, Heatmap, Kind, figure_svg

COLUMNS = (
    FigureColumn("name", "Area"),
    *(FigureColumn(key, key, Kind.SHARE) for key in ("then_low", "then_high", "low", "high")),
    FigureColumn("across", "Goal"),
)


def figure(chart: Any, *rows: dict[str, Any]) -> Figure:
    """A figure of rows."""
    return Figure("k", "Title", chart, COLUMNS, rows, "test", date(2026, 1, 1))


CHANGE = Dumbbell(
    "name", "then_low", "low", "Then", "Now", before_high="then_high", after_high="high"
)


def change(name: str, then: tuple[Any, Any], now: tuple[Any, Any]) -> dict[str, Any]:
    """A row of a change from one range to another."""
    return {"name": name, "then_low": then[0], "then_high": then[1], "low": now[0], "high": now[1]}


def reaches(svg: str) -> int:
    """How many thin lines over a range a drawing has."""
    return len(re.findall(r'<line stroke="#[0-9a-f]{6}" stroke-width="2"', svg))


def test_a_range_reaches_beyond_its_mark() -> None:
    points = str(figure_svg(figure(CHANGE, change("A", (0.2, 0.2), (0.4, 0.4)))))
    ranges = str(figure_svg(figure(CHANGE, change("A", (0.2, 0.3), (0.4, 0.6)))))
    assert (reaches(points), reaches(ranges)) == (0, 2)


def test_what_is_not_known_has_no_mark() -> None:
    svg = str(figure_svg(figure(CHANGE, change("A", (None, None), (0.4, 0.6)))))
    assert "Then" in svg
    assert reaches(svg) == 1


def test_a_cell_says_its_range() -> None:
    rows = (
        {"name": "A", "across": "X", "low": 0.4, "high": 0.6},
        {"name": "B", "across": "X", "low": 0.3, "high": 0.3},
        {"name": "C", "across": "X", "low": None, "high": None},
    )
    svg = str(figure_svg(figure(Heatmap("name", "across", "low", share=True, high="high"), *rows)))
    assert ">40–60%<" in svg
    assert ">30%<" in svg
    alone = str(figure_svg(figure(Heatmap("name", "across", "low", share=True), *rows)))
    assert ">40%<" in alone
    assert "40–60" not in alone


def test_many_columns_have_their_names_aslant() -> None:
    names = [f"Sub-sector number {number}" for number in range(9)]
    rows = [
        {"name": "A long name of a row", "across": name, "low": 0.4, "high": 0.6} for name in names
    ]
    chart = Heatmap("name", "across", "low", share=True, high="high")
    svg = str(figure_svg(figure(chart, *rows)))
    assert svg.count("rotate(315)") == len(names)
    few = str(figure_svg(figure(chart, *rows[:5])))
    assert "rotate(315)" not in few
    assert all(name in svg for name in names)
