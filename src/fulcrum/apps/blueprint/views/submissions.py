"""Submissions: the Secretariat's queue and record, and the questions both sides write on."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import submissions as actions
from fulcrum.apps.blueprint.evaluation_figures import areas_figure
from fulcrum.apps.blueprint.forms.assessments import FileForm, LinkForm, MessageForm
from fulcrum.apps.blueprint.listing import QUEUE, WAITING
from fulcrum.apps.blueprint.models import (
    Assessment,
    AssessmentState,
    Clarification,
    ClarificationState,
    Evidence,
)
from fulcrum.apps.blueprint.queries import submissions as queries
from fulcrum.apps.blueprint.queries.assessments import answered_areas
from fulcrum.apps.blueprint.queries.outcomes import outcome_of
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State
from fulcrum.kernel.errors import FulcrumError


@permission("blueprint.view_submissions")
@require_GET
def submission_list(request: HttpRequest) -> HttpResponseBase:
    """The queue."""
    actor = actor_of(request)
    context = {"may_import": allowed(actor, "blueprint.import_assessments")}
    return list_page(request, QUEUE, queries.queue(actor), extra_context=context)


def _submission(request: HttpRequest, pk: int) -> Assessment:
    rows = Assessment.objects.visible_to(actor_of(request)).filter(state=AssessmentState.SUBMITTED)
    return get_object_or_404(rows.with_release("organisation"), pk=pk)


def _evidence(assessment: Assessment) -> dict[str, list[Evidence]]:
    """Evidence by item; files with the address they are had from."""
    found: dict[str, list[Evidence]] = {}
    for one in assessment.evidence.order_by("item_id", "pk"):
        if one.file:
            one.file_url = reverse("evidence_file", args=[one.pk])  # type: ignore[attr-defined]
        found.setdefault(one.item_id, []).append(one)
    return found


def threads_of(assessment: Assessment) -> list[Clarification]:
    """The questions on an assessment, those that wait first, each with what it is about."""
    threads = list(
        assessment.clarifications.annotate(message_count=Count("messages")).order_by("pk")
    )
    items = spec_of(assessment.release).items
    for thread in threads:
        item = items.get(thread.item_id)
        thread.item_title = item.title if item else ""  # type: ignore[attr-defined]
    return sorted(threads, key=lambda thread: thread.state == ClarificationState.CLOSED)


def _head(assessment: Assessment, threads: list[Clarification], *, may_review: bool) -> RecordHead:
    """The state of a submission, and what to do next."""
    states = {thread.state for thread in threads}
    waiting = queries.waiting_state(assessment, states)
    label, tone = WAITING[waiting]
    steps = {
        queries.NEW: NextStep(_("Read the answers; ask, or accept the submission.")),
        queries.ASKED: NextStep(_("The institution is to answer your question.")),
        queries.ANSWERED: NextStep(
            _("Read what the institution answered."), _("Questions"), "#questions"
        ),
        queries.ACCEPTED: None,
    }
    return RecordHead(State(label, tone), steps[waiting] if may_review else None)


@permission("blueprint.view_submissions")
@require_GET
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """One submission: result, answers, evidence, questions. Remarks of colleagues are not here."""
    assessment = _submission(request, pk)
    return _submission_page(request, assessment, MessageForm())


def _submission_page(
    request: HttpRequest, assessment: Assessment, form: MessageForm, item: str = ""
) -> HttpResponse:
    may_review = allowed(actor_of(request), "blueprint.review_submission", assessment)
    areas, threads = answered_areas(assessment), threads_of(assessment)
    given = [row.answer for area in areas for row in area.rows if row.answer]
    outcome = outcome_of(assessment, compares=False, given=given)
    evidence = _evidence(assessment)
    settled = all(thread.state == ClarificationState.CLOSED for thread in threads)
    context = {
        "assessment": assessment,
        "record": _head(assessment, threads, may_review=may_review),
        "areas": [
            (answered, [(row, evidence.get(row.item.id, [])) for row in answered.rows])
            for answered in areas
        ],
        "result": outcome.result,
        "areas_figure": areas_figure(outcome),
        "clarifications": threads,
        "form": form,
        "items": outcome.spec.items.values(),
        "asked_item": item or request.GET.get("item", ""),
        "may_review": may_review,
        "can_accept": may_review and settled and assessment.accepted_at is None,
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/submission.html", context, status=status)


@permission("blueprint.review_submission")
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the institution."""
    assessment = _submission(request, pk)
    form, item = MessageForm(request.POST), request.POST.get("item", "")
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            actions.ask_clarification(assessment, text, by=actor_of(request), item_id=item)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your question was sent to the institution."))
            return redirect("submission", pk=pk)
    return _submission_page(request, assessment, form, item)


@permission("blueprint.review_submission")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """No more questions."""
    assessment = _submission(request, pk)
    try:
        actions.accept_submission(assessment, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The submission is accepted."))
    return redirect("submission", pk=pk)


def _clarification(request: HttpRequest, pk: int) -> Clarification:
    visible = Assessment.objects.visible_to(actor_of(request))
    rows = Clarification.objects.filter(assessment__in=visible)
    return get_object_or_404(
        rows.select_related("assessment__organisation", "assessment__release").defer(
            "assessment__release__document"
        ),
        pk=pk,
    )


def _may_reply(request: HttpRequest, clarification: Clarification) -> str:
    """The permission a reply needs, from the side the person is on."""
    side = "review_submission" if actor_of(request).is_secretariat else "answer_clarification"
    return f"blueprint.{side}"


def _reply(request: HttpRequest, thread: Clarification, form: MessageForm) -> HttpResponse | None:
    """Add a message; where to go then, or None with the form saying why not."""
    try:
        actions.reply_to_clarification(thread, form.cleaned_data["text"], by=actor_of(request))
    except FulcrumError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("Your message was sent."))
    return redirect("clarification", pk=thread.pk)


@permission("blueprint.view_assessment")
@require_http_methods(["GET", "POST"])
def clarification(request: HttpRequest, pk: int) -> HttpResponse:
    """A question and what was answered; both sides write here."""
    thread = _clarification(request, pk)
    needed = _may_reply(request, thread)
    is_sent = request.method == "POST"
    form = MessageForm(request.POST if is_sent else None)
    if is_sent:
        require(request, needed, thread.assessment)
        if form.is_valid() and (answer := _reply(request, thread, form)) is not None:
            return answer
    context = _thread_context(request, thread, needed) | {"form": form}
    return render(
        request, "blueprint/clarification.html", context, status=422 if form.errors else 200
    )


def _thread_context(request: HttpRequest, thread: Clarification, needed: str) -> dict[str, Any]:
    actor, assessment = actor_of(request), thread.assessment
    item = spec_of(assessment.release).items.get(thread.item_id)
    answer = assessment.answers.filter(item_id=thread.item_id).first() if item else None
    turn = ClarificationState.ANSWERED if actor.is_secretariat else ClarificationState.OPEN
    return {
        "thread": thread,
        "assessment": assessment,
        "item": item,
        "answer": answer,
        "anchor": item.levels[answer.level] if item and answer and answer.level is not None else "",
        "evidence": assessment.evidence.filter(item_id=thread.item_id).order_by("pk"),
        "link_form": LinkForm(prefix="link"),
        "file_form": FileForm(prefix="file"),
        "thread_messages": thread.messages.select_related("author").order_by("pk"),
        "is_secretariat": actor.is_secretariat,
        "my_turn": thread.state == turn,
        "can_reply": thread.state != ClarificationState.CLOSED
        and allowed(actor, needed, assessment),
    }


@permission("blueprint.view_assessment")
@require_GET
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """What the Secretariat asked about an assessment, for the institution."""
    actor = actor_of(request)
    mine = Assessment.objects.visible_to(actor).filter(tenant_id=actor.tenant_id or 0)
    assessment = get_object_or_404(mine.with_release("organisation"), pk=pk)
    context = {"assessment": assessment, "clarifications": threads_of(assessment)}
    return render(request, "blueprint/questions.html", context)


@permission("blueprint.review_submission")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle a question."""
    thread = _clarification(request, pk)
    try:
        actions.close_clarification(thread, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    return redirect("submission", pk=thread.assessment_id)
