"""Turns a session or a token into an Actor, picks the language, asks for the second factor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from fulcrum.apps.accounts.backends import memberships_at_request
from fulcrum.apps.accounts.bearer import token_actor
from fulcrum.apps.accounts.enums import MFA_ROLES
from fulcrum.apps.accounts.origins import request_origin
from fulcrum.apps.accounts.people import as_person, chosen_membership
from fulcrum.apps.accounts.queries import has_second_factor
from fulcrum.apps.accounts.sessions import is_verified
from fulcrum.apps.ui.access import actor_of
from fulcrum.kernel.actors import ANONYMOUS, Actor, ActorKind

Handler = Callable[[HttpRequest], HttpResponse]

API_PREFIX = "/api/"
# What somebody who still owes a second factor may open: setting one up, signing out, and the
# pieces every page is made of.
OPEN_WITHOUT_SECOND_FACTOR = (
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "second_factor_needed",
    "switch_organisation",
    "health",
    "set_theme",
    "set_language",
)


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


def actor_for(request: HttpRequest) -> Actor:
    """The Actor of a request's session: the chosen membership, else the oldest live one."""
    user = request.user
    if not user.is_authenticated:
        return ANONYMOUS
    rows = memberships_at_request(user)
    request.memberships = rows  # type: ignore[attr-defined] # the shell offers them to switch to
    membership = chosen_membership(request, rows)
    origin = request_origin(request)
    return as_person(user, membership, origin=origin, verified=is_verified(request))


class ActorMiddleware:
    """Sets `request.actor`: under /api/ of the token (cookies count for nothing), else of the session."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find who acts, then go on."""
        under_api = request.path.startswith(API_PREFIX) and request.headers.get("Authorization")
        request.actor = token_actor(request) if under_api else actor_for(request)  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Whoever holds a role of MFA_ROLES proves a second factor before anything else."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, or send to where the second factor is set up or asked for."""
        actor = actor_of(request)
        owes = actor.kind is ActorKind.PERSON and actor.role in MFA_ROLES and not actor.verified
        if owes and not self._is_open(request):
            return self._ask(request, actor)
        return self.get_response(request)

    @staticmethod
    def _is_open(request: HttpRequest) -> bool:
        return request.path.startswith(settings.STATIC_URL) or request.path in {
            reverse(name) for name in OPEN_WITHOUT_SECOND_FACTOR
        }

    @staticmethod
    def _ask(request: HttpRequest, actor: Actor) -> HttpResponse:
        has_one = actor.user_id is not None and has_second_factor(actor.user_id)
        target = reverse("mfa_reauthenticate" if has_one else "second_factor_needed")
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204)
            response["HX-Redirect"] = target
            return response
        return HttpResponseRedirect(target)
