"""Every address of the site, read off the URL resolver, the API's operations included."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_CONVERTED = re.compile(r"<(?:[^:>]+:)?([^>]+)>")
_NAMED_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True, slots=True)
class Route:
    """An address with its parameters in braces, its name, and what its view declares."""

    address: str
    name: str
    parameters: tuple[str, ...]
    declared: str
    by_method: dict[str, str]

    @property
    def is_api(self) -> bool:
        """Whether software with a token calls it."""
        return bool(self.by_method)

    def permission(self, method: str) -> str:
        """The permission a method declares."""
        return self.by_method.get(method, "") if self.is_api else self.declared

    def fill_in(self, values: dict[str, str]) -> str:
        """The address with its parameters filled in."""
        return "/" + self.address.format(**values)


def _template(pattern: Any) -> str:
    """A pattern's text with parameters in braces."""
    if isinstance(pattern, RoutePattern):
        return _CONVERTED.sub(r"{\1}", str(pattern))
    text = _NAMED_GROUP.sub(r"{\1}", str(pattern))
    return text.lstrip("^").rstrip("$")


def _patterns(
    resolver: URLResolver, prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for pattern in resolver.url_patterns:
        address = prefix + _template(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _patterns(pattern, address, inner)
        elif isinstance(pattern, URLPattern):
            yield address, space + (pattern.name or ""), pattern.callback


def all_routes() -> dict[str, Route]:
    """The routes by address; an address of the API has one for all its methods."""
    found: dict[str, Route] = {}
    for address, name, view in _patterns(get_resolver()):
        by_method = dict(getattr(view, "fulcrum_permissions", {}))
        earlier = found.get(address)
        found[address] = Route(
            address,
            earlier.name if earlier else name,
            tuple(re.findall(r"\{(\w+)\}", address)),
            getattr(view, "fulcrum_permission", ""),
            by_method | (earlier.by_method if earlier else {}),
        )
    return found
