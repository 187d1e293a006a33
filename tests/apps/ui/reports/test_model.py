"""What a report promises whatever it is rendered as."""

import pytest

from fulcrum.apps.ui.figures import FigureColumn, Kind
from fulcrum.apps.ui.reports import Heading, Prose, Table
from tests.apps.ui.reports.samples import a_report


@pytest.mark.parametrize("levels", [(2,), (1, 3), (0,), (1, 2, 3, 4)])
def test_headings_lead_down_step_by_step(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="stands under level"):
        a_report(blocks=tuple(Heading(level, "H") for level in levels))


def test_headings_may_come_back_up() -> None:
    levels = (1, 2, 3, 1, 2)
    report = a_report(blocks=(Prose("P"), *(Heading(level, "H") for level in levels)))
    assert len(report.blocks) == 6


def test_columns_have_room_for_their_longest_text_within_reason() -> None:
    columns = [FigureColumn(key, label) for key, label in (("a", "Step"), ("b", "Why"))]
    columns += [FigureColumn("c", "Gap × weight ÷ effort"), FigureColumn("d", "N", Kind.NUMBER)]
    rows = ({"a": "x" * 300, "b": "y" * 30, "c": "2 × 3", "d": 1},)
    assert Table("T", tuple(columns), rows).parts == [48, 30, 21, 8]
    assert Table("T", tuple(columns[:2]), ({"a": "x", "b": "y"},)).parts == [24, 9]
    assert Table("T", tuple(columns[2:]), ()).parts == [24, 8]


def test_a_long_title_is_short_where_it_repeats() -> None:
    assert a_report().running_title == "Self-assessment of Savannah Bank"
    assert len(a_report(title="long " * 80).running_title) == 90


def test_the_direction_follows_the_language() -> None:
    assert a_report("ar").is_rtl
    assert not a_report("en-gb").is_rtl


def test_it_says_where_its_data_is_from_and_whether_it_is_invented() -> None:
    report = a_report()
    assert report.credit.startswith("Source: self-assessments submitted to the Secretariat. Made 1")
    assert "Invented" in report.mark
    assert a_report(is_invented=False).mark == ""
