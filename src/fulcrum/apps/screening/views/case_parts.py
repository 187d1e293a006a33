"""The parts of a case: parties, notes, tasks."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fulcrum.apps.screening.actions import case_parties, case_parts
from fulcrum.apps.screening.actions.case_parties import PartyChange
from fulcrum.apps.screening.forms.case_parties import NEW_PARTY, PartyForm, initial_party
from fulcrum.apps.screening.forms.cases import NoteForm, TaskForm
from fulcrum.apps.screening.models import Case, CaseParty, CaseTask
from fulcrum.apps.screening.queries.cases import analysts
from fulcrum.apps.screening.views.case_work import back, part_page
from fulcrum.apps.screening.views.cases import own_case
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.kernel.errors import FulcrumError


def own_party(request: HttpRequest, pk: int) -> CaseParty:
    """A party of a case of the organisation acted for; 404 for any other."""
    visible = Case.objects.visible_to(actor_of(request))
    rows = CaseParty.objects.filter(case__in=visible).select_related("case")
    found: CaseParty = get_object_or_404(rows, pk=pk)
    return found


def _adds(form: forms.Form, add: Callable[[], Any]) -> bool:
    """Whether adding worked; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        add()
    except FulcrumError as error:
        form.add_error(None, str(error))
        return False
    return True


@permission("screening.change_case")
@require_http_methods(["GET", "POST"])
def party_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Name somebody."""
    case, actor = own_case(request, pk), actor_of(request)
    form = PartyForm(request.POST if request.method == "POST" else None, initial=NEW_PARTY)
    if request.method == "POST" and _adds(
        form, lambda: case_parties.add_party(case, form.given(), by=actor)
    ):
        return back(request, pk, _("The party is named."))
    return part_page(request, case, form, _("Name a party"))


def _say_change(request: HttpRequest, change: PartyChange) -> None:
    """What follows for somebody who may be a victim."""
    if change.unmarked:
        said = _("They are no longer the subject of the report: whoever may be a victim never is.")
        messages.warning(request, said)
    if change.report_count:
        said = ngettext(
            "%(n)d report that is not filed may still name them as subject. Build it again.",
            "%(n)d reports that are not filed may still name them as subject. Build them again.",
            change.report_count,
        )
        messages.warning(request, said % {"n": change.report_count})
    if change.harmful_count:
        said = _("There is a decision to restrict or to exit about them. Look at it again.")
        messages.warning(request, said)


@permission("screening.change_case")
@require_http_methods(["GET", "POST"])
def party_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say better who somebody is; another role has a reason."""
    party = own_party(request, pk)
    form = PartyForm(
        request.POST if request.method == "POST" else None, initial=initial_party(party)
    )
    if request.method == "POST" and form.is_valid():
        try:
            change = case_parties.change_party(party, form.given(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            _say_change(request, change)
            return back(request, party.case_id, _("The party was changed."))
    return part_page(request, party.case, form, _("Change a party"))


@permission("screening.change_case")
@require_http_methods(["GET", "POST"])
def note_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note."""
    case, actor = own_case(request, pk), actor_of(request)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _adds(
        form, lambda: case_parts.add_note(case, form.cleaned_data["text"], by=actor)
    ):
        return back(request, pk, _("The note is kept."))
    return part_page(request, case, form, _("Write a note"))


@permission("screening.change_case")
@require_http_methods(["GET", "POST"])
def task_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a task."""
    case, actor = own_case(request, pk), actor_of(request)
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        people=analysts(case.tenant_id),
        initial={"due_on": case.due_on, "assignee": actor.user_id},
    )
    if request.method == "POST" and _adds(
        form, lambda: case_parts.add_task(case, form.given(), by=actor)
    ):
        return back(request, pk, _("The task is set."))
    return part_page(request, case, form, _("Set a task"))


def _own_task(request: HttpRequest, pk: int) -> CaseTask:
    visible = Case.objects.visible_to(actor_of(request))
    rows = CaseTask.objects.filter(case__in=visible).select_related("case")
    found: CaseTask = get_object_or_404(rows, pk=pk)
    return found


def _turn(
    request: HttpRequest, task: CaseTask, turn: Callable[..., Any], said: str
) -> HttpResponse:
    try:
        turn(task, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("case", task.case_id)
    return back(request, task.case_id, said)


@permission("screening.change_case")
@require_POST
def task_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a task is done."""
    return _turn(request, _own_task(request, pk), case_parts.finish_task, _("The task is done."))


@permission("screening.change_case")
@require_POST
def task_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a task is not done after all."""
    said = _("The task is open again.")
    return _turn(request, _own_task(request, pk), case_parts.undo_task, said)
