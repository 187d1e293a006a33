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
from fulcrum.apps.blueprint.models import Assessment, Evidence
from fulcrum.apps.blueprint.views.assessments import item_of, own_assessment
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.uploads import serve_attachment
from fulcrum.kernel.errors import FulcrumError


def _back(assessment: Assessment, item_id: str) -> HttpResponse:
    return redirect(reverse("question", args=[assessment.pk, item_id]) + "#evidence")


def _say(request: HttpRequest, form: LinkForm | FileForm) -> None:
    for field, errors in form.errors.items():
        label = form.fields[field].label if field in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))


@permission("blueprint.answer_assessment")
@require_POST
def add_link(request: HttpRequest, pk: int, item_id: str) -> HttpResponse:
    """Point to evidence that lies elsewhere."""
    assessment = own_assessment(request, pk)
    item_of(assessment, item_id)
    form = LinkForm(request.POST, prefix="link")
    if not form.is_valid():
        _say(request, form)
        return _back(assessment, item_id)
    try:
        actions.add_link(assessment, item_id, **form.cleaned_data, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The link was added."))
    return _back(assessment, item_id)


@permission("blueprint.answer_assessment")
@require_POST
def add_file(request: HttpRequest, pk: int, item_id: str) -> HttpResponse:
    """Keep a file as evidence."""
    assessment = own_assessment(request, pk)
    item_of(assessment, item_id)
    form = FileForm(request.POST, request.FILES, prefix="file")
    if not form.is_valid():
        _say(request, form)
        return _back(assessment, item_id)
    try:
        actions.add_file(assessment, item_id, **form.cleaned_data, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The file was added."))
    return _back(assessment, item_id)


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
