"""Each role's first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fulcrum.apps.ui.access import SIGNED_IN, permission


@permission(SIGNED_IN)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """What waits for whoever is signed in."""
    return render(request, "home/today.html", {})
