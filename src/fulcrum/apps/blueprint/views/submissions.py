"""The Secretariat's pages: queue, record, questions, and the view across institutions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import submissions as actions
from fulcrum.apps.blueprint.forms.assessments import MessageForm
from fulcrum.apps.blueprint.models import Assessment, AssessmentState, Clarification
from fulcrum.apps.blueprint.queries import submissions as queries
from fulcrum.apps.blueprint.queries.assessments import answered_items
from fulcrum.apps.blueprint.queries.results import result_of
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.parties.enums import Continent, SubSector
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, list_page
from fulcrum.kernel.errors import FulcrumError

WAITING = {
    queries.NEW: (gettext_lazy("To review"), "warning"),
    queries.ANSWERED: (gettext_lazy("Answered, to read"), "warning"),
    queries.ASKED: (gettext_lazy("Waiting for the institution"), "info"),
    queries.ACCEPTED: (gettext_lazy("Accepted"), "success"),
}


def _waiting(value: str, _row: dict[str, Any]) -> Any:
    label, tone = WAITING[value]
    return format_html('<span class="badge tone-{}">{}</span>', tone, label)


QUEUE = ListSpec(
    name="submissions",
    title=gettext_lazy("Submitted self-assessments"),
    columns=(
        Column(
            "organisation__name",
            gettext_lazy("Institution"),
            link=lambda row: reverse("submission", args=[row["pk"]]),
        ),
        Column(
            "organisation__sub_sector",
            gettext_lazy("Sub-sector"),
            format=lambda value, _row: str(SubSector(value).label),
        ),
        Column("organisation__country", gettext_lazy("Country")),
        Column("release__code", gettext_lazy("Release")),
        Column("finished_at", gettext_lazy("Submitted"), sort=True),
        Column(
            "waiting",
            gettext_lazy("State"),
            format=_waiting,
            plain=lambda value, _row: str(WAITING[value][0]),
        ),
    ),
    filters=(
        ChoiceFilter(
            "waiting",
            gettext_lazy("State"),
            lambda: [(key, label) for key, (label, _tone) in WAITING.items()],
        ),
        ChoiceFilter(
            "sub_sector",
            gettext_lazy("Sub-sector"),
            lambda: SubSector.choices,
            field="organisation__sub_sector",
        ),
        ChoiceFilter(
            "continent",
            gettext_lazy("Continent"),
            lambda: Continent.choices,
            field="organisation__continent",
        ),
    ),
    search=lambda rows, text: rows.filter(organisation__name__icontains=text),
    search_label=gettext_lazy("Name of the institution"),
    default_sort="-finished_at",
    export_permission="blueprint.export_aggregate",
    empty=Empty(
        gettext_lazy("Nothing was submitted yet"),
        gettext_lazy(
            "Institutions measure themselves and decide whether to submit. What they submit comes "
            "here, to be read, asked about and accepted."
        ),
        gettext_lazy("Import completed assessments"),
        "/blueprint/imports/",
    ),
)


@permission("blueprint.view_submissions")
@require_GET
def submission_list(request: HttpRequest) -> HttpResponseBase:
    """The queue."""
    return list_page(request, QUEUE, queries.queue(actor_of(request)))


def _submission(request: HttpRequest, pk: int) -> Assessment:
    rows = Assessment.objects.visible_to(actor_of(request)).filter(state=AssessmentState.SUBMITTED)
    return get_object_or_404(rows.select_related("release", "organisation", "previous"), pk=pk)


@permission("blueprint.view_submissions")
@require_GET
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """One submission: result, answers, evidence, questions. Remarks of colleagues are not here."""
    assessment = _submission(request, pk)
    context = {
        "assessment": assessment,
        "areas": answered_items(assessment),
        "result": result_of(assessment),
        "evidence": assessment.evidence.order_by("item_id", "pk"),
        "clarifications": assessment.clarifications.prefetch_related("messages__author"),
        "form": MessageForm(),
        "items": spec_of(assessment.release).items.values(),
    }
    return render(request, "blueprint/submission.html", context)


@permission("blueprint.review_submission")
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the institution."""
    assessment = _submission(request, pk)
    form = MessageForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please write your question first."))
        return redirect("submission", pk=pk)
    try:
        actions.ask_clarification(
            assessment,
            form.cleaned_data["text"],
            by=actor_of(request),
            item_id=request.POST.get("item", ""),
        )
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your question was sent to the institution."))
    return redirect("submission", pk=pk)


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
        rows.select_related("assessment__organisation", "assessment__release"), pk=pk
    )


def _may_reply(request: HttpRequest, clarification: Clarification) -> str:
    """The permission a reply needs, from the side the person is on."""
    side = "review_submission" if actor_of(request).is_secretariat else "answer_clarification"
    return f"blueprint.{side}"


@permission("blueprint.view_assessment")
@require_http_methods(["GET", "POST"])
def clarification(request: HttpRequest, pk: int) -> HttpResponse:
    """A question and what was answered; both sides write here."""
    thread = _clarification(request, pk)
    needed = _may_reply(request, thread)
    form = MessageForm(request.POST or None)
    if request.method == "POST":
        require(request, needed, thread.assessment)
        if form.is_valid():
            try:
                text = form.cleaned_data["text"]
                actions.reply_to_clarification(thread, text, by=actor_of(request))
            except FulcrumError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, _("Your message was sent."))
            return redirect("clarification", pk=pk)
    item = spec_of(thread.assessment.release).items.get(thread.item_id)
    context = {
        "thread": thread,
        "assessment": thread.assessment,
        "item": item,
        "thread_messages": thread.messages.select_related("author").order_by("pk"),
        "form": form,
        "can_reply": thread.state != "closed"
        and allowed(actor_of(request), needed, thread.assessment),
    }
    return render(request, "blueprint/clarification.html", context)


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
