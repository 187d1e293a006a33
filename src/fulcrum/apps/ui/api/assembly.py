"""The API object: JSON in and out, problems for errors, every operation with a permission."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.security import HttpBearer

from fulcrum.apps.ui.access import PUBLIC, actor_of
from fulcrum.apps.ui.api.problems import HANDLERS, problem, request_id
from fulcrum.kernel.actors import Actor, ActorKind

View = Callable[..., HttpResponseBase]


class BearerToken(HttpBearer):
    """Says in the schema how to sign in; the middleware has found the actor already."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The token's actor, when the middleware knew the token."""
        actor = actor_of(request)
        return actor if actor.kind is ActorKind.TOKEN else None


def _permissions(operations: Iterable[Operation]) -> dict[str, str]:
    """The permission of each method of one address."""
    found: dict[str, str] = {}
    for operation in operations:
        name = getattr(operation.view_func, "fulcrum_permission", None)
        if name is None:
            where = f"{operation.view_func.__module__}.{operation.view_func.__name__}"
            raise ImproperlyConfigured(f"{where} declares no permission: add @api_permission.")
        found.update(dict.fromkeys(operation.methods, name))
    return found


def _finished(view: View, permissions: dict[str, str]) -> View:
    """Add what Ninja leaves out: request ids, and a problem for a method that is not there."""

    @wraps(view)
    def finished(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            allow = {"Allow": response.headers.get("Allow", "")}
            text = _("This address does not know the method %(method)s.")
            response = problem(request, 405, text % {"method": request.method}, headers=allow)
        response.headers["X-Request-Id"] = request_id(request)
        return response

    finished.csrf_exempt = True  # type: ignore[attr-defined] # tokens only, never cookies
    finished.fulcrum_permissions = permissions  # type: ignore[attr-defined]
    finished.fulcrum_permission = ", ".join(sorted(set(permissions.values())))  # type: ignore[attr-defined]
    return finished


class FulcrumAPI(NinjaAPI):
    """Ninja with our errors, no pages of its own, and permissions that a test can see."""

    def __init__(self, **options: Any) -> None:
        super().__init__(docs_url=None, openapi_url=None, auth=BearerToken(), **options)
        for error, handler in HANDLERS.items():
            self.add_exception_handler(error, handler)

    def patterns(self) -> list[URLPattern]:
        """The addresses of all operations.

        Raises:
            ImproperlyConfigured: an operation declares no permission.
        """
        found = []
        for bound in self._get_bound_routers():
            views = (view for view in bound.path_operations.values() for _ in view.operations)
            for pattern, view in zip(bound.urls_paths(bound.prefix), views, strict=True):
                pattern.callback = _finished(pattern.callback, _permissions(view.operations))
                found.append(pattern)
        return found


def api_not_found(request: HttpRequest, path: str = "") -> HttpResponse:
    """404 of an address under /api/ that does not exist, as a problem."""
    response = problem(request, 404, _("There is no such address in this API."))
    response.headers["X-Request-Id"] = request_id(request)
    return response


api_not_found.csrf_exempt = True  # type: ignore[attr-defined]
api_not_found.fulcrum_permission = PUBLIC  # type: ignore[attr-defined]
