"""Each role's first page, and the search of the whole site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.home.queries.search import SHORTEST, search
from fulcrum.apps.home.queries.today import today_of
from fulcrum.apps.ui.access import SIGNED_IN, actor_of, permission

LONGEST = 200


@permission(SIGNED_IN)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """What waits for whoever is signed in, and the state of things."""
    context = {"today": today_of(actor_of(request)), "day": timezone.localdate()}
    return render(request, "home/today.html", context)


@permission(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Search everything one may see. Posted, so that no address or log holds what was searched."""
    text = request.POST.get("q", "").strip()[:LONGEST]
    context = {
        "text": text,
        "is_short": len(text) < SHORTEST,
        "groups": search(actor_of(request), text),
        "was_asked": request.method == "POST",
    }
    return render(request, "home/search.html", context)
