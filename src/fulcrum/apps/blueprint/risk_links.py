"""What links from a risk: modules that do something about risks add theirs when the app is ready."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

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


def leverage_link(_request: HttpRequest, risk: Risk) -> Link:
    """What could be done about a risk, and how many plans there are already."""
    address = reverse("risk_leverage", args=[risk.pk])
    return Link(_("What could we do?"), address, risk.plans.count())
