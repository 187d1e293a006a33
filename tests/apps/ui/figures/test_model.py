"""What a figure says in words and numbers, whoever draws it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from fulcrum.apps.ui.figures import FigureColumn, Kind
from tests.apps.ui.figures import samples


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.TEXT, "A", "A"),
        (Kind.TEXT, "", "–"),
        (Kind.TEXT, None, "–"),
        (Kind.NUMBER, 0, "0"),
        (Kind.NUMBER, 9999, "9999"),
        (Kind.NUMBER, 12345, "12,345"),
        (Kind.NUMBER, -12345, "-12,345"),
        (Kind.NUMBER, Decimal("2.5"), "2.5"),
        (Kind.SHARE, 0.456, "46%"),
        (Kind.SHARE, 0, "0%"),
        (Kind.SHARE, 1, "100%"),
        (Kind.DATE, date(2026, 3, 1), "1 Mar 2026"),
    ],
)
def test_values_are_shown_as_their_kind(kind: Kind, value: Any, shown: str) -> None:
    assert FigureColumn("k", "K", kind).shown(value) == shown


def test_only_numbers_line_up_at_their_end() -> None:
    numeric = {kind for kind in Kind if FigureColumn("k", "K", kind).is_numeric}
    assert numeric == {Kind.NUMBER, Kind.SHARE}


def test_the_title_is_a_finding_and_the_description_its_data() -> None:
    figure = samples.ranges()
    assert figure.description.startswith(
        "Governance, risk analysis and policies: At least 40%, At most 60%; Training and awareness:"
    )
    assert "Cooperation, inclusion and social responsibility: At least –, At most –" in (
        figure.description
    )
    assert figure.description.endswith("Overall: At least 38%, At most 52%.")


def test_a_long_description_says_what_it_leaves_to_the_table() -> None:
    figure = samples.heatmap()
    assert len(figure.rows) == 24
    assert figure.description.endswith("; and 12 more rows in the table.")
    assert figure.description.count("; ") == 12


def test_one_column_is_described_without_colons() -> None:
    figure = replace(samples.bars(), columns=samples.bars().columns[:1])
    assert figure.description == "Europe; Asia; Africa."


def test_nothing_is_said_to_be_nothing() -> None:
    assert replace(samples.bars(), rows=()).description == "There is no data yet."


def test_source_and_day_are_always_told() -> None:
    credit = samples.bars().credit
    assert credit == "Source: self-assessments submitted to the Secretariat. As of 31 March 2026."
    with translation.override("ar"):
        assert "2026" in samples.bars().credit


def test_columns_without_values_are_dashes() -> None:
    figure = replace(samples.bars(), rows=({"place": "Europe"},))
    assert figure.table == [["Europe", "–"]]
