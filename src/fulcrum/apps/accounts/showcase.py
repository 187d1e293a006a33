"""Stepping into a role of the showcase with one click. The route exists there alone."""

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.accounts.people import person_actor
from fulcrum.apps.accounts.sessions import keep_stepped_up
from fulcrum.apps.accounts.signing_in import sign_in
from fulcrum.apps.audit.actions import record
from fulcrum.apps.ui.access import public
from fulcrum.kernel.actors import Role


@public
@require_POST
def step_into_role(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person of a role (`role=…`, optionally `person=…`).

    The session counts as verified and stepped up: invented people have neither password nor app.
    """
    if not settings.CONFIG.showcase:
        raise Http404
    rows = Membership.objects.live().filter(user__is_invented=True, tenant__is_invented=True)
    if person := request.POST.get("person", ""):
        rows = rows.filter(user_id=int(person) if person.isdecimal() else 0)
    role = request.POST.get("role", "")
    chosen = rows.filter(role=role).select_related("user").order_by("pk").first()
    if chosen is None or role not in set(Role):
        raise Http404
    sign_in(request, chosen.user, "mfa", type="showcase")
    keep_stepped_up(request, settings.SESSION_COOKIE_AGE)
    request.session["membership_id"] = chosen.pk
    with transaction.atomic():
        record(person_actor(request, chosen.user), "step_into_role", chosen)
    return redirect(settings.LOGIN_REDIRECT_URL)


def showcase_urls() -> list[URLPattern]:
    """The route, in the showcase; no route elsewhere."""
    if not settings.CONFIG.showcase:
        return []
    return [path("showcase/step-in", step_into_role, name="step_into_role")]
