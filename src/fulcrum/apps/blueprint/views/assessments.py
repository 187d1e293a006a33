"""The journey of an institution: start, answer, check, sign off, submit or keep private."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import assessments as actions
from fulcrum.apps.blueprint.forms.assessments import (
    AnswerForm,
    FileForm,
    LinkForm,
    MessageForm,
    initial_of,
)
from fulcrum.apps.blueprint.models import Answer, Assessment, AssessmentState, Release
from fulcrum.apps.blueprint.queries.assessments import (
    answered_items,
    next_open_item,
    progress_of,
)
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.spec import Item, ReleaseSpec
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.kernel.errors import FulcrumError


def own_assessment(request: HttpRequest, pk: int) -> Assessment:
    """An assessment of the organisation acted for; 404 for any other."""
    actor = actor_of(request)
    mine = Assessment.objects.visible_to(actor).filter(tenant_id=actor.tenant_id or 0)
    return get_object_or_404(mine.select_related("release", "organisation", "previous"), pk=pk)


def _own_organisation(request: HttpRequest) -> Organisation | None:
    tenant = actor_of(request).tenant_id
    return Organisation.objects.filter(tenant_id=tenant).first() if tenant else None


@permission("blueprint.view_assessments")
@require_GET
def assessment_list(request: HttpRequest) -> HttpResponse:
    """What the organisation has assessed so far, and the way to begin."""
    organisation = _own_organisation(request)
    rows = Assessment.objects.visible_to(actor_of(request)).filter(organisation=organisation)
    open_one = next((row for row in rows.exclude(state__in=["submitted", "private"])), None)
    release = Release.objects.filter(state="published").first()
    context = {
        "organisation": organisation,
        "open_one": open_one,
        "finished": rows.filter(state__in=["submitted", "private"])
        .select_related("release", "finished_by")
        .order_by("-finished_at"),
        "release": release,
        "areas": spec_of(release).areas if release else (),
        "item_count": len(spec_of(release).items) if release else 0,
    }
    return render(request, "blueprint/assessment_list.html", context)


@permission("blueprint.start_assessment")
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Open a draft, or go to the one that is open."""
    organisation = _own_organisation(request)
    if organisation is None:
        raise Http404
    try:
        assessment = actions.start_assessment(organisation, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("assessments")
    return redirect("assessment", pk=assessment.pk)


@permission("blueprint.view_assessments")
@require_GET
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the assessment stands, by area, and what to do next."""
    assessment = own_assessment(request, pk)
    progress = progress_of(assessment)
    actor = actor_of(request)
    done = sum(area.answered_count for area in progress)
    total = sum(area.item_count for area in progress)
    context = {
        "assessment": assessment,
        "progress": progress,
        "done": done,
        "total": total,
        "share": round(100 * done / total),
        "next_item": next_open_item(assessment) or next(iter(spec_of(assessment.release).items)),
        "recent": Answer.objects.filter(assessment=assessment)
        .select_related("updated_by")
        .order_by("-updated_at")[:6],
        "clarifications": assessment.clarifications.order_by("-created_at"),
        "can_sign_off": allowed(actor, "blueprint.sign_off_assessment", assessment),
    }
    return render(request, "blueprint/assessment_overview.html", context)


def _neighbours(spec: ReleaseSpec, item_id: str) -> tuple[str, str, int]:
    ids = list(spec.items)
    place = ids.index(item_id)
    before = ids[place - 1] if place else ""
    after = ids[place + 1] if place + 1 < len(ids) else ""
    return before, after, place + 1


def _question_context(assessment: Assessment, item: Item, form: AnswerForm) -> dict[str, Any]:
    spec = spec_of(assessment.release)
    before, after, number = _neighbours(spec, item.id)
    answer = (
        Answer.objects.filter(assessment=assessment, item_id=item.id)
        .select_related("updated_by")
        .first()
    )
    return {
        "assessment": assessment,
        "item": item,
        "area": spec.area_of[item.id],
        "form": form,
        "answer": answer,
        "actions": [spec.action_by_id[name] for name in item.actions],
        "before": before,
        "after": after,
        "number": number,
        "total": len(spec.items),
        "share": round(100 * number / len(spec.items)),
        "evidence": assessment.evidence.filter(item_id=item.id).order_by("pk"),
        "comments": assessment.comments.filter(item_id=item.id)
        .select_related("author")
        .order_by("pk"),
        "comment_form": MessageForm(prefix="comment"),
        "link_form": LinkForm(prefix="link"),
        "file_form": FileForm(prefix="file"),
    }


def _item_of(assessment: Assessment, item_id: str) -> Item:
    item = spec_of(assessment.release).items.get(item_id)
    if item is None:
        raise Http404
    return item


def _question_page(
    request: HttpRequest, assessment: Assessment, item: Item, form: AnswerForm, **extra: Any
) -> HttpResponse:
    context = _question_context(assessment, item, form) | extra
    status = 409 if extra.get("conflict") else 422 if form.errors else 200
    if request.headers.get("HX-Request"):
        # htmx swaps only successful answers; the outcome is told in the text.
        return render(request, "blueprint/_saved.html", context)
    return render(request, "blueprint/question.html", context, status=status)


@permission("blueprint.answer_assessment")
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: int, item_id: str) -> HttpResponse:
    """One question. Saves on change with htmx, and by its button without."""
    assessment = own_assessment(request, pk)
    item = _item_of(assessment, item_id)
    if request.method == "GET":
        answer = Answer.objects.filter(assessment=assessment, item_id=item_id).first()
        form = AnswerForm(item=item, initial=initial_of(answer))
        return _question_page(request, assessment, item, form)
    form = AnswerForm(request.POST, item=item)
    if not form.is_valid():
        return _question_page(request, assessment, item, form)
    try:
        saved = actions.answer_item(
            assessment,
            item_id,
            form.answer_input(),
            by=actor_of(request),
            version=form.cleaned_data["version"],
        )
    except actions.EditConflictError as error:
        return _question_page(request, assessment, item, form, conflict=error.current)
    except FulcrumError as error:
        form.add_error(None, str(error))
        return _question_page(request, assessment, item, form)
    if request.headers.get("HX-Request"):
        return _question_page(request, assessment, item, form, saved=saved)
    return HttpResponseRedirect(_next_address(request, assessment, item_id))


def _next_address(request: HttpRequest, assessment: Assessment, item_id: str) -> str:
    spec = spec_of(assessment.release)
    _before, after, _number = _neighbours(spec, item_id)
    where = request.POST.get("go", "next")
    if where == "open":
        after = next_open_item(assessment, after=item_id)
    if where == "stay":
        after = item_id
    if where == "overview" or not after:
        return reverse("assessment_summary" if not after else "assessment", args=[assessment.pk])
    return reverse("question", args=[assessment.pk, after])


@permission("blueprint.comment_assessment")
@require_POST
def comment(request: HttpRequest, pk: int, item_id: str) -> HttpResponse:
    """Leave a remark for colleagues."""
    assessment = own_assessment(request, pk)
    _item_of(assessment, item_id)
    form = MessageForm(request.POST, prefix="comment")
    if form.is_valid():
        text = form.cleaned_data["text"]
        actions.comment_on_item(assessment, item_id, text, by=actor_of(request))
        messages.success(request, _("Your remark was added. Only your colleagues see it."))
    else:
        messages.error(request, _("Please write something first."))
    return redirect(reverse("question", args=[pk, item_id]) + "#comments")


@permission("blueprint.view_assessments")
@require_GET
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything answered, to check before signing off."""
    assessment = own_assessment(request, pk)
    areas = answered_items(assessment)
    missing = [
        row.item
        for _area, rows in areas
        for row in rows
        if row.answer is None or (row.answer.level is None and not row.answer.not_applicable)
    ]
    actor = actor_of(request)
    context = {
        "assessment": assessment,
        "areas": areas,
        "missing": missing,
        "can_sign_off": allowed(actor, "blueprint.sign_off_assessment", assessment),
    }
    return render(request, "blueprint/assessment_summary.html", context)


_DECISIONS = {
    "sign_off": ("sign_off_assessment", actions.sign_off),
    "return": ("sign_off_assessment", actions.return_to_draft),
    "submit": ("finish_assessment", actions.submit),
    "keep_private": ("finish_assessment", actions.keep_private),
}


@permission("blueprint.finish_assessment")
@require_POST
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Sign off, take the sign-off back, submit, or keep private."""
    assessment = own_assessment(request, pk)
    if decision not in _DECISIONS:
        raise Http404
    name, action = _DECISIONS[decision]
    require(request, f"blueprint.{name}", assessment)
    try:
        assessment = action(assessment, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("assessment_summary", pk=pk)
    if assessment.state in {AssessmentState.SUBMITTED, AssessmentState.PRIVATE}:
        return redirect("assessment_result", pk=pk)
    return redirect("assessment_summary", pk=pk)
