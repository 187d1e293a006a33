"""From a request and a ListSpec to the page, or to the file of exactly what it shows."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import number_format

from fulcrum.apps.ui.access import actor_of, allowed
from fulcrum.apps.ui.lists import cells, controls, keyset
from fulcrum.apps.ui.lists.asking import Asked, narrow, read_asked
from fulcrum.apps.ui.lists.files import FORMATS, export
from fulcrum.apps.ui.lists.spec import ListSpec, Rows, SavedView

# Counting further costs more than anybody learns from it; beyond, the heading says "10,000+".
COUNT_LIMIT = 10_000
# Counts beyond this are remembered for a minute: counting again is most of what a page would cost.
COUNT_AT_ONCE = 1_000
COUNT_SECONDS = 60

SavedViewsProvider = Callable[[HttpRequest, str], list[SavedView]]
_saved_views: list[SavedViewsProvider] = []


def set_saved_views_provider(provider: SavedViewsProvider) -> None:
    """Say where saved views come from (accounts does)."""
    _saved_views[:] = [provider]


def count_of(rows: Rows, page: keyset.Page, question: str) -> int:
    """How many rows there are, up to COUNT_LIMIT + 1; asks the database only when it must.

    Up to COUNT_AT_ONCE the count is that of this moment; a larger one is up to a minute old.

    Args:
        rows: a queryset, filtered.
        page: the page read of it.
        question: what was asked by whom; the same question has the same answer.
    """
    if not page.before and not page.after:
        return len(page.rows)
    key = "list-count:" + sha256(question.encode()).hexdigest()
    known: int | None = cache.get(key)
    if known is not None:
        return known
    count: int = rows.order_by().values("pk")[: COUNT_LIMIT + 1].count()
    if count > COUNT_AT_ONCE:
        cache.set(key, count, COUNT_SECONDS)
    return count


def _question(request: HttpRequest, spec: ListSpec, asked: Asked) -> str:
    """Names a narrowed list: who looks, at which address, narrowed by what."""
    actor = actor_of(request)
    who = (actor.kind, actor.user_id, actor.tenant_id, actor.role)
    return repr((spec.name, request.path, who, asked.text, sorted(asked.chosen.items())))


def said_count(count: int) -> str:
    """A count as the heading says it: "1,204" or "10,000+"."""
    said = number_format(min(count, COUNT_LIMIT), force_grouping=True)
    return f"{said}+" if count > COUNT_LIMIT else said


def _page_context(
    request: HttpRequest, spec: ListSpec, asked: Asked, narrowed: Rows
) -> dict[str, Any]:
    at = request.GET.get("at", "")
    page = keyset.read_page(narrowed, asked.order, spec.fields, spec.page_size, at)
    count = count_of(narrowed, page, _question(request, spec, asked))
    return {
        "count": count,
        "said_count": said_count(count),
        "body": cells.body(spec.columns, page.rows),
        "before_url": asked.query(at=page.before) if page.before else "",
        "after_url": asked.query(at=page.after) if page.after else "",
    }


def _asked_context(spec: ListSpec, asked: Asked) -> dict[str, Any]:
    return {
        "headings": controls.headings(spec, asked),
        "selects": controls.selects(spec, asked),
        "chips": controls.chips(spec, asked),
        "ignored": asked.ignored,
        "search_text": asked.text,
        "sort": asked.sort,
        "narrowing": asked.is_narrowing,
        "csv_url": asked.query(format="csv"),
        "xlsx_url": asked.query(format="xlsx"),
        "current_query": asked.query().removeprefix("?"),
    }


def list_page(
    request: HttpRequest,
    spec: ListSpec,
    rows: Rows,
    *,
    extra_context: dict[str, Any] | None = None,
) -> HttpResponseBase:
    """The page of a list, or its CSV or XLSX when the address says `format=`.

    Args:
        request: the request; `q`, `sort`, `at`, `format` and the filters' keys are read from it.
        spec: what the list shows.
        rows: what whoever asks may see (`visible_to`).
        extra_context: more for a template that extends the list's.
    """
    asked = read_asked(request.GET, spec)
    narrowed = narrow(rows, spec, asked)
    if spec.export_permission and request.GET.get("format") in FORMATS:
        return export(request, spec, keyset.ordered(narrowed, asked.order))
    page = _page_context(request, spec, asked, narrowed)
    offered = spec.export_permission if page["count"] else ""
    context = {
        "spec": spec,
        "has_search": spec.search is not None,
        "can_export": bool(offered) and allowed(actor_of(request), str(offered)),
        "saved_views": _saved_views[0](request, spec.name) if _saved_views else [],
    }
    whole = context | _asked_context(spec, asked) | page | (extra_context or {})
    return render(request, spec.template, whole)
