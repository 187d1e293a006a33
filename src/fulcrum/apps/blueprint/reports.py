"""The report of a result: the page's findings, figures and steps, as HTML, PDF and DOCX."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.evaluation_figures import title_of
from fulcrum.apps.blueprint.queries.outcomes import Outcome
from fulcrum.apps.blueprint.result_figures import comparisons, figures_of, step_method
from fulcrum.apps.blueprint.wording import day, said_difference, said_range, why_no_peers
from fulcrum.apps.ui.figures import Figure, FigureColumn, Kind
from fulcrum.apps.ui.reports import (
    Block,
    Bullets,
    Facts,
    FigureBlock,
    Heading,
    Note,
    Prose,
    Report,
    Table,
)

STEPS_SHOWN = 10


def _facts(outcome: Outcome) -> Facts:
    assessment, overall = outcome.assessment, outcome.result.overall
    rows: list[tuple[str, str]] = [
        (_("Institution"), assessment.organisation.name),
        (_("Sub-sector"), str(assessment.organisation.get_sub_sector_display())),
        (_("State of play on"), day(assessment.as_of_date)),
        (_("State"), _("Preview") if outcome.is_preview else str(assessment.get_state_display())),
        (_("Overall evaluation"), said_range(overall.value)),
        (
            _("Answered"),
            _("%(answered)d of %(all)d; %(open)d open, %(aside)d do not apply")
            % {
                "answered": overall.answered_count,
                "all": overall.item_count,
                "open": overall.open_count,
                "aside": overall.not_applicable_count,
            },
        ),
    ]
    if outcome.change is not None:
        since = _("Change since %(day)s, in percentage points")
        label = since % {"day": day(outcome.change.previous.as_of_date)}
        rows.append((label, said_difference(outcome.change.overall.difference)))
    return Facts(tuple(rows))


def _steps(outcome: Outcome) -> Table:
    rows = tuple(
        {
            "step": step.text,
            "question": outcome.spec.items[step.item_id].title,
            "sum": f"{step.gap} × {step.weight} ÷ {step.effort}",
            "priority": round(step.priority, 1),
            "actions": ", ".join(_action(outcome, key) for key in step.actions),
        }
        for step in outcome.result.steps[:STEPS_SHOWN]
    )
    columns = (
        FigureColumn("step", _("Step")),
        FigureColumn("question", _("Question")),
        FigureColumn("actions", _("Actions")),
        FigureColumn("sum", _("Gap × weight ÷ effort")),
        FigureColumn("priority", _("Priority"), Kind.NUMBER),
    )
    title = _("The steps that gain most for their effort")
    return Table(title, columns, rows, note=step_method() + " " + _working_titles())


def _action(outcome: Outcome, key: str) -> str:
    return key if outcome.spec.action_by_id[key].confirmed else f"{key}*"


def _working_titles() -> str:
    return _("* The title of this Action is a working title.")


def _actions(outcome: Outcome, figure: Figure) -> Table:
    """Every Action with its range, as on the page."""
    rows = tuple(
        {
            "name": f"{_action(outcome, row['key'])} {title_of(outcome, 'actions', row['key'])}",
            "value": said_range(outcome.result.actions[row["key"]].value),
            "answered": row["answered"],
            "open": row["open"],
        }
        for row in figure.rows
    )
    columns = (
        FigureColumn("name", _("Action")),
        FigureColumn("value", _("Evaluation")),
        FigureColumn("answered", _("Answered"), Kind.NUMBER),
        FigureColumn("open", _("Open"), Kind.NUMBER),
    )
    return Table(_("By Action of the Blueprint"), columns, rows, note=_working_titles())


def _open(outcome: Outcome) -> Iterator[Block]:
    if outcome.unanswered or outcome.set_aside:
        yield Heading(1, _("What is open, and what does not apply"))
    if outcome.unanswered:
        yield Prose(_("Not answered; each could be anything from 0 to 4 and widens the range:"))
        yield Bullets(tuple(item.title for item in outcome.unanswered))
    if outcome.set_aside:
        yield Prose(_("Set aside, with the reason given:"))
        yield Bullets(tuple(f"{item.title}: {reason}" for item, reason in outcome.set_aside))


def _comparison(outcome: Outcome, figures: dict[str, Figure]) -> Iterator[Block]:
    yield Heading(1, _("Beside peers and last time"))
    if "peers" in figures:
        yield FigureBlock(figures["peers"])
    else:
        sector = str(outcome.assessment.organisation.get_sub_sector_display())
        yield Note(why_no_peers(outcome.peers, sector))
    if "change" in figures:
        yield FigureBlock(figures["change"])
    else:
        yield Prose(_("This is the first assessment; the next will show what changed."))


def _blocks(outcome: Outcome) -> Iterator[Block]:
    figures = figures_of(outcome)
    if outcome.is_preview:
        yield Note(_("This is a preview of a draft. Answers may still change."), "warning")
    yield _facts(outcome)
    yield Heading(1, _("In short"))
    yield Bullets(tuple(f"{text}." for text in comparisons(figures)))
    yield Heading(1, _("How far each area and each Goal is"))
    yield FigureBlock(figures["areas"])
    yield FigureBlock(figures["goals"])
    yield from _comparison(outcome, figures)
    yield Heading(1, _("What to do next"))
    if outcome.result.steps:
        yield _steps(outcome)
    else:
        yield Prose(_("There is no step to propose."))
    yield Heading(1, _("By Action"))
    yield _actions(outcome, figures["actions"])
    yield from _open(outcome)


def result_report(outcome: Outcome) -> Report:
    """The report of an outcome, in the reader's language."""
    assessment = outcome.assessment
    name = assessment.organisation.name
    return Report(
        title=_("Self-assessment of %(name)s") % {"name": name},
        subtitle=_("State of play on %(day)s, under %(release)s")
        % {"day": day(assessment.as_of_date), "release": outcome.spec.title},
        language=get_language() or "en",
        made_at=timezone.now(),
        source=_("self-assessment of %(name)s, in Fulcrum") % {"name": name},
        is_invented=assessment.is_invented,
        blocks=tuple(_blocks(outcome)),
    )
