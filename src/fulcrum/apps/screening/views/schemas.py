"""Schemas of goAML that the operator supplies."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.screening.actions.report_files import MOST_BYTES, supply_schema
from fulcrum.apps.screening.forms.reports import SchemaForm
from fulcrum.apps.screening.models import SchemaFile
from fulcrum.apps.screening.queries.reports import schemas
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.kernel.errors import FulcrumError


@permission("screening.view_cases")
@require_GET
def schema_list(request: HttpRequest) -> HttpResponse:
    """The schemas of one's organisation."""
    actor = actor_of(request)
    may_add = allowed(actor, "screening.manage_schemas")
    context = {"schemas": list(schemas(actor)), "may_add": may_add}
    return render(request, "screening/report_schemas.html", context)


def _said(made: SchemaFile) -> str:
    if not made.anchors_stripped:
        return _("The schema is here.")
    return ngettext(
        "The schema is here. %(n)d of its patterns is read without its anchors (^ and $).",
        "The schema is here. %(n)d of its patterns are read without their anchors (^ and $).",
        made.anchors_stripped,
    ) % {"n": made.anchors_stripped}


@permission("screening.manage_schemas")
@require_http_methods(["GET", "POST"])
def schema_new(request: HttpRequest) -> HttpResponse:
    """Supply a schema."""
    is_sent = request.method == "POST"
    form = SchemaForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = supply_schema(file.name, file.read(MOST_BYTES + 1), by=actor_of(request))
        except FulcrumError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _said(made))
            return redirect("schemas")
    status = 422 if form.errors else 200
    return render(request, "screening/report_schema.html", {"form": form}, status=status)
