"""What search engines read: the site map, and where they may go."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fulcrum.apps.open.languages import languages
from fulcrum.apps.open.registry import public_areas
from fulcrum.apps.open.shell import public_page

Place = tuple[str, list[tuple[str, str]]]


def _places(request: HttpRequest) -> Iterator[Place]:
    """Every page in every language, each with its other languages."""
    pages: list[tuple[str, tuple[object, ...]]] = [("open_home", ())]
    for area in public_areas():
        pages += [(area.url_name, ()), *area.pages()]
    for name, args in pages:
        versions = [
            (code, request.build_absolute_uri(reverse(name, args=[code, *args])))
            for code in languages()
        ]
        for _code, url in versions:
            yield url, versions


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page (sitemaps.org 0.9, with alternates by language)."""
    places = list(_places(request))
    return render(request, "open/sitemap.xml", {"places": places}, "application/xml")


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines, nothing else."""
    lines = ["User-agent: *"]
    lines += [f"Allow: /{code}/" for code in languages()]
    lines += ["Allow: /try/", "Allow: /static/", "Disallow: /"]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('open_sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", "text/plain; charset=utf-8")
