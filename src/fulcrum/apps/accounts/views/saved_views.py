"""Keeping and forgetting views of lists."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fulcrum.apps.accounts.actions import saved_views
from fulcrum.apps.accounts.forms import SavedViewForm
from fulcrum.apps.accounts.models import SavedView
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.kernel.errors import ConflictError


def back(request: HttpRequest) -> HttpResponseRedirect:
    """Where the form says it came from, when that is here."""
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(target if safe else "/")


@permission("accounts.save_view")
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a list's filters, search and order under a name."""
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the view a name of up to 80 characters."))
        return back(request)
    data = form.cleaned_data
    try:
        view = saved_views.save_view(
            list_name=data["list_name"],
            name=data["name"],
            query=data["query"],
            by=actor_of(request),
        )
    except ConflictError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Kept as “%(name)s”.") % {"name": view.name})
    return back(request)


@permission("accounts.save_view")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a view."""
    view = get_object_or_404(SavedView.objects.visible_to(actor_of(request)), pk=pk)
    saved_views.delete_view(view, by=actor_of(request))
    messages.success(request, _("The view is gone."))
    return back(request)
