"""Addresses of rows, resolved once: resolving each anew costs as much as the rest of its cell."""

from collections.abc import Callable
from functools import lru_cache

from django.urls import get_urlconf, reverse

from fulcrum.apps.ui.lists.spec import Row

_PROBE = 900_719_925_474_099


@lru_cache(maxsize=512)
def _around(url_name: str, _urlconf: str | None) -> tuple[str, str]:
    before, _probe, after = reverse(url_name, args=[_PROBE]).partition(str(_PROBE))
    return before, after


def link_to(url_name: str, key: str = "pk") -> Callable[[Row], str | None]:
    """A column's link to the page `url_name`, whose one argument is the number in `key`.

    A row without that number has no link.
    """

    def link(row: Row) -> str | None:
        number = row[key]
        if number is None:
            return None
        before, after = _around(url_name, get_urlconf())
        return f"{before}{number}{after}"

    return link
