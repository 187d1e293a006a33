"""What every public page is given, and how a view says that it is one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from fulcrum.apps.open.languages import languages
from fulcrum.apps.open.registry import public_areas
from fulcrum.apps.ui.access import public

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page everybody may read; there is none where the public site is off."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.PUBLIC_SITE:
            raise Http404
        return view(request, *args, **kwargs)

    return cast(View, public(checked))


def language_of() -> str:
    """The language of the page being made."""
    found = get_language() or settings.LANGUAGE_CODE
    return found if found in languages() else settings.LANGUAGE_CODE


def address(name: str, *args: object) -> str:
    """A public page's address in the language of the page being made."""
    return reverse(name, args=[language_of(), *args])


def _page(request: HttpRequest) -> str:
    """Which page of a list; whatever else an address asks is no page of its own for machines."""
    asked = request.GET.get("page", "")
    return f"?page={asked}" if asked.isdecimal() and len(asked) < 6 and int(asked) > 1 else ""


def _in_languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The same page in every language: code, name, whole address."""
    rest = request.path.partition("/")[2].partition("/")[2]
    page = _page(request)
    return [
        (code, name, request.build_absolute_uri(f"/{code}/{rest}{page}"))
        for code, name in languages().items()
    ]


def show(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A public page.

    Args:
        request: the request.
        template: extends `open/page.html`.
        context: what it shows.
        status: of the answer.
    """
    places = [(str(area.label), address(area.url_name)) for area in public_areas()]
    shell = {
        "areas": [(label, url, _covers(url, request.path)) for label, url in places],
        "home_url": address("open_home"),
        "versions": _in_languages(request),
        "canonical": request.build_absolute_uri(f"{request.path}{_page(request)}"),
        "is_invented_site": settings.CONFIG.showcase,
    }
    return render(request, template, shell | context, status=status)


def _covers(url: str, path: str) -> bool:
    return path == url or path.startswith(f"{url}/")
