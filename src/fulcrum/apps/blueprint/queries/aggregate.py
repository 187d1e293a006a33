"""The state of play: evaluations across institutions, and how many were reached.

Every institution counts with its newest submitted assessment. A group's evaluation is the mean of
its institutions' ranges: the mean of the low ends to the mean of the high ends, between which the
true mean lies whatever the open answers are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Avg, Count, F, Max, Min, QuerySet

from fulcrum.apps.blueprint.models import Score
from fulcrum.apps.blueprint.queries.peers import latest_submitted
from fulcrum.apps.blueprint.queries.results import ACTION, AREA, GOAL, OVERALL
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.estimates import Range

ORGANISATION = "assessment__organisation__"
# What groups institutions: the field of the organisation.
GROUPS = {"sub_sector": "sub_sector", "continent": "continent", "language": "main_language"}
# What splits an evaluation into parts: the kind of Score.
PARTS = {"area": AREA, "goal": GOAL, "action": ACTION}
NO_COLUMNS = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the whole.

    Attributes:
        rows: a group or a part, that stands down the table.
        columns: another one, that stands across; empty for a single column.
        kind: which evaluation, when neither rows nor columns is a part.
        key: its id, empty for OVERALL.
        filters: values by group, that narrow the institutions.
    """

    rows: str = "sub_sector"
    columns: str = "goal"
    kind: str = OVERALL
    key: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def part(self) -> str:
        """Which of rows and columns is a part, if one is."""
        return next((name for name in (self.rows, self.columns) if name in PARTS), "")

    @property
    def group(self) -> str:
        """The group that coverage is shown by."""
        return next((name for name in (self.rows, self.columns) if name in GROUPS), "sub_sector")


@dataclass(frozen=True, slots=True)
class Cell:
    """Institutions of one row and column.

    Attributes:
        row: the value of the row's dimension.
        column: the value of the column's; empty when there are no columns.
        count: institutions to which this applies.
        mean: the range in which the mean of their evaluations lies, 0 to 1.
        least: the lowest that one of them may be.
        most: the highest that one of them may be.
    """

    row: str
    column: str
    count: int
    mean: Range
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many organisations of a group there are, and how many of them have submitted."""

    value: str
    known_count: int
    submitted_count: int

    @property
    def share(self) -> float | None:
        """Submitted, as a share of those known; None when none is known."""
        return self.submitted_count / self.known_count if self.known_count else None


def _narrow(filters: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {prefix + GROUPS[name]: value for name, value in filters.items() if value}


def scores_across(kind: str, filters: Mapping[str, str], key: str | None = None) -> QuerySet[Score]:
    """Scores of the newest submitted assessments to which they apply.

    Args:
        kind: OVERALL, AREA, GOAL or ACTION.
        filters: values by group.
        key: one group of items; None for all of the kind.
    """
    scores = Score.objects.filter(
        kind=kind,
        low__isnull=False,
        assessment__in=latest_submitted(),
        **_narrow(filters, ORGANISATION),
    )
    return scores if key is None else scores.filter(key=key)


def _field(name: str) -> str:
    return "key" if name in PARTS else ORGANISATION + GROUPS[name]


_NUMBERS = {
    "count": Count("pk"),
    "mean_low": Avg("low"),
    "mean_high": Avg("high"),
    "least": Min("low"),
    "most": Max("high"),
}


def _cell(row: str, column: str, found: Mapping[str, Any]) -> Cell:
    mean = Range(found["mean_low"], max(found["mean_low"], found["mean_high"]))
    return Cell(row, column, found["count"], mean, found["least"], found["most"])


def cells(question: Question) -> dict[tuple[str, str], Cell]:
    """Every cell that has an institution, by row and column; one grouped query."""
    part = question.part
    kind, key = (PARTS[part], None) if part else (question.kind, question.key)
    grouped = {"row": F(_field(question.rows))}
    if question.columns:
        grouped["column"] = F(_field(question.columns))
    scores = scores_across(kind, question.filters, key).order_by().values(**grouped)
    rows: Iterable[Mapping[str, Any]] = scores.annotate(**_NUMBERS)
    made = (_cell(row["row"], row.get("column", ""), row) for row in rows)
    return {(cell.row, cell.column): cell for cell in made}


def overall(question: Question) -> Cell | None:
    """All institutions that pass the filters as one; None when there is none."""
    found = scores_across(OVERALL, question.filters).aggregate(**_NUMBERS)
    return _cell("", "", found) if found["count"] else None


def coverage(question: Question) -> list[Coverage]:
    """How many organisations of each value of the question's group exist, and how many submitted."""
    name = GROUPS[question.group]
    known = Organisation.objects.live().filter(**_narrow(question.filters, ""))
    submitted = latest_submitted().filter(**_narrow(question.filters, "organisation__"))
    counts = dict(known.order_by().values_list(name).annotate(Count("pk")))
    field_name = f"organisation__{name}"
    reached = dict(submitted.order_by().values_list(field_name).annotate(Count("pk")))
    return [Coverage(value, count, reached.get(value, 0)) for value, count in counts.items()]
