"""Error pages: what happened, what was kept, what to do, and a reference number."""

import logging
import secrets
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

logger = logging.getLogger("fulcrum.errors")

RETRY_SECONDS = "30"
# As SQLite and PostgreSQL say it.
_FULL = ("disk is full", "No space left on device", "disk I/O error")


def _page(request: HttpRequest, status: int, title: str, text: str, mend: str = "") -> HttpResponse:
    reference = secrets.token_hex(4).upper()
    logger.warning("error page %s, reference %s", status, reference)
    context = {"title": title, "text": text, "mend": mend, "reference": reference}
    return render(request, "ui/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(
        request,
        400,
        _("This request could not be read"),
        _("Nothing was changed. Go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(
        request,
        403,
        _("Your role does not include this"),
        _("Nothing was changed. If you need it for your work, ask your administrator."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(
        request,
        404,
        _("There is no such page"),
        _("It may have been moved or merged, or it belongs to another organisation."),
    )


def outage_text(error: BaseException | None) -> str:
    """What to say when the database, not the site, is why nothing works; "" when it is not."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return ""
    if any(word in str(error) for word in _FULL):
        return _("The server's disk is full or cannot be written, so nothing can be stored.")
    return _("The database does not answer at the moment.")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database is away; a plain page, for the shell may be what broke."""
    reference = secrets.token_hex(4).upper()
    outage = outage_text(sys.exception())
    logger.error("server error, reference %s%s", reference, f": {outage}" if outage else "")
    context = {
        "outage": outage,
        "reference": reference,
        "language_code": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    content = render_to_string("ui/error_plain.html", context)
    headers = {"Retry-After": RETRY_SECONDS} if outage else {}
    return HttpResponse(content, status=503 if outage else 500, headers=headers)


def problem_page(request: HttpRequest, error: FulcrumError) -> HttpResponse:
    """A problem that a person can mend, raised past the view that might have said it nearer."""
    if isinstance(error, RefusedError):
        return _page(request, 403, _("This is not yours to do"), error.what, error.mend)
    status = 409 if isinstance(error, ConflictError) else 422
    return _page(request, status, _("This could not be done"), error.what, error.mend)


def csrf_failure(request: HttpRequest, reason: str = "", **_kwargs: Any) -> HttpResponse:
    """403 of a form that was open too long or came from elsewhere."""
    return _page(
        request,
        403,
        _("This form has expired"),
        _("Nothing was changed. Go back, load the page again, and send it once more."),
    )
