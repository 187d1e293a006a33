"""How often somebody unknown may ask for something: counted by address, in the cache, for a minute."""

from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest

SECONDS = 60


def is_too_often(request: HttpRequest, name: str, most: int) -> bool:
    """Count a request; whether its address has asked more than `most` times within a minute.

    The address is hashed, and forgotten after the minute.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    key = f"rate:{name}:" + sha256(address.encode()).hexdigest()[:32]
    if cache.add(key, 1, SECONDS):
        return False
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # it ran out between the two
        return False
