"""Each role's first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fulcrum.apps.ui.access import SIGNED_IN, permission


@permission(SIGNED_IN)
def today(request: HttpRequest) -> HttpResponse:
    """What waits for whoever is signed in."""
    return render(request, "home/today.html", {})
