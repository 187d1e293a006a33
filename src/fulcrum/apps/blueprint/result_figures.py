"""The figures of a result: the same rows on the page, in files and in the report."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.queries.changes import Change
from fulcrum.apps.blueprint.queries.outcomes import Outcome
from fulcrum.apps.blueprint.queries.peers import Quartiles
from fulcrum.apps.blueprint.queries.results import ItemRow
from fulcrum.apps.blueprint.scoring import Evaluation
from fulcrum.apps.blueprint.wording import (
    change_finding,
    comparability,
    day,
    place_among,
    strongest_and_weakest,
)
from fulcrum.apps.ui.figures import (
    Bars,
    Dumbbell,
    Figure,
    FigureColumn,
    Kind,
    PeerBand,
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


def _source(outcome: Outcome) -> str:
    return _("self-assessment of %(name)s under %(release)s") % {
        "name": outcome.assessment.organisation.name,
        "release": outcome.spec.title,
    }


def _ends(value: Range | None) -> tuple[float | None, float | None]:
    return (None, None) if value is None else (value.low, value.high)


def _evaluation_row(key: str, name: str, evaluation: Evaluation) -> Row:
    low, high = _ends(evaluation.value)
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


def _axis() -> str:
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
        source=_source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=method(),
        axis_title=_axis(),
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
        source=_source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=_("Each Goal is evaluated over the questions whose Actions belong to it.")
        + " "
        + method(),
        axis_title=_axis(),
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
        source=_source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=_("Each Action is evaluated over the questions that serve it.") + " " + method(),
        axis_title=_axis(),
    )


def _change_row(name: str, before: Range | None, now: Range | None) -> Row:
    (then_low, then_high), (low, high) = _ends(before), _ends(now)
    known = before is not None and now is not None
    least, most = _ends(now.shifted_by(before) if known and now and before else None)
    return {
        "name": name,
        "then_low": then_low,
        "then_high": then_high,
        "low": low,
        "high": high,
        "least": least,
        "most": most,
    }


def change_figure(outcome: Outcome, change: Change) -> Figure:
    """The whole and each area, then and now."""
    then = day(change.previous.as_of_date)
    rows = [_change_row(whole(), change.overall.before, change.overall.now)]
    rows += [
        _change_row(title_of(outcome, "areas", area.key), area.before, area.now)
        for area in change.areas
    ]
    columns = [FigureColumn("name", _("Area"))] + [
        FigureColumn(key, label, Kind.SHARE)
        for key, label in (
            ("then_low", _("Then, at least")),
            ("then_high", _("Then, at most")),
            ("low", _("Now, at least")),
            ("high", _("Now, at most")),
            ("least", _("Change, at least")),
            ("most", _("Change, at most")),
        )
    ]
    return Figure(
        key="change",
        title=change_finding(change),
        chart=Dumbbell(
            "name",
            "then_low",
            "low",
            before_label=then,
            after_label=day(outcome.assessment.as_of_date),
            before_high="then_high",
            after_high="high",
        ),
        columns=tuple(columns),
        rows=tuple(rows),
        source=_source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=comparability(change)
        + " "
        + _("A mark is the middle of a range; a thin line shows how far the range reaches."),
        axis_title=_axis(),
    )


def _peer_row(name: str, own: Evaluation, peers: Quartiles) -> Row:
    low, high = _ends(own.value)
    return {
        "name": name,
        "lower": peers.lower,
        "median": peers.median,
        "upper": peers.upper,
        "low": low,
        "high": high,
    }


def peers_figure(outcome: Outcome, overall: Quartiles) -> Figure:
    """The whole and each area beside the middle half of peers."""
    areas = sorted(outcome.spec.areas, key=lambda area: area.order)
    rows = [_peer_row(whole(), outcome.result.overall, overall)]
    rows += [
        _peer_row(title_of(outcome, "areas", area.id), outcome.result.areas[area.id], peers)
        for area in areas
        if (peers := outcome.peers.areas.get(area.id))
    ]
    return Figure(
        key="peers",
        title=place_among(outcome.result.overall.value, overall, outcome.peers.count),
        chart=PeerBand("name", "lower", "median", "upper", "low", "high"),
        columns=(
            FigureColumn("name", _("Area")),
            FigureColumn("lower", _("First quartile of peers"), Kind.SHARE),
            FigureColumn("median", _("Median of peers"), Kind.SHARE),
            FigureColumn("upper", _("Third quartile of peers"), Kind.SHARE),
            FigureColumn("low", _("Own, at least"), Kind.SHARE),
            FigureColumn("high", _("Own, at most"), Kind.SHARE),
        ),
        rows=tuple(rows),
        source=_source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=_(
            "Newest submitted assessment of every other institution of the same sub-sector. One "
            "that is a range counts with its middle. Rounded to whole per cents."
        ),
        axis_title=_axis(),
    )


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
        source=_source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=step_method(),
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
        source=_source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=method(),
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
