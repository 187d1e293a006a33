"""Perform a request as a visitor, look at the answer, and take everything back."""

import copy
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.permissions.columns import FACTOR, SIGN_IN, STEP_UP, Column, class_of
from tests.permissions.orders import Its, Order
from tests.permissions.routes import Route
from tests.permissions.world import World

_SENDING = frozenset({"POST", "PUT", "PATCH"})


class NothingForeignError(LookupError):
    """Another organisation has no record of this kind."""


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo in both databases whatever happens inside."""
    with transaction.atomic(), transaction.atomic(using="vault"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="vault")


def places() -> dict[str, str]:
    """What a redirect to an address says about the answer."""
    return {
        reverse("account_login"): SIGN_IN,
        # "/" leads those who are not signed in to the public site, which offers to sign in.
        reverse("open_home", args=["en"]): SIGN_IN,
        reverse("account_reauthenticate"): STEP_UP,
        reverse("second_factor_needed"): FACTOR,
        reverse("mfa_reauthenticate"): FACTOR,
    }


class Asker:
    """Asks routes in one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.places = places()

    def _value(self, column: Column, value: Any, *, foreign: bool = False) -> Any:
        if callable(value):
            return value()
        if not isinstance(value, Its):
            return value
        found = self.world.find_foreign(value.key) if foreign else None
        if foreign and found is None:
            raise NothingForeignError(value.key)
        found = self.world.find(column, value.key) if found is None else found
        return getattr(found, value.attribute) if value.attribute else found

    def address(self, route: Route, order: Order, column: Column, *, foreign: bool = False) -> str:
        """The address as a visitor asks for it: with their own ids, or another's."""
        values = {
            name: str(self._value(column, order.parameters[name], foreign=foreign))
            for name in route.parameters
        }
        return route.fill_in(values)

    def _options(
        self, route: Route, method: str, order: Order, column: Column, *, foreign: bool
    ) -> dict[str, Any]:
        if method not in _SENDING:
            return {}
        sent = {
            name: self._value(column, value, foreign=foreign and getattr(value, "follows", False))
            for name, value in order.sent.items()
        }
        if route.is_api:
            return {"data": json.dumps(sent), "content_type": "application/json"}
        return {"data": sent}

    def client(self, route: Route, column: Column) -> Client:
        """Software's client for the API, a browser's for pages."""
        clients = self.world.callers if route.is_api else self.world.clients
        return clients[column.name]

    def answer(
        self,
        route: Route,
        method: str,
        order: Order,
        column: Column,
        *,
        foreign: bool = False,
        client: Client | None = None,
    ) -> HttpResponseBase:
        """What a visitor is answered; nothing of it stays."""
        chosen = client or self.client(route, column)
        url = self.address(route, order, column, foreign=foreign)
        options = self._options(route, method, order, column, foreign=foreign)
        cookies = copy.deepcopy(chosen.cookies)
        if method != "GET":
            cache.clear()  # limits count there; figures that were drawn are kept for the next page
        with taken_back():
            call = getattr(chosen, method.lower())
            response: HttpResponseBase = call(url, **options)
        chosen.cookies = cookies
        return response

    def outcome(
        self,
        route: Route,
        method: str,
        order: Order,
        column: Column,
        *,
        foreign: bool = False,
        client: Client | None = None,
    ) -> str:
        """The class of what a visitor is answered."""
        response = self.answer(route, method, order, column, foreign=foreign, client=client)
        location = urlsplit(response.headers.get("Location", "")).path
        return class_of(response.status_code, location, self.places)


def orders_of(route: Route, orders: Mapping[str, Order | list[Order]]) -> list[Order]:
    """The cases in which a route is asked; one without anything when none is written."""
    found = orders.get(route.name, Order())
    return found if isinstance(found, list) else [found]
