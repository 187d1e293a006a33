"""One question a page: answered by several colleagues, saved as they go."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import assessments as actions
from fulcrum.apps.blueprint.forms.assessments import (
    AnswerForm,
    FileForm,
    LinkForm,
    MessageForm,
    initial_of,
    kept_choice,
)
from fulcrum.apps.blueprint.models import Answer, Assessment
from fulcrum.apps.blueprint.queries.assessments import neighbours, next_open_item
from fulcrum.apps.blueprint.queries.filling import last_time
from fulcrum.apps.blueprint.queries.releases import action_line, area_title
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.spec import TOP_LEVEL, Item, Step
from fulcrum.apps.blueprint.views.assessments import item_of, own_assessment
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.patterns import WizardPlace
from fulcrum.kernel.errors import FulcrumError


def _place(assessment: Assessment, item: Item) -> WizardPlace:
    spec = spec_of(assessment.release)
    before, _after, number = neighbours(spec, item.id)
    return WizardPlace(
        number=number,
        total=len(spec.items),
        section=area_title(spec, spec.area_of[item.id]),
        back_url=reverse("question", args=[assessment.pk, before]) if before else "",
        leave_url=reverse("assessment", args=[assessment.pk]),
    )


def _stored(assessment: Assessment, item: Item) -> Answer | None:
    rows = Answer.objects.filter(assessment=assessment, item_id=item.id)
    return rows.select_related("updated_by").first()


def _next_step(item: Item, answer: Answer | None) -> Step | None:
    """The practical step from the level that is stored to the one above."""
    if answer is None or answer.level is None or answer.level >= TOP_LEVEL:
        return None
    return item.steps[answer.level]


def _context(
    assessment: Assessment, item: Item, form: AnswerForm, answer: Answer | None
) -> dict[str, Any]:
    spec = spec_of(assessment.release)
    of_item = {"item_id": item.id}
    return {
        "assessment": assessment,
        "item": item,
        "form": form,
        "kept_choice": kept_choice(form),
        "answer": answer,
        "last": last_time(assessment, item),
        "next_step": _next_step(item, answer),
        "wizard": _place(assessment, item),
        "action_lines": [action_line(spec, spec.action_by_id[name]) for name in item.actions],
        "evidence": assessment.evidence.filter(**of_item).order_by("pk"),
        "comments": assessment.comments.filter(**of_item).select_related("author").order_by("pk"),
        "comment_form": MessageForm(prefix="comment"),
        "link_form": LinkForm(prefix="link"),
        "file_form": FileForm(prefix="file"),
    }


def _page(
    request: HttpRequest, assessment: Assessment, item: Item, form: AnswerForm, **extra: Any
) -> HttpResponse:
    """The whole page; for htmx only what became of saving (it swaps successful answers alone)."""
    if request.headers.get("HX-Request"):
        saved_line = {"form": form, "item": item, "as_you_go": True, **extra}
        return render(request, "blueprint/_saved.html", saved_line)
    context = _context(assessment, item, form, _stored(assessment, item)) | extra
    context["goes_back"] = request.POST.get("go") == "back"
    status = 409 if extra.get("conflict") else 422 if form.errors else 200
    return render(request, "blueprint/question.html", context, status=status)


def question_page(
    request: HttpRequest, assessment: Assessment, item: Item, **forms: Form
) -> HttpResponse:
    """The page as it is stored; with `link_form`, `file_form` or `comment_form` to be corrected."""
    answer = _stored(assessment, item)
    form = AnswerForm(item=item, initial=initial_of(answer))
    context = _context(assessment, item, form, answer) | forms
    context["faulty"] = [name for name, given in forms.items() if given.errors]
    status = 422 if context["faulty"] else 200
    return render(request, "blueprint/question.html", context, status=status)


@permission("blueprint.answer_assessment")
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: int, item_id: str) -> HttpResponse:
    """One question. Saves on change with htmx, and by its button without."""
    assessment = own_assessment(request, pk)
    item = item_of(assessment, item_id)
    if request.method == "POST":
        return _save(request, assessment, item)
    if not assessment.is_open:
        return redirect("assessment", pk=pk)
    return question_page(request, assessment, item)


def _save(request: HttpRequest, assessment: Assessment, item: Item) -> HttpResponse:
    form = AnswerForm(request.POST, item=item)
    if not form.is_valid():
        return _page(request, assessment, item, form)
    as_you_go = bool(request.headers.get("HX-Request"))
    try:
        given = replace(form.answer_input(), by_button=not as_you_go)
        version = form.cleaned_data["version"]
        saved = actions.answer_item(
            assessment, item.id, given, by=actor_of(request), version=version
        )
    except actions.EditConflictError as error:
        anchor = "" if error.current.level is None else item.levels[error.current.level]
        return _page(
            request, assessment, item, form, conflict=error.current, conflict_anchor=anchor
        )
    except FulcrumError as error:
        form.add_error(None, str(error))
        return _page(request, assessment, item, form)
    if as_you_go:
        told = {"saved": saved, "saved_at": timezone.localtime()}
        step = _next_step(item, saved)
        return _page(request, assessment, item, form, next_step=step, **told)
    return HttpResponseRedirect(_next_address(request, assessment, item.id))


def _next_address(request: HttpRequest, assessment: Assessment, item_id: str) -> str:
    where = request.POST.get("go", "next")
    if where == "leave":
        return reverse("assessment", args=[assessment.pk])
    before, after, _number = neighbours(spec_of(assessment.release), item_id)
    if where == "open":
        after = next_open_item(assessment, after=item_id)
    target = before if where == "back" else after
    if not target:
        return reverse("assessment_summary", args=[assessment.pk])
    return reverse("question", args=[assessment.pk, target])


@permission("blueprint.comment_assessment")
@require_POST
def comment(request: HttpRequest, pk: int, item_id: str) -> HttpResponse:
    """Leave a remark for colleagues."""
    assessment = own_assessment(request, pk)
    item = item_of(assessment, item_id)
    form = MessageForm(request.POST, prefix="comment")
    if not form.is_valid() and assessment.is_open:
        return question_page(request, assessment, item, comment_form=form)
    if form.is_valid():
        text = form.cleaned_data["text"]
        actions.comment_on_item(assessment, item_id, text, by=actor_of(request))
        messages.success(request, _("Your remark was added. Only your colleagues see it."))
    return redirect(reverse("question", args=[pk, item_id]) + "#comments")
