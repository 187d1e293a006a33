"""The file of a figure holds its rows, and nothing else."""

import csv
import io
from dataclasses import replace

from fulcrum.apps.ui.figures import Figure, figure_csv, figure_csv_response
from tests.apps.ui.figures import samples


def rows_of(figure: Figure) -> list[list[str]]:
    text = b"".join(figure_csv(figure)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_rows_are_those_of_the_figure() -> None:
    for make in samples.ALL:
        figure = make()
        head, *lines = rows_of(figure)
        assert head == [str(column.label) for column in figure.columns]
        assert lines == [
            ["" if row[c.key] is None else str(row[c.key]) for c in figure.columns]
            for row in figure.rows
        ]


def test_formulas_are_not_run() -> None:
    figure = replace(samples.bars(), rows=({"place": "=1+1", "count": -5},))
    assert rows_of(figure)[1] == ["'=1+1", "-5"]


def test_a_figure_without_rows_is_its_headings() -> None:
    assert rows_of(replace(samples.bars(), rows=())) == [["Continent", "Institutions"]]


def test_the_download_is_named_after_figure_and_day() -> None:
    answer = figure_csv_response(samples.bars())
    assert answer["Content-Disposition"] == 'attachment; filename="countries-2026-03-31.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert b"".join(answer).startswith(b"\xef\xbb\xbfContinent")


def test_a_name_that_is_no_file_name_is_replaced() -> None:
    answer = figure_csv_response(replace(samples.bars(), key='"/../;'))
    assert answer["Content-Disposition"] == 'attachment; filename="figure-2026-03-31.csv"'
