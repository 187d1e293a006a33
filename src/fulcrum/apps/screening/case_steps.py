"""What to do next with a case."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from fulcrum.apps.screening.case_words import page_address
from fulcrum.apps.screening.enums import CaseState, DecisionKind
from fulcrum.apps.screening.models import Case, CaseDecision
from fulcrum.apps.screening.queries.cases import CaseParts
from fulcrum.apps.ui.patterns import NextStep

SETTLING = (DecisionKind.REPORT, DecisionKind.NO_REPORT)


def _waiting(waiting: Sequence[CaseDecision], user_id: int | None) -> NextStep:
    others = [one for one in waiting if one.by_id != user_id]
    if not others:
        return NextStep(_("A colleague has to check your decision."))
    url = reverse("case_decision_check", args=[others[0].pk])
    return NextStep(_("A decision waits for you as the second person."), _("Check it"), url)


def _care(case: Case, parts: CaseParts) -> Iterator[NextStep]:
    """What a possible victim makes pressing."""
    if parts.harmful:
        yield NextStep(
            _(
                "A restriction or an exit is in force for somebody who may be a victim. Lift it, or "
                "look at it again with a colleague."
            )
        )
    if parts.has_possible_victim and not parts.is_cared_for:
        yield NextStep(
            _("Somebody may be a victim. Think of safe contact and the inclusion pathway first."),
            _("Decide"),
            reverse("case_decide", args=[case.pk]),
        )


def _settled(case: Case, parts: CaseParts, kind: str) -> Iterator[NextStep]:
    """What is left once it is decided whether to report."""
    if kind == DecisionKind.REPORT and not parts.reports:
        url = page_address("report_new", case.pk)
        yield NextStep(_("Write the report."), _("Write a report") if url else "", url)
    if any(one.done_at is None for one in parts.tasks):
        yield NextStep(_("Finish the tasks that are open."))
    if kind == DecisionKind.REPORT and case.state == CaseState.OPEN:
        yield NextStep(_("Have the report approved and filed."))
    url = reverse("case_close", args=[case.pk])
    yield NextStep(_("Everything is decided. Say what came of it."), _("Close the case"), url)


def _steps(case: Case, parts: CaseParts, today: date, user_id: int | None) -> Iterator[NextStep]:
    """Everything that could be done next, the most pressing first."""
    if parts.waiting:
        yield _waiting(parts.waiting, user_id)
    if not parts.parties:
        url = reverse("case_party_new", args=[case.pk])
        yield NextStep(_("Say who is involved, and who they may be."), _("Name a party"), url)
    yield from _care(case, parts)
    settling = [one.kind for one in parts.standing if one.kind in SETTLING]
    if settling:
        yield from _settled(case, parts, settling[0])
        return
    text = _("Decide whether to report.")
    if case.due_on < today:
        text = _("The day to decide has passed. Decide whether to report, or move the day.")
    yield NextStep(text, _("Decide"), reverse("case_decide", args=[case.pk]))


def next_step(case: Case, parts: CaseParts, today: date, user_id: int | None) -> NextStep | None:
    """The most pressing thing to do; None for a closed case."""
    if case.state == CaseState.CLOSED:
        return None
    return next(_steps(case, parts, today, user_id), None)
