"""What links from a risk: modules that do something about risks add theirs when the app is ready."""

from collections.abc import Callable

from django.http import HttpRequest

from fulcrum.apps.blueprint.models import Risk
from fulcrum.apps.ui.patterns import Link

Provider = Callable[[HttpRequest, Risk], Link | None]
_providers: list[Provider] = []


def add_risk_link(provider: Provider) -> None:
    """Have a link shown on every risk's page."""
    if provider not in _providers:
        _providers.append(provider)


def links_of(request: HttpRequest, risk: Risk) -> list[Link]:
    """The links of a risk's page."""
    found = (provider(request, risk) for provider in _providers)
    return [link for link in found if link is not None]
