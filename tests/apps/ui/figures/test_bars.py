"""What bars, ranges and stacks say."""

from dataclasses import replace

import pytest
from django.core.cache import cache

from fulcrum.apps.ui.figures import Bars, Figure, figure_svg
from tests.apps.ui.figures import samples
from tests.apps.ui.figures.test_drawing import said


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def words(figure: Figure, **options: bool) -> list[str]:
    return said(figure_svg(figure, **options))


def test_a_bar_carries_its_value() -> None:
    assert {"12,345", "890", "0"} <= set(words(samples.bars()))


def test_shares_are_percentages_of_the_whole() -> None:
    figure = replace(
        samples.bars(),
        chart=Bars("place", "count", share=True),
        rows=({"place": "Europe", "count": 0.456},),
    )
    shown = words(figure)
    assert {"46%", "0%", "25%", "50%", "75%", "100%"} <= set(shown)


def test_names_keep_the_order_of_rows() -> None:
    names = ["Europe", "Asia", "Africa"]
    assert [word for word in words(samples.bars()) if word in names] == names


def test_a_range_says_both_ends_and_a_point_one() -> None:
    shown = words(samples.ranges())
    assert {"40–60%", "55%", "10–95%", "not known", "38–52%"} <= set(shown)


def test_the_row_that_sums_up_stands_out() -> None:
    svg = figure_svg(samples.ranges())
    assert "#9a4f12" in svg
    assert "#9a4f12" not in figure_svg(
        replace(samples.ranges(), chart=replace(samples.ranges().chart, emphasis=""))  # type: ignore[type-var]
    )


def test_ranges_whose_ends_round_to_the_same_are_one_number() -> None:
    figure = replace(samples.ranges(), rows=({"area": "A", "low": 0.551, "high": 0.554},))
    assert "55%" in words(figure)


def test_a_stack_has_a_legend_in_the_order_of_its_parts() -> None:
    shown = words(samples.stacked())
    parts = ["Achieved", "In force", "In policy", "Pledged"]
    assert [word for word in shown if word in parts] == parts


def test_parts_come_as_they_come_when_nobody_orders_them() -> None:
    figure = samples.stacked()
    loose = replace(figure, chart=replace(figure.chart, parts=()))  # type: ignore[type-var]
    assert "Achieved" in words(loose)


def test_the_axis_says_what_it_measures() -> None:
    assert "Commitments" in words(samples.stacked())
    assert "Commitments" not in words(replace(samples.stacked(), axis_title=""))
