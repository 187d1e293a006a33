"""The figures of a result: the same rows on the page, in files and in the report."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.comparison_figures import change_figure, peers_figure
from fulcrum.apps.blueprint.evaluation_figures import (
    actions_figure,
    areas_figure,
    goals_figure,
    source,
)
from fulcrum.apps.blueprint.queries.outcomes import Outcome
from fulcrum.apps.ui.figures import Bars, Figure, FigureColumn, Kind


def steps_figure(outcome: Outcome) -> Figure:
    """Every practical step with its three numbers, the most worthwhile first."""
    rows: tuple[Mapping[str, Any], ...] = tuple(
        {
            "rank": rank,
            "item": step.item_id,
            "step": step.text,
            "gap": step.gap,
            "weight": step.weight,
            "effort": step.effort,
            "priority": round(step.priority, 2),
            "actions": ", ".join(step.actions),
        }
        for rank, step in enumerate(outcome.result.steps, start=1)
    )
    return Figure(
        key="steps",
        title=_("Practical steps, the most worthwhile first"),
        chart=Bars("item", "priority"),
        columns=(
            FigureColumn("rank", _("Place"), Kind.NUMBER),
            FigureColumn("step", _("Step")),
            FigureColumn("item", _("Question")),
            FigureColumn("gap", _("Gap"), Kind.NUMBER),
            FigureColumn("weight", _("Weight"), Kind.NUMBER),
            FigureColumn("effort", _("Effort"), Kind.NUMBER),
            FigureColumn("priority", _("Priority"), Kind.NUMBER),
            FigureColumn("actions", _("Actions")),
        ),
        rows=rows,
        source=source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=step_method(),
    )


def step_method() -> str:
    """How steps are ranked."""
    return _(
        "Priority = gap × weight ÷ effort. The gap is how many levels are still to gain, the "
        "weight (1 to 3) how much the question counts, the effort (1 to 5) what the next step "
        "takes: 1 is days, 5 a year or more."
    )


def _made(outcome: Outcome) -> Iterator[Figure]:
    yield areas_figure(outcome)
    yield goals_figure(outcome)
    yield actions_figure(outcome)
    if outcome.change is not None:
        yield change_figure(outcome, outcome.change)
    if outcome.peers.overall is not None:
        yield peers_figure(outcome, outcome.peers.overall)
    yield steps_figure(outcome)


def figures_of(outcome: Outcome) -> dict[str, Figure]:
    """Every figure that can be shown of an outcome, by its key."""
    return {figure.key: figure for figure in _made(outcome)}


def comparisons(figures: Mapping[str, Figure]) -> list[str]:
    """The findings in short: areas, peers, last time, as far as there are such figures."""
    return [str(figures[key].title) for key in ("areas", "peers", "change") if key in figures]
