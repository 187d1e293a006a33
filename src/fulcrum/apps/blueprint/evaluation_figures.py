"""The figures of evaluations: areas, Goals and Actions as ranges, and the questions behind."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.queries.outcomes import Outcome
from fulcrum.apps.blueprint.queries.results import ItemRow
from fulcrum.apps.blueprint.scoring import Evaluation
from fulcrum.apps.blueprint.wording import (
    strongest_and_weakest,
)
from fulcrum.apps.ui.figures import (
    Bars,
    Figure,
    FigureColumn,
    Kind,
    RangeBars,
)
from fulcrum.kernel.estimates import Range

Row = dict[str, Any]


def title_of(outcome: Outcome, kind: str, key: str) -> str:
    """A title of the release in the reader's language."""
    return outcome.spec.title_of(kind, key, (get_language() or "en").partition("-")[0])


def whole() -> str:
    """What the overall evaluation is called."""
    return _("Overall")


def method() -> str:
    """How evaluations come about."""
    return _(
        "Sum of weight × level over the questions that apply, divided by the most it could be. "
        "A question that is not answered counts as level 0 at the low end and as level 4 at the "
        "high end, so the true value lies in between."
    )


def source(outcome: Outcome) -> str:
    """Whose assessment, under which release."""
    return _("self-assessment of %(name)s under %(release)s") % {
        "name": outcome.assessment.organisation.name,
        "release": outcome.spec.title,
    }


def ends(value: Range | None) -> tuple[float | None, float | None]:
    """The least and the greatest of a range; neither when there is none."""
    return (None, None) if value is None else (value.low, value.high)


def _evaluation_row(key: str, name: str, evaluation: Evaluation) -> Row:
    low, high = ends(evaluation.value)
    return {
        "key": key,
        "name": name,
        "low": low,
        "high": high,
        "answered": evaluation.answered_count,
        "open": evaluation.open_count,
        "aside": evaluation.not_applicable_count,
    }


def _evaluation_columns(first: str) -> tuple[FigureColumn, ...]:
    return (
        FigureColumn("name", first),
        FigureColumn("low", _("At least"), Kind.SHARE),
        FigureColumn("high", _("At most"), Kind.SHARE),
        FigureColumn("answered", _("Answered"), Kind.NUMBER),
        FigureColumn("open", _("Open"), Kind.NUMBER),
        FigureColumn("aside", _("Do not apply"), Kind.NUMBER),
    )


def _finding(rows: Iterable[Row]) -> str:
    known = [
        (row["name"], Range(row["low"], row["high"])) for row in rows if row["low"] is not None
    ]
    return strongest_and_weakest(known)


def axis() -> str:
    """What evaluations are measured on."""
    return _("Evaluation; 100% is the top level in everything")


def areas_figure(outcome: Outcome) -> Figure:
    """The whole and each area as a range."""
    areas = sorted(outcome.spec.areas, key=lambda area: area.order)
    rows = [
        _evaluation_row(area.id, title_of(outcome, "areas", area.id), outcome.result.areas[area.id])
        for area in areas
    ]
    overall = _evaluation_row("", whole(), outcome.result.overall)
    return Figure(
        key="areas",
        title=_finding(rows),
        chart=RangeBars("name", "low", "high", emphasis=whole()),
        columns=_evaluation_columns(_("Area")),
        rows=(overall, *rows),
        source=source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=method(),
        axis_title=axis(),
    )


def goals_figure(outcome: Outcome) -> Figure:
    """Each Goal as a range, over the questions that serve it."""
    goals = sorted(outcome.spec.goals, key=lambda goal: goal.order)
    rows = [
        _evaluation_row(goal.id, title_of(outcome, "goals", goal.id), outcome.result.goals[goal.id])
        for goal in goals
    ]
    return Figure(
        key="goals",
        title=_finding(rows),
        chart=RangeBars("name", "low", "high"),
        columns=_evaluation_columns(_("Goal")),
        rows=tuple(rows),
        source=source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=_("Each Goal is evaluated over the questions whose Actions belong to it.")
        + " "
        + method(),
        axis_title=axis(),
    )


def actions_figure(outcome: Outcome) -> Figure:
    """Each Action as a range, over the questions that serve it."""
    actions = sorted(
        outcome.spec.actions, key=lambda a: (outcome.spec.goal_by_id[a.goal].order, a.kind, a.order)
    )
    rows = [
        _evaluation_row(
            action.id,
            f"{action.id} {title_of(outcome, 'actions', action.id)}",
            outcome.result.actions[action.id],
        )
        | {"confirmed": action.confirmed, "goal": action.goal}
        for action in actions
    ]
    return Figure(
        key="actions",
        title=_("Evaluation by Action"),
        chart=RangeBars("name", "low", "high"),
        columns=(
            *_evaluation_columns(_("Action")),
            FigureColumn("confirmed", _("Title confirmed")),
        ),
        rows=tuple(rows),
        source=source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=_("Each Action is evaluated over the questions that serve it.") + " " + method(),
        axis_title=axis(),
    )


def items_figure(outcome: Outcome, rows: Iterable[ItemRow], key: str, title: str) -> Figure:
    """The questions behind one evaluation, with what each adds to it."""
    return Figure(
        key=key,
        title=title,
        chart=Bars("item", "least"),
        columns=(
            FigureColumn("item", _("Question")),
            FigureColumn("title", _("Title")),
            FigureColumn("level", _("Level"), Kind.NUMBER),
            FigureColumn("aside", _("Does not apply")),
            FigureColumn("weight", _("Weight"), Kind.NUMBER),
            FigureColumn("least", _("Adds at least"), Kind.NUMBER),
            FigureColumn("most", _("Adds at most"), Kind.NUMBER),
            FigureColumn("whole", _("Of"), Kind.NUMBER),
        ),
        rows=tuple(
            {
                "item": row.item.id,
                "title": row.item.title,
                "level": row.given.level,
                "aside": row.given.not_applicable,
                "weight": row.item.weight,
                "least": row.least,
                "most": row.most,
                "whole": row.whole,
            }
            for row in rows
        ),
        source=source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=method(),
    )
