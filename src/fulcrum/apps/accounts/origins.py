"""Where a request came from."""

from django.conf import settings
from django.http import HttpRequest


def request_origin(request: HttpRequest) -> str:
    """The address a request came from, looking past as many proxies as are trusted."""
    hops = settings.CONFIG.trusted_proxies
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if hops and len(forwarded) >= hops:
        return forwarded[-hops].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
