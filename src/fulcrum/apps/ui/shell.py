"""What the shell around every page needs: navigation, language, theme, who acts.

Apps register their part of the sidebar in `AppConfig.ready()` with `add_area`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_bidi

from fulcrum.apps.ui.access import actor_of, allowed

Text = str | Promise


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A line of the sidebar; shown to whoever holds the permission."""

    label: Text
    url_name: str
    icon: str
    permission: str
    order: int = 50


_ITEMS: list[NavigationItem] = []
_CONTEXT: list[Callable[[HttpRequest], dict[str, Any]]] = []


def add_area(item: NavigationItem) -> None:
    """Put a line into the sidebar (once; called from `ready()`)."""
    if item not in _ITEMS:
        _ITEMS.append(item)
        _ITEMS.sort(key=lambda entry: entry.order)


def add_shell_context(provider: Callable[[HttpRequest], dict[str, Any]]) -> None:
    """Let a higher app add to the shell's context (for example the organisations to switch to)."""
    if provider not in _CONTEXT:
        _CONTEXT.append(provider)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The sidebar's lines for whoever asks, the current one marked."""
    actor = actor_of(request)
    lines = []
    for item in _ITEMS:
        if actor.is_known and allowed(actor, item.permission):
            url = reverse(item.url_name)
            here = request.path == url or (url != "/" and request.path.startswith(url))
            lines.append({"label": item.label, "url": url, "icon": item.icon, "active": here})
    return lines


THEMES = ("auto", "light", "dark")


def _theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get("theme", "auto")
    return theme if theme in THEMES else "auto"


def _search_url() -> str:
    try:
        return reverse("search")
    except NoReverseMatch:
        return ""


def shell_context(request: HttpRequest) -> dict[str, Any]:
    """Template context of the shell."""
    context: dict[str, Any] = {
        "actor": actor_of(request),
        "navigation": navigation(request),
        "showcase": settings.CONFIG.showcase,
        "is_rtl": get_language_bidi(),
        "languages": settings.LANGUAGES,
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "theme": _theme(request),
        "language_code": get_language() or "en",
        "search_url": _search_url(),
    }
    for provider in _CONTEXT:
        context.update(provider(request))
    return context
