"""Whether an institution may be named among leaders and laggards: its own decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fulcrum.apps.blueprint.actions import snapshots as actions
from fulcrum.apps.blueprint.queries.snapshots import namings_of
from fulcrum.apps.blueprint.state_report import naming_rule
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.kernel.errors import FulcrumError


def _decide(request: HttpRequest) -> str:
    """Do what was decided; what is wrong with it, if anything."""
    actor = actor_of(request)
    try:
        if request.POST.get("decision") == "agree":
            actions.agree_to_be_named(by=actor)
            messages.success(request, _("Your institution may be named from now on."))
        else:
            actions.no_longer_be_named(by=actor)
            messages.success(request, _("Your institution is no longer named anywhere."))
    except FulcrumError as error:
        return str(error)
    return ""


@permission("blueprint.decide_naming")
@require_http_methods(["GET", "POST"])
def naming(request: HttpRequest) -> HttpResponse:
    """Agree to be named, or take it back."""
    error = _decide(request) if request.method == "POST" else ""
    if request.method == "POST" and not error:
        return redirect("naming")
    given = namings_of(actor_of(request))
    context = {
        "error": error,
        "given": given,
        "standing": next((one for one in given if one.withdrawn_at is None), None),
        "naming_rule": naming_rule(),
    }
    return render(request, "blueprint/naming.html", context, status=409 if error else 200)
