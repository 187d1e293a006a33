"""Turns the signed-in session into an Actor, and picks the language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from fulcrum.apps.accounts.models import Membership
from fulcrum.kernel.actors import ANONYMOUS, Actor, ActorKind, Role

Handler = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """The language of the cookie, else of the browser. Marks it on the answer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for one request."""
        code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if code not in dict(settings.LANGUAGES):
            code = translation.get_language_from_request(request)
        with translation.override(code):
            request.LANGUAGE_CODE = translation.get_language() or "en"
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def request_origin(request: HttpRequest) -> str:
    """The address a request came from, looking past as many proxies as are trusted."""
    hops = settings.CONFIG.trusted_proxies
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if hops and len(forwarded) >= hops:
        return forwarded[-hops].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def actor_for(request: HttpRequest) -> Actor:
    """The Actor of a request's session: the chosen membership, else the oldest live one."""
    user = request.user
    if not user.is_authenticated:
        return ANONYMOUS
    memberships = Membership.objects.filter(user=user, ended_at__isnull=True).order_by("pk")
    chosen = request.session.get("membership_id")
    rows = list(memberships.values("pk", "tenant_id", "role"))
    row = next((r for r in rows if r["pk"] == chosen), rows[0] if rows else None)
    methods = request.session.get("account_authentication_methods", [])
    return Actor(
        kind=ActorKind.PERSON,
        user_id=user.pk,
        label=user.name,
        tenant_id=row["tenant_id"] if row else None,
        role=Role(row["role"]) if row else None,
        origin=request_origin(request),
        verified=any(method.get("method") == "mfa" for method in methods),
    )


class ActorMiddleware:
    """Sets `request.actor`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find who acts, then go on."""
        request.actor = actor_for(request)  # type: ignore[attr-defined]
        return self.get_response(request)
