"""The smaller parts of a case: notes, which are only added, and tasks."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import User
from fulcrum.apps.screening.actions.cases import changed, check_colleague, held
from fulcrum.apps.screening.models import Case, CaseNote, CaseTask
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError

MOST_TASKS = 200


@transaction.atomic
def add_note(case: Case, text: str, *, by: Actor) -> CaseNote:
    """Write a note; it is never changed and never taken out."""
    row = held(case, by=by)
    if not text.strip():
        raise FulcrumError(_("The note is empty."))
    made = CaseNote.objects.create(
        case=row, text=text.strip(), by_name=by.label[:200], by_id=by.user_id
    )
    changed(row, "add_note", by=by, note=made.pk)
    return made


@dataclass(frozen=True, slots=True)
class TaskInput:
    """Something to be done by somebody by a day."""

    title: str
    due_on: date
    assignee: User | None = None


@transaction.atomic
def add_task(case: Case, given: TaskInput, *, by: Actor) -> CaseTask:
    """Set a task.

    Raises:
        FulcrumError: no title, or the person does not work on cases here.
    """
    row = held(case, by=by)
    if not given.title.strip():
        raise FulcrumError(_("Say what is to be done."))
    check_colleague(given.assignee, row.tenant_id)
    if row.tasks.count() >= MOST_TASKS:
        raise FulcrumError(_("A case holds no more than %(n)d tasks.") % {"n": MOST_TASKS})
    made = CaseTask.objects.create(
        case=row, title=given.title.strip(), due_on=given.due_on, assignee=given.assignee
    )
    changed(row, "add_task", by=by, task=made.pk, due_on=made.due_on)
    return made


@transaction.atomic
def finish_task(task: CaseTask, *, by: Actor) -> CaseTask:
    """Say that a task is done.

    Raises:
        ConflictError: it is done already.
    """
    case = held(task.case, by=by)
    row = CaseTask.objects.select_for_update().get(pk=task.pk)
    if row.done_at is not None:
        raise ConflictError(_("This task is done already."))
    row.done_at, row.done_by_name = timezone.now(), by.label[:200]
    row.save()
    changed(case, "finish_task", by=by, task=row.pk)
    return row


@transaction.atomic
def undo_task(task: CaseTask, *, by: Actor) -> CaseTask:
    """Say that a task is not done after all.

    Raises:
        ConflictError: it is not done yet.
    """
    case = held(task.case, by=by)
    row = CaseTask.objects.select_for_update().get(pk=task.pk)
    if row.done_at is None:
        raise ConflictError(_("This task is not done yet."))
    row.done_at, row.done_by_name = None, ""
    row.save()
    changed(case, "undo_task", by=by, task=row.pk)
    return row
