"""Every view declares who may call it. Default is deny: a test walks the resolver.

`rules` predicates take (actor, obj); apps register theirs in their own `rules.py` with
`add_permission`, and views name them: `@permission("parties.change_organisation")`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

import rules
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone

from fulcrum.kernel.actors import ANONYMOUS, Actor, Role

View = Callable[..., HttpResponseBase]

PUBLIC = "public"
SIGNED_IN = "signed_in"
STEP_UP_SECONDS = 600

# Sent as (sender=None, actor, permission, path) when somebody known is refused.
access_refused = Signal()


def actor_of(request: HttpRequest) -> Actor:
    """Whoever makes this request; the anonymous when nobody is signed in."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return actor


def predicate(check: Callable[[Actor, Any], bool]) -> Any:
    """Make a `rules` predicate, combined with `&`, `|` and `~`, from (actor, obj) -> bool."""
    return rules.predicate(check)


def role_in(*roles: Role) -> Any:
    """A predicate: the actor holds one of these roles (or is the system)."""

    def holds(actor: Actor, _obj: object = None) -> bool:
        return actor.is_system or actor.role in roles

    return rules.predicate(holds, name="role_in:" + ",".join(roles))


@predicate
def is_signed_in(actor: Actor, _obj: object = None) -> bool:
    """A person with a live membership, a token, or the system."""
    return actor.is_system or (actor.is_known and actor.tenant_id is not None)


def add_permission(name: str, predicate: Any) -> None:
    """Register a permission; the name is `app.verb_noun`."""
    rules.set_perm(name, predicate)


def allowed(actor: Actor, name: str, obj: object = None) -> bool:
    """Whether the actor holds the permission on this object.

    Raises:
        KeyError: no such permission is registered (a typing mistake must not pass as a refusal).
    """
    if not rules.perm_exists(name):
        raise KeyError(name)
    return bool(rules.has_perm(name, actor, obj))


def require(request: HttpRequest, name: str, obj: object = None) -> None:
    """Check a permission on one object inside a view.

    Raises:
        PermissionDenied: refused; the refusal is signalled so that the audit log holds it.
    """
    actor = actor_of(request)
    if not allowed(actor, name, obj):
        access_refused.send(sender=None, actor=actor, permission=name, path=request.path)
        raise PermissionDenied(name)


def _login_redirect(request: HttpRequest) -> HttpResponse:
    target = resolve_url(settings.LOGIN_URL)
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = target
        return response
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{target}?{query}" if query else target)


def _stepped_up(request: HttpRequest) -> bool:
    """Whether the person proved who they are in the last ten minutes (allauth's record)."""
    methods = request.session.get("account_authentication_methods", [])
    latest = max((float(method.get("at", 0)) for method in methods), default=0.0)
    return timezone.now().timestamp() - latest < STEP_UP_SECONDS


def _ask_again(request: HttpRequest) -> HttpResponse:
    """Send to allauth's "prove it is you" page, and back here afterwards."""
    back = request.headers.get("Referer", "/")
    if request.method == "GET":
        back = request.get_full_path()
    query = urlencode({"next": back})
    return HttpResponseRedirect(f"{resolve_url('account_reauthenticate')}?{query}")


def require_step_up(request: HttpRequest) -> HttpResponse | None:
    """The redirect that asks for a fresh proof of identity; None when there is one."""
    return None if _stepped_up(request) else _ask_again(request)


def permission(name: str, *, step_up: bool = False) -> Callable[[View], View]:
    """Declare the permission of a view.

    Args:
        name: a registered permission, or SIGNED_IN for anybody who is.
        step_up: ask for a fresh proof of identity first (exports, roles, keys).
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if not actor.is_known:
                return _login_redirect(request)
            if name == SIGNED_IN:
                if not is_signed_in(actor):
                    raise PermissionDenied(name)
            else:
                require(request, name)
            if step_up and not _stepped_up(request):
                return _ask_again(request)
            return view(request, *args, **kwargs)

        guarded.fulcrum_permission = name  # type: ignore[attr-defined]
        return guarded

    return declare


def public(view: View) -> View:
    """Declare that anybody may call a view."""
    view.fulcrum_permission = PUBLIC  # type: ignore[attr-defined]
    return view
