"""Evidence: attached and removed by the institution, opened by whoever may see the assessment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fulcrum.apps.blueprint.actions import evidence as actions
from fulcrum.apps.blueprint.evidence_files import open_evidence
from fulcrum.apps.blueprint.forms.assessments import FileForm, LinkForm
from fulcrum.apps.blueprint.models import Assessment, ClarificationState, Evidence
from fulcrum.apps.blueprint.spec import Item
from fulcrum.apps.blueprint.views.assessments import item_of, own_assessment
from fulcrum.apps.blueprint.views.questions import question_page
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.uploads import serve_attachment
from fulcrum.kernel.errors import FulcrumError


def _back(assessment: Assessment, item_id: str) -> HttpResponse:
    """Where evidence was added: the question; once submitted, what the Secretariat asked on it."""
    if assessment.is_open:
        return redirect(reverse("question", args=[assessment.pk, item_id]) + "#evidence")
    asked = assessment.clarifications.exclude(state=ClarificationState.CLOSED)
    thread = asked.filter(item_id=item_id).first()
    if thread is None:
        return redirect("assessment", pk=assessment.pk)
    return redirect("clarification", pk=thread.pk)


def _correct(
    request: HttpRequest, assessment: Assessment, item: Item, **forms: LinkForm | FileForm
) -> HttpResponse:
    """The question again, with what was typed; a page without the question says it in a message."""
    if assessment.is_open:
        return question_page(request, assessment, item, **forms)
    for form in forms.values():
        for error in (one for errors in form.errors.values() for one in errors):
            messages.error(request, str(error))
    return _back(assessment, item.id)


@permission("blueprint.answer_assessment")
@require_POST
def add_link(request: HttpRequest, pk: int, item_id: str) -> HttpResponse:
    """Point to evidence that lies elsewhere."""
    assessment = own_assessment(request, pk)
    item = item_of(assessment, item_id)
    form = LinkForm(request.POST, prefix="link")
    if form.is_valid():
        try:
            actions.add_link(assessment, item_id, **form.cleaned_data, by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The link was added."))
            return _back(assessment, item_id)
    return _correct(request, assessment, item, link_form=form)


@permission("blueprint.answer_assessment")
@require_POST
def add_file(request: HttpRequest, pk: int, item_id: str) -> HttpResponse:
    """Keep a file as evidence."""
    assessment = own_assessment(request, pk)
    item = item_of(assessment, item_id)
    form = FileForm(request.POST, request.FILES, prefix="file")
    if form.is_valid():
        try:
            actions.add_file(assessment, item_id, **form.cleaned_data, by=actor_of(request))
        except FulcrumError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The file was added."))
            return _back(assessment, item_id)
    return _correct(request, assessment, item, file_form=form)


@permission("blueprint.answer_assessment")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a piece of evidence away."""
    actor = actor_of(request)
    mine = Evidence.objects.filter(assessment__tenant_id=actor.tenant_id or 0)
    evidence = get_object_or_404(mine.select_related("assessment"), pk=pk)
    try:
        actions.remove_evidence(evidence, by=actor)
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The evidence was removed."))
    return _back(evidence.assessment, evidence.item_id)


@permission("blueprint.view_assessment")
@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of evidence, as an attachment; never shown by the browser."""
    actor = actor_of(request)
    visible = Assessment.objects.visible_to(actor)
    rows = Evidence.objects.filter(assessment__in=visible).exclude(file="")
    evidence = get_object_or_404(rows, pk=pk)
    content = b"".join(open_evidence(evidence, by=actor))
    return serve_attachment(content, evidence.file_name, evidence.media_type)
