"""Every address declares who may call it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import rules
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from fulcrum.apps.ui.access import PUBLIC, SIGNED_IN, permission, public

# Routes of libraries that cannot declare a permission, each with the reason why that is right.
# None now: allauth's views are wrapped one by one in accounts, Ninja's in ui.api.
EXEMPT: dict[str, str] = {}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Address and view of every pattern below a resolver."""
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback


def declared(view: Callable[..., Any]) -> list[str]:
    """The permissions a view names; one of an API may name one for each method."""
    names = getattr(view, "fulcrum_permission", "") or ""
    return [name for name in names.split(", ") if name]


def is_known(name: str) -> bool:
    """Whether a permission exists."""
    return name in {PUBLIC, SIGNED_IN} or bool(rules.perm_exists(name))


def undeclared(resolver: URLResolver) -> list[str]:
    """Addresses without a declared and registered permission."""
    found = []
    for address, view in routes(resolver):
        names = declared(view)
        if address not in EXEMPT and not (names and all(map(is_known, names))):
            found.append(address)
    return found


def test_every_address_declares_a_permission_that_exists() -> None:
    assert undeclared(get_resolver()) == []


def test_exemptions_are_of_routes_that_exist_and_say_why() -> None:
    addresses = {address for address, _view in routes(get_resolver())}
    assert set(EXEMPT) <= addresses
    assert all(len(reason) > 20 for reason in EXEMPT.values())


def test_no_address_leads_to_two_views() -> None:
    # The API has a pattern for each method of an address, all leading to one view.
    pages = [a for a, view in routes(get_resolver()) if not hasattr(view, "fulcrum_permissions")]
    assert sorted(pages) == sorted(set(pages))


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (answer, ["here"]),
        (permission(SIGNED_IN)(answer), []),
        (permission("nobody.knows_this")(answer), ["here"]),
        (public(lambda request: HttpResponse()), []),
    ],
)
def test_a_view_without_a_permission_is_found(view: Callable[..., Any], found: list[str]) -> None:
    class Resolver(URLResolver):
        url_patterns = [path("here", view)]

    assert undeclared(Resolver(get_resolver().pattern, [])) == found
