"""Errors of the API as RFC 9457 problem details: one shape for every status."""

import json
import logging
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from fulcrum.apps.ui.errors import RETRY_SECONDS, outage_text
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

PROBLEM_TYPE = "application/problem+json"
logger = logging.getLogger("fulcrum.api")


class FieldProblem(Schema):
    """What is wrong with one part of the request."""

    pointer: str
    detail: str


class Problem(Schema):
    """RFC 9457 problem details, with the request's id so that it can be found again."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    request_id: str
    errors: list[FieldProblem] = []


def request_id(request: HttpRequest) -> str:
    """The id of this request: made once, sent back as X-Request-Id, named in every problem."""
    found: str | None = getattr(request, "fulcrum_request_id", None)
    if found is None:
        found = str(uuid.uuid4())
        request.fulcrum_request_id = found  # type: ignore[attr-defined]
    return found


def problem(
    request: HttpRequest,
    status: int,
    detail: str = "",
    *,
    errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """A response that says what went wrong.

    Args:
        request: the request it answers.
        status: the HTTP status.
        detail: a sentence a person can act on.
        errors: parts of the request that are wrong: `pointer` (where) and `detail` (what).
        headers: headers the status asks for (WWW-Authenticate, Retry-After, Allow).
    """
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(detail),
        "request_id": request_id(request),
    }
    if errors:
        content["errors"] = errors
    body = json.dumps(content, cls=DjangoJSONEncoder)
    response = HttpResponse(body, status=status, content_type=PROBLEM_TYPE)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def not_signed_in(request: HttpRequest) -> HttpResponse:
    """401: no token, or one that is unknown, expired or revoked."""
    detail = _("Send a valid token in the Authorization header: “Bearer …”.")
    return problem(request, 401, detail, headers={"WWW-Authenticate": 'Bearer realm="fulcrum"'})


def refused(request: HttpRequest, detail: str = "") -> HttpResponse:
    """403: known, but not allowed."""
    return problem(request, 403, detail or _("This token does not include what was asked."))


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """429, with the seconds to wait."""
    detail = _("Too many requests. Try again in %(seconds)s seconds.") % {"seconds": wait}
    return problem(request, 429, detail, headers={"Retry-After": str(wait)})


def _on_authentication(request: HttpRequest, _exc: AuthenticationError) -> HttpResponse:
    return not_signed_in(request)


def _on_throttled(request: HttpRequest, exc: Throttled) -> HttpResponse:
    return too_many(request, int(exc.wait or 60))


def _on_http_error(request: HttpRequest, exc: HttpError) -> HttpResponse:
    return problem(request, exc.status_code, str(exc))


def _on_missing(request: HttpRequest, _exc: Http404) -> HttpResponse:
    return problem(request, 404, _("There is no such thing, or it belongs to somebody else."))


def _on_denied(request: HttpRequest, _exc: PermissionDenied) -> HttpResponse:
    return refused(request)


def _on_fulcrum(request: HttpRequest, exc: FulcrumError) -> HttpResponse:
    detail = f"{exc.what} {exc.mend}".strip()
    errors = [{"pointer": exc.where, "detail": exc.what}] if exc.where else None
    return problem(request, 422, detail, errors=errors)


def _on_conflict(request: HttpRequest, exc: ConflictError) -> HttpResponse:
    return problem(request, 409, f"{exc.what} {exc.mend}".strip())


def _on_refused(request: HttpRequest, exc: RefusedError) -> HttpResponse:
    return refused(request, f"{exc.what} {exc.mend}".strip())


def _on_invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    errors = [
        {"pointer": "/".join(str(part) for part in error["loc"]), "detail": str(error["msg"])}
        for error in exc.errors
    ]
    return problem(request, 422, _("Some of what was sent cannot be used."), errors=errors)


def _on_django_invalid(request: HttpRequest, exc: DjangoValidationError) -> HttpResponse:
    parts = exc.message_dict if hasattr(exc, "error_dict") else {"": exc.messages}
    errors = [
        {"pointer": field, "detail": message} for field, texts in parts.items() for message in texts
    ]
    return problem(request, 422, _("Some of what was sent cannot be used."), errors=errors)


def _on_outage(request: HttpRequest, exc: Exception) -> HttpResponse:
    logger.error("request %s found no database", request_id(request), exc_info=exc)
    detail = outage_text(exc) + " " + _("Nothing was changed. Try again in a minute.")
    return problem(request, 503, detail, headers={"Retry-After": RETRY_SECONDS})


def _on_crash(request: HttpRequest, exc: Exception) -> HttpResponse:
    logger.error("request %s broke", request_id(request), exc_info=exc)
    detail = _("Something broke on our side. Quote the request id when you report it.")
    return problem(request, 500, detail)


HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    AuthenticationError: _on_authentication,
    Throttled: _on_throttled,
    HttpError: _on_http_error,
    Http404: _on_missing,
    PermissionDenied: _on_denied,
    ConflictError: _on_conflict,
    RefusedError: _on_refused,
    FulcrumError: _on_fulcrum,
    ValidationError: _on_invalid,
    DjangoValidationError: _on_django_invalid,
    OperationalError: _on_outage,
    InterfaceError: _on_outage,
    Exception: _on_crash,
}
