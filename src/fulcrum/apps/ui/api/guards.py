"""Who may call an operation, how often, and what happens when the same POST comes twice."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.decorators import decorate_view

from fulcrum.apps.ui.access import access_refused, actor_of, allowed
from fulcrum.apps.ui.api.problems import not_signed_in, problem, refused, too_many
from fulcrum.kernel.actors import Actor, ActorKind

F = TypeVar("F", bound=Callable[..., Any])
Run = Callable[[], HttpResponse]

# (request, actor, key, fingerprint, run) -> response: runs once, replays afterwards.
Idempotency = Callable[[HttpRequest, Actor, str, str, Run], HttpResponse]

KEY_LENGTH = 200
MINUTE = 60
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_idempotency: list[Idempotency] = []


def set_idempotency(store: Idempotency) -> None:
    """Name what remembers the answers to POST requests (an app with a table does it)."""
    _idempotency[:] = [store]


def includes_area(actor: Actor, permission: str) -> bool:
    """Whether a token's areas include the app a permission belongs to; none named means all."""
    return not actor.areas or permission.partition(".")[0] in actor.areas


def _over_limit(actor: Actor) -> bool:
    """Whether this token has used up its minute (counted per server process)."""
    # By digest: a label names a person, and caches hold nobody's name.
    token = sha256(f"{actor.tenant_id} {actor.user_id} {actor.label}".encode()).hexdigest()
    key = f"api-rate:{token}"
    cache.add(key, 0, MINUTE)
    try:
        return bool(cache.incr(key) > settings.API_REQUESTS_PER_MINUTE)
    except ValueError:  # the minute ended between the two calls
        return False


def _refusal(request: HttpRequest, actor: Actor, permission: str) -> HttpResponse | None:
    if actor.kind is not ActorKind.TOKEN:
        return not_signed_in(request)
    if _over_limit(actor):
        return too_many(request, MINUTE)
    if request.method not in _SAFE and not actor.may_write:
        return refused(request, _("This token may only read."))
    if includes_area(actor, permission) and allowed(actor, permission):
        return None
    access_refused.send(sender=None, actor=actor, permission=permission, path=request.path)
    return refused(request)


def _once(request: HttpRequest, actor: Actor, run: Run) -> HttpResponse:
    key = request.headers.get("Idempotency-Key", "")
    if request.method in _SAFE or not key or not _idempotency:
        return run()
    if len(key) > KEY_LENGTH:
        return problem(request, 422, _("The Idempotency-Key is longer than 200 characters."))
    content = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return _idempotency[0](request, actor, key, sha256(content).hexdigest(), run)


def _guard(permission: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    def wrap(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(run)
        def guarded(request: HttpRequest, **values: Any) -> HttpResponse:
            actor = actor_of(request)
            answer = _refusal(request, actor, permission)
            return answer or _once(request, actor, lambda: run(request, **values))

        return guarded

    return wrap


def api_permission(name: str) -> Callable[[F], F]:
    """Declare the permission of an operation; put it under `@router.get(…)`.

    Checked before the request is parsed, so that a refusal tells nothing about the payload.
    Operations on one object check it again on that object, as pages do.
    """

    def declare(view: F) -> F:
        view.fulcrum_permission = name  # type: ignore[attr-defined]
        guarded: F = decorate_view(_guard(name))(view)
        return guarded

    return declare
