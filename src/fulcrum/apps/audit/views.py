"""Pages of the log."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from fulcrum.apps.audit.listing import ENTRIES
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.audit.queries import field_changes
from fulcrum.apps.audit.verbs import verb_text
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.lists import list_page


@permission("audit.view_entry")
@require_GET
def entry_list(request: HttpRequest) -> HttpResponseBase:
    """What was done in the organisation, newest first."""
    return list_page(request, ENTRIES, Entry.objects.visible_to(actor_of(request)))


@permission("audit.view_entry")
@require_GET
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One row of the log, with what it changed."""
    found = get_object_or_404(Entry.objects.visible_to(actor_of(request)), pk=pk)
    context = {
        "entry": found,
        "text": verb_text(found.verb),
        "changes": field_changes(found.old, found.new),
    }
    return render(request, "audit/entry.html", context)
