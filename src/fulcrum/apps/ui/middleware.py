"""What every response gets: security headers, and an error page instead of a trace."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fulcrum.apps.ui.errors import problem_page
from fulcrum.kernel.errors import FulcrumError

_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)


class SecurityHeadersMiddleware:
    """Content security policy with a nonce, CORP, and no-store on everything private."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to whatever the site answers."""
        nonce = secrets.token_urlsafe(16)
        request.csp_nonce = nonce  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY.format(nonce=nonce))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A FulcrumError that no view caught becomes a page that says what to do; never a trace."""
        if isinstance(exception, FulcrumError) and not request.path.startswith("/api/"):
            return problem_page(request, exception)
        return None
