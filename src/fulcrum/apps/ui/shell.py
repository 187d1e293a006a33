"""What the shell around every page needs: navigation, language, theme, who acts.

Apps register their part of the sidebar in `AppConfig.ready()` with `add_area`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_bidi

from fulcrum.apps.ui import fragments
from fulcrum.apps.ui.access import actor_of, allowed

Text = str | Promise
ContextProvider = Callable[[HttpRequest], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A line of the sidebar; shown to whoever holds the permission."""

    label: Text
    url_name: str
    icon: str
    permission: str
    order: int = 50


_ITEMS: list[NavigationItem] = []
_CONTEXT: list[ContextProvider] = []


def add_area(item: NavigationItem) -> None:
    """Put a line into the sidebar (once; called from `ready()`)."""
    if item not in _ITEMS:
        _ITEMS.append(item)
        _ITEMS.sort(key=lambda entry: entry.order)


def add_shell_context(provider: ContextProvider) -> None:
    """Let a higher app add to the shell's context.

    The shell reads: `memberships` (pk, label, current) with `current_membership` and `switch_url`
    for the organisations to act for, and `account_links` (url, label) for the account's menu.
    """
    if provider not in _CONTEXT:
        _CONTEXT.append(provider)


@lru_cache(maxsize=256)
def _address(url_name: str, _urlconf: str | None) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def address_of(url_name: str) -> str:
    """The address of a page without arguments, "" when this installation has none; remembered."""
    return _address(url_name, get_urlconf())


def _covers(url: str, path: str) -> bool:
    if url == "/":
        return path == "/"
    return path == url or path.startswith(url if url.endswith("/") else f"{url}/")


def navigation(request: HttpRequest) -> tuple[fragments.Line, ...]:
    """The sidebar's lines for whoever asks; the one that covers most of the address is current."""
    actor = actor_of(request)
    if not actor.is_known:
        return ()
    shown = [
        (item, url)
        for item in _ITEMS
        if (url := address_of(item.url_name)) and allowed(actor, item.permission)
    ]
    covering = [url for _item, url in shown if _covers(url, request.path)]
    current = max(covering, key=len, default="")
    return tuple(
        fragments.Line(str(item.label), url, item.icon, url == current) for item, url in shown
    )


THEMES = ("auto", "light", "dark")


def theme_of(request: HttpRequest) -> str:
    """The colours somebody chose: light, dark, or as the device says."""
    theme = request.COOKIES.get("theme", "auto")
    return theme if theme in THEMES else "auto"


class Shell:
    """The rendered pieces of the shell, each made when a template asks for it."""

    def __init__(self, request: HttpRequest, context: dict[str, Any]) -> None:
        self._request = request
        self._context = context

    def _base(self) -> fragments.Base:
        context = self._context
        return fragments.Base(context["language_code"], context["theme"], context["is_rtl"])

    @cached_property
    def token(self) -> str:
        """The CSRF token; making one costs, so the page has one."""
        return get_token(self._request)

    @property
    def head(self) -> str:
        """Style sheets and scripts."""
        return fragments.head(self._base(), self._context["csp_nonce"])

    @property
    def side(self) -> str:
        """The sidebar."""
        return fragments.side(self._base(), navigation(self._request))

    @property
    def tools(self) -> str:
        """Language, colours, organisation and account."""
        return fragments.tools(
            self._base(), self._context, self.token, self._request.get_full_path()
        )

    @property
    def search(self) -> str:
        """The search of the whole site, for those who are signed in and where there is one."""
        if not (self._context["search_url"] and self._context["actor"].is_known):
            return ""
        return fragments.search(self._base(), self._context["search_url"], self.token)


def shell_context(request: HttpRequest) -> dict[str, Any]:
    """Template context of the shell."""
    context: dict[str, Any] = {
        "actor": actor_of(request),
        "showcase": settings.CONFIG.showcase,
        "is_rtl": get_language_bidi(),
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "theme": theme_of(request),
        "language_code": get_language() or "en",
        "search_url": address_of("search"),
    }
    for provider in _CONTEXT:
        context.update(provider(request))
    context["shell"] = Shell(request, context)
    return context
