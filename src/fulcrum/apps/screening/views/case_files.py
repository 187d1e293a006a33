"""Attachments of cases: added, and opened as downloads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.screening.actions import case_files as actions
from fulcrum.apps.screening.forms.cases import CaseFileForm
from fulcrum.apps.screening.models import Case, CaseFile
from fulcrum.apps.screening.views.case_work import back, part_page
from fulcrum.apps.screening.views.cases import own_case
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.uploads import serve_attachment
from fulcrum.kernel.errors import FulcrumError


@permission("screening.change_case")
@require_http_methods(["GET", "POST"])
def file_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file."""
    case = own_case(request, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CaseFileForm(*sent)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_file(case, **form.cleaned_data, by=actor_of(request))
        except FulcrumError as error:
            form.add_error("file", str(error))
        else:
            return back(request, pk, _("The file is attached."))
    return part_page(request, case, form, _("Attach a file"))


@permission("screening.view_cases")
@require_GET
def file_open(request: HttpRequest, pk: int) -> HttpResponse:
    """A file, as an attachment; never shown by the browser."""
    actor = actor_of(request)
    rows = CaseFile.objects.filter(case__in=Case.objects.visible_to(actor))
    file = get_object_or_404(rows.select_related("case"), pk=pk)
    return serve_attachment(actions.open_file(file, by=actor), file.name, file.content_type)
