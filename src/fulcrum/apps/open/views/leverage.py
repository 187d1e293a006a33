"""The catalogue of leverage for everybody."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from fulcrum.apps.blueprint.dimensions import published_spec
from fulcrum.apps.blueprint.leverage.terms import EXAMPLES, OUR_SPLIT, LeverageKind
from fulcrum.apps.blueprint.leverage_words import facet_lines
from fulcrum.apps.blueprint.practice_listing import FILTERS
from fulcrum.apps.blueprint.queries.practices import public_practices
from fulcrum.apps.blueprint.queries.releases import action_line
from fulcrum.apps.open.shell import public_page, show

ON_A_PAGE = 20


def _narrowed(rows: Any, asked: dict[str, str]) -> Any:
    for one in FILTERS:
        if value := asked.get(one.key, ""):
            rows = one.apply(rows, value) if one.apply else rows.filter(**{one.key: value})
    return rows.search(asked["q"]) if asked.get("q") else rows


@public_page
def catalogue(request: HttpRequest, language: str) -> HttpResponse:
    """Published practices: search, filters, pages."""
    keys = {"q", *(one.key for one in FILTERS)}
    asked = {key: request.GET[key].strip() for key in keys if request.GET.get(key, "").strip()}
    pages = Paginator(_narrowed(public_practices(), asked), ON_A_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page", "1")),
        "count": pages.count,
        "asked": asked,
        "query": urlencode(sorted(asked.items())),
        "filters": [(one.key, one.label, one.options(), asked.get(one.key, "")) for one in FILTERS],
        "kinds": [(kind.label, EXAMPLES[kind], kind in OUR_SPLIT) for kind in LeverageKind],
    }
    return show(request, "open/leverage.html", context)


@public_page
def practice(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """A published practice."""
    found, spec = get_object_or_404(public_practices(), pk=pk), published_spec()
    known = spec.action_by_id if spec else {}
    context = {
        "practice": found,
        "facets": facet_lines(found),
        "our_split": found.kind in OUR_SPLIT,
        "lines": [action_line(spec, known[one]) for one in found.actions if spec and one in known],
    }
    return show(request, "open/practice.html", context)
