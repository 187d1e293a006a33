"""A plan as a report, to be read and signed off where there is no screen."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.exit_words import QUESTIONS, urgency, verdict_words
from fulcrum.apps.blueprint.leverage.exit_test import is_urgent
from fulcrum.apps.blueprint.models import Plan
from fulcrum.apps.blueprint.queries.plans import exit_verdict
from fulcrum.apps.blueprint.wording import day
from fulcrum.apps.ui.figures import FigureColumn, Kind
from fulcrum.apps.ui.reports import (
    Block,
    Bullets,
    Facts,
    Heading,
    Note,
    Prose,
    Report,
    Table,
)


def _facts(plan: Plan) -> Facts:
    return Facts(
        (
            (_("Institution"), plan.organisation.name),
            (_("Risk"), plan.about or "–"),
            (_("State"), str(plan.get_state_display())),
            (_("By when"), day(plan.by_when)),
            (_("Who answers for it"), plan.owner or "–"),
            (_("Actions"), ", ".join(plan.actions) or "–"),
        )
    )


def _milestones(plan: Plan) -> Iterator[Block]:
    yield Heading(1, _("Milestones"))
    rows = tuple(
        {"title": one.title, "due": one.due, "owner": one.owner, "reached": one.reached_on}
        for one in plan.milestones.order_by("due", "pk")
    )
    columns = (
        FigureColumn("title", _("Milestone")),
        FigureColumn("due", _("By when"), Kind.DATE),
        FigureColumn("owner", _("Who answers for it")),
        FigureColumn("reached", _("Reached on"), Kind.DATE),
    )
    yield Table(_("What is reached by when"), columns, rows) if rows else Prose(_("None yet."))


def _escalation(plan: Plan) -> Iterator[Block]:
    yield Heading(1, _("Escalation"))
    rows = tuple(
        {"trigger": one.trigger, "step": one.step, "taken": one.taken_on}
        for one in plan.escalations.order_by("pk")
    )
    columns = (
        FigureColumn("trigger", _("When this happens")),
        FigureColumn("step", _("This is done")),
        FigureColumn("taken", _("Done on"), Kind.DATE),
    )
    yield Table(_("What is done next"), columns, rows) if rows else Prose(_("None yet."))


def _exit(plan: Plan) -> Iterator[Block]:
    yield Heading(1, _("Would leaving lower the risk to people?"))
    label, why, tone = verdict_words(exit_verdict(plan))
    yield Note(f"{label}. {why}", "info" if tone == "secondary" else tone)
    if is_urgent(plan.severity):
        yield Prose(urgency())
    said = {True: _("yes"), False: _("no"), None: _("not known yet")}
    yield Bullets(
        tuple(
            f"{QUESTIONS[name][0]} {said[kept['answer']]}. {kept['reason']}".strip()
            for name, kept in plan.exit_answers.items()
        )
    )
    yield Prose(
        _("Questions by the UN Guiding Principles on Business and Human Rights, principle 19.")
    )


def _blocks(plan: Plan) -> Iterator[Block]:
    yield _facts(plan)
    yield Heading(1, _("Objective"))
    yield Prose(plan.objective)
    yield Heading(1, _("Leverage used"))
    yield Prose(plan.leverage or "–")
    practices = [one.practice.title for one in plan.practices.select_related("practice")]
    if practices:
        yield Bullets(tuple(practices))
    yield from _milestones(plan)
    yield from _escalation(plan)
    yield from _exit(plan)
    if plan.outcome:
        yield Heading(1, _("What came of it"))
        yield Prose(plan.outcome)


def plan_report(plan: Plan) -> Report:
    """The report of a plan, in the reader's language."""
    return Report(
        title=plan.title,
        subtitle=plan.organisation.name,
        language=get_language() or "en",
        made_at=timezone.now(),
        source=_("plan of %(name)s, in Fulcrum") % {"name": plan.organisation.name},
        is_invented=plan.is_invented,
        blocks=tuple(_blocks(plan)),
    )
