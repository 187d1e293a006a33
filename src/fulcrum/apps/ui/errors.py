"""Error pages: what happened, what was kept, what to do, and a reference number."""

import logging
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger("fulcrum.errors")


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    reference = secrets.token_hex(4).upper()
    logger.warning("error page %s, reference %s", status, reference)
    context = {"title": title, "text": text, "reference": reference, "status": status}
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


def server_error(request: HttpRequest) -> HttpResponse:
    """500; a plain page, for the shell itself may be what broke."""
    reference = secrets.token_hex(4).upper()
    logger.error("server error, reference %s", reference)
    page = render_to_string("ui/error_plain.html", {"reference": reference})
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "", **_kwargs: Any) -> HttpResponse:
    """403 of a form that was open too long or came from elsewhere."""
    return _page(
        request,
        403,
        _("This form has expired"),
        _("Nothing was changed. Go back, load the page again, and send it once more."),
    )
