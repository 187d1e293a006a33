"""Where a request came from."""

from django.conf import settings
from django.http import HttpRequest


def request_origin(request: HttpRequest) -> str:
    """The address a request came from, looking past as many proxies as are trusted."""
    hops = settings.CONFIG.trusted_proxies
    header = request.headers.get("X-Forwarded-For", "")
    forwarded = [hop.strip() for hop in header.split(",") if hop.strip()]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))
