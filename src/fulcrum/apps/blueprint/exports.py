"""The state of play as a table: the same on the page, in the figure and in files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.dimensions import NAMES, labels, measure_label, said_filters, shown
from fulcrum.apps.blueprint.queries import aggregate
from fulcrum.apps.blueprint.queries.aggregate import GROUPS, PARTS, Cell, Coverage, Question
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.apps.blueprint.wording import strongest_and_weakest
from fulcrum.apps.ui.figures import Bars, Figure, FigureColumn, Heatmap, Kind

Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: its value, its label, and a cell for each column."""

    value: str
    label: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The state of play as asked for.

    Attributes:
        question: what was asked.
        title: which evaluation it shows.
        columns: values and labels across; one without a value when there are no columns.
        lines: the rows.
        reached: coverage of the question's group.
        overall: all institutions that pass the filters as one.
    """

    question: Question
    title: str
    columns: list[Named]
    lines: list[Line]
    reached: list[tuple[str, Coverage]]
    overall: Cell | None

    @property
    def known_count(self) -> int:
        """Organisations that pass the filters."""
        return sum(one.known_count for _label, one in self.reached)

    @property
    def submitted_count(self) -> int:
        """How many of them have submitted."""
        return sum(one.submitted_count for _label, one in self.reached)


def matrix_of(question: Question, spec: ReleaseSpec | None) -> Matrix:
    """Ask the database (four queries), and put rows and columns in order.

    A group that has organisations but no submission keeps its row: gaps are what one looks for.
    """
    found = aggregate.cells(question)
    covered = {one.value: one for one in aggregate.coverage(question)}
    rows = {row for row, _column in found}
    across = {column for _row, column in found}
    if question.rows in GROUPS and question.rows == question.group:
        rows |= covered.keys()
    if question.columns in PARTS:
        across |= labels(question.columns, spec).keys()
    if question.rows in PARTS:
        rows |= labels(question.rows, spec).keys()
    whole = measure_label(question.kind, question.key, spec)
    columns = [("", whole)]
    if question.columns:
        columns = shown(across, labels(question.columns, spec))
    lines = [
        Line(value, label, tuple(found.get((value, column)) for column, _label in columns))
        for value, label in shown(rows, labels(question.rows, spec))
    ]
    reached = [
        (label, covered[value]) for value, label in shown(covered, labels(question.group, spec))
    ]
    title = str(NAMES[question.part]) if question.part else whole
    return Matrix(question, title, columns, lines, reached, aggregate.overall(question))


def _rows(matrix: Matrix) -> Iterator[dict[str, Any]]:
    for line in matrix.lines:
        for (_value, label), cell in zip(matrix.columns, line.cells, strict=True):
            known = {} if cell is None else _numbers(cell)
            yield {"row": line.label, "column": label, "count": 0} | known


def _numbers(cell: Cell) -> dict[str, Any]:
    return {
        "count": cell.count,
        "low": cell.mean.low,
        "high": cell.mean.high,
        "least": cell.least,
        "most": cell.most,
    }


def _finding(matrix: Matrix) -> str:
    several = len(matrix.columns) > 1
    named = [
        (f"{line.label} · {label}" if several else line.label, cell.mean)
        for line in matrix.lines
        for (_value, label), cell in zip(matrix.columns, line.cells, strict=True)
        if cell is not None
    ]
    return strongest_and_weakest(named) if named else _("Nobody has submitted yet")


def source(question: Question) -> str:
    """Where the numbers are from, filters included."""
    said = "; ".join(said_filters(question.filters))
    whole = _("newest submitted self-assessment of each institution")
    return f"{whole} ({said})" if said else whole


def method() -> str:
    """How the numbers come about."""
    return _(
        "Each institution counts once, with its newest submitted assessment. A cell shows the range "
        "in which the mean of its institutions lies: from the mean of what they reach at least to "
        "the mean of what they reach at most. Colour shows the middle of that range."
    )


def state_figure(matrix: Matrix) -> Figure:
    """The matrix as a figure; its rows are what files hold."""
    question = matrix.question
    across = NAMES[question.columns] if question.columns else _("Evaluation")
    blank = {"low": None, "high": None, "least": None, "most": None}
    return Figure(
        key="state-of-play",
        title=_finding(matrix),
        chart=Heatmap("row", "column", "low", share=True, high="high"),
        columns=(
            FigureColumn("row", NAMES[question.rows]),
            FigureColumn("column", across),
            FigureColumn("count", _("Institutions"), Kind.NUMBER),
            FigureColumn("low", _("Mean, at least"), Kind.SHARE),
            FigureColumn("high", _("Mean, at most"), Kind.SHARE),
            FigureColumn("least", _("Lowest, at least"), Kind.SHARE),
            FigureColumn("most", _("Highest, at most"), Kind.SHARE),
        ),
        rows=tuple(blank | row for row in _rows(matrix)) if matrix.overall else (),
        source=source(question),
        as_of=timezone.localdate(),
        method=method(),
    )


def _coverage_finding(matrix: Matrix) -> str:
    counts = {"submitted": matrix.submitted_count, "known": matrix.known_count}
    said = _("%(submitted)d of %(known)d organisations have submitted") % counts
    missing = [
        label for label, one in matrix.reached if one.known_count and not one.submitted_count
    ]
    if not missing or not matrix.submitted_count:
        return said
    names = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
    return said + "; " + _("none yet: %(names)s") % {"names": names}


def coverage_figure(matrix: Matrix) -> Figure:
    """How many organisations of each kind are known, and how many have submitted."""
    return Figure(
        key="coverage",
        title=_coverage_finding(matrix),
        chart=Bars("name", "share", share=True),
        columns=(
            FigureColumn("name", NAMES[matrix.question.group]),
            FigureColumn("known", _("Known"), Kind.NUMBER),
            FigureColumn("submitted", _("Have submitted"), Kind.NUMBER),
            FigureColumn("share", _("Share"), Kind.SHARE),
        ),
        rows=tuple(
            {
                "name": label,
                "known": one.known_count,
                "submitted": one.submitted_count,
                "share": one.share,
            }
            for label, one in matrix.reached
        ),
        source=_("register of organisations, and submitted self-assessments"),
        as_of=timezone.localdate(),
        method=_(
            "Organisations that were not merged into another, those without account included."
        ),
    )


def file_rows(figure: Figure) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of a figure's file."""
    headings = [str(column.label) for column in figure.columns]
    return headings, [[row.get(column.key) for column in figure.columns] for row in figure.rows]
