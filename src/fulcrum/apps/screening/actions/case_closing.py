"""Close cases with what came of them, and open them again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.screening.actions.cases import held
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.enums import CaseState, ReportState
from fulcrum.apps.screening.models import Case
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError


@transaction.atomic
def close_case(case: Case, outcome: str, *, by: Actor) -> Case:
    """Close a case with what came of it.

    Raises:
        ConflictError: it is closed, or a decision waits for a second person.
        FulcrumError: nothing is said of what came of it.
    """
    row = held(case, by=by, permission="screening.decide_case")
    if not outcome.strip():
        raise FulcrumError(_("Say what came of it, also when nothing did."))
    if row.decisions.filter(needs_second=True, agreed=None).exists():
        raise ConflictError(
            _("A decision still waits for a second person."), mend=_("Have it checked first.")
        )
    old = row.state
    row.state, row.outcome, row.closed_at = CaseState.CLOSED, outcome.strip(), timezone.now()
    row.save()
    record(by, "close_case", row, old={"state": old}, new={"state": row.state})
    return row


@transaction.atomic
def reopen_case(case: Case, *, by: Actor) -> Case:
    """Open a closed case again; what came of it stays written until it is closed anew.

    Raises:
        ConflictError: it is not closed.
    """
    check(by, "screening.decide_case", case)
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.state != CaseState.CLOSED:
        raise ConflictError(_("This case is open."))
    filed = row.reports.filter(state=ReportState.FILED).exists()
    row.state, row.closed_at = (CaseState.REPORTED if filed else CaseState.OPEN), None
    row.save()
    record(by, "reopen_case", row, old={"state": CaseState.CLOSED}, new={"state": row.state})
    return row
