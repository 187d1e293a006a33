"""A figure on a page: its finding, its picture for both looks, its table, its file."""

import re
from dataclasses import replace

import pytest
from django.template import engines

from fulcrum.apps.ui.figures import Figure
from tests.apps.ui.figures import samples

SOURCE = "{% load figures %}{% figure fig csv_url=url level=level %}"


def shown(figure: Figure, url: str = "", level: int = 3) -> str:
    context = {"fig": figure, "url": url, "level": level}
    return engines["django"].from_string(SOURCE).render(context)


def test_the_finding_is_the_heading() -> None:
    html = shown(samples.ranges())
    assert '<h3 class="figure-title">Training is ahead' in html
    assert 'id="figure-areas"' in html


@pytest.mark.parametrize(("level", "tag"), [(0, "h2"), (2, "h2"), (4, "h4"), (9, "h6")])
def test_headings_stay_headings(level: int, tag: str) -> None:
    assert f'<{tag} class="figure-title">' in shown(samples.bars(), level=level)


def test_every_figure_has_its_table() -> None:
    figure = samples.ranges()
    html = shown(figure)
    assert html.count("<svg") == 2
    cells = re.findall(r'<(?:td|th scope="row")[^>]*>([^<]*)<', html)
    assert cells == [value for line in figure.table for value in line]
    assert html.count('<th scope="col"') == 3
    assert html.count('<th scope="col" class="num"') == 2


def test_source_and_method_are_told() -> None:
    html = shown(samples.ranges())
    assert samples.ranges().credit in html
    assert "Mean of levels reached" in html
    assert "How this is computed" not in shown(samples.bars())


def test_the_file_is_offered_where_there_is_one() -> None:
    assert 'href="/rows.csv"' in shown(samples.bars(), "/rows.csv")
    assert "CSV" not in shown(samples.bars())


def test_without_rows_nothing_is_drawn_or_offered() -> None:
    html = shown(replace(samples.bars(), rows=()), "/rows.csv")
    assert "There is no data yet." in html
    assert "<svg" not in html
    assert "CSV" not in html


def test_texts_are_escaped() -> None:
    html = shown(replace(samples.bars(), title="<script>", method="<b>", source="<i>"))
    assert not {"<script>", "<b>", "<i>"} & set(re.findall(r"<\w+>", html))
