"""From a request and a ListSpec to the page, or to the file of exactly what it shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import localize

from fulcrum.apps.ui.access import actor_of, allowed, require, require_step_up
from fulcrum.apps.ui.lists import cells, keyset
from fulcrum.apps.ui.lists.spec import ListSpec, Rows, SavedView, Text
from fulcrum.apps.ui.tabular import write_csv, write_xlsx

# Counting further costs more than anybody learns from it; beyond, the heading says "more than".
COUNT_LIMIT = 10_000
EXPORT_LIMIT = 200_000

SavedViewsProvider = Callable[[HttpRequest, str], list[SavedView]]
_saved_views: list[SavedViewsProvider] = []


def set_saved_views_provider(provider: SavedViewsProvider) -> None:
    """Say where saved views come from (accounts does)."""
    _saved_views[:] = [provider]


@dataclass(frozen=True, slots=True)
class Applied:
    """A filter in force, and the address without it."""

    label: Text
    value: Text
    without: str


@dataclass(frozen=True, slots=True)
class FilterControl:
    """A filter as its control is drawn."""

    key: str
    label: Text
    choices: tuple[tuple[str, Text, bool], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: its sort link, and the state a screen reader hears."""

    label: Text
    url: str
    state: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, cleaned."""

    text: str
    chosen: dict[str, str]
    order: keyset.Order
    ignored: tuple[str, ...]

    def query(self, **changes: str) -> str:
        """The address's query with changes; empty values drop out."""
        pairs = {"q": self.text, **self.chosen, "sort": str(self.order)} | changes
        return "?" + urlencode({key: value for key, value in pairs.items() if value})


def _asked(request: HttpRequest, spec: ListSpec) -> Asked:
    chosen, ignored = {}, []
    for choice in spec.filters:
        value = request.GET.get(choice.key, "")
        if not value:
            continue
        if value in {str(known) for known, _label in choice.choices()}:
            chosen[choice.key] = value
        else:
            ignored.append(str(choice.label))
    order = keyset.Order.parse(request.GET.get("sort", "") or spec.default_sort)
    column = spec.column(order.field)
    if str(order) != spec.default_sort and not (column and column.sort):
        order = keyset.Order.parse(spec.default_sort)
    text = request.GET.get("q", "").strip().replace("\x00", "")[:200]
    return Asked(text if spec.search else "", chosen, order, tuple(ignored))


def _narrow(rows: Rows, spec: ListSpec, asked: Asked) -> Rows:
    for choice in spec.filters:
        if choice.key in asked.chosen:
            rows = choice.narrow(rows, asked.chosen[choice.key])
    return spec.search(rows, asked.text) if asked.text and spec.search else rows


def said_count(rows: Rows) -> tuple[int, str]:
    """The count up to COUNT_LIMIT, and how it is said: "1,204" or "10,000+"."""
    count = rows.order_by()[: COUNT_LIMIT + 1].count()
    said = localize(min(count, COUNT_LIMIT), use_l10n=True)
    return count, f"{said}+" if count > COUNT_LIMIT else str(said)


def _applied(spec: ListSpec, asked: Asked) -> list[Applied]:
    found = []
    for choice in spec.filters:
        value = asked.chosen.get(choice.key)
        if value is not None:
            label = next(name for known, name in choice.choices() if str(known) == value)
            found.append(Applied(choice.label, label, asked.query(**{choice.key: ""})))
    return found


def _controls(spec: ListSpec, asked: Asked) -> list[FilterControl]:
    return [
        FilterControl(
            choice.key,
            choice.label,
            tuple(
                (str(value), label, asked.chosen.get(choice.key) == str(value))
                for value, label in choice.choices()
            ),
        )
        for choice in spec.filters
    ]


def _headings(spec: ListSpec, asked: Asked) -> list[Heading]:
    lines = []
    for column in spec.columns:
        mine = asked.order.field == column.key
        turned = column.key if mine and asked.order.descending else f"-{column.key}"
        target = turned if mine else column.key
        state = ("descending" if asked.order.descending else "ascending") if mine else ""
        url = asked.query(sort=target) if column.sort else ""
        lines.append(Heading(column.label, url, state, column.numeric))
    return lines


def list_page(
    request: HttpRequest,
    spec: ListSpec,
    rows: Rows,
    *,
    extra_context: dict[str, Any] | None = None,
) -> HttpResponseBase:
    """The page of a list, or its CSV or XLSX when the address says `format=`."""
    asked = _asked(request, spec)
    narrowed = _narrow(rows, spec, asked)
    if request.GET.get("format") in {"csv", "xlsx"} and spec.export_permission:
        return _export(request, spec, keyset.ordered(narrowed, asked.order))
    page = keyset.read_page(
        narrowed, asked.order, spec.fields, spec.page_size, request.GET.get("at", "")
    )
    count, said = said_count(narrowed)
    narrowing = bool(asked.text or asked.chosen)
    context = {
        "spec": spec,
        "count": count,
        "said_count": said,
        "body": cells.body(spec.columns, page.rows),
        "headings": _headings(spec, asked),
        "filters": _controls(spec, asked),
        "applied": _applied(spec, asked),
        "ignored": asked.ignored,
        "search_text": asked.text,
        "sort": str(asked.order) if str(asked.order) != spec.default_sort else "",
        "narrowing": narrowing,
        "before_url": asked.query(at=page.before) if page.before else "",
        "after_url": asked.query(at=page.after) if page.after else "",
        "can_export": bool(spec.export_permission)
        and count > 0
        and allowed(actor_of(request), spec.export_permission),
        "csv_url": asked.query(format="csv"),
        "xlsx_url": asked.query(format="xlsx"),
        "saved_views": _saved_views[0](request, spec.name) if _saved_views else [],
        "current_query": asked.query().removeprefix("?"),
    }
    return render(request, spec.template, context | (extra_context or {}))


def _export(request: HttpRequest, spec: ListSpec, rows: Rows) -> HttpResponseBase:
    """The file of every row the list shows, page by page in one stream."""
    require(request, spec.export_permission)
    if (refused := require_step_up(request)) is not None:
        return refused
    titles = [str(column.label) for column in spec.columns]
    found = rows.values(*spec.fields)[:EXPORT_LIMIT].iterator(chunk_size=2000)
    lines: Iterator[list[Any]] = (
        [cells.plain(column, row) for column in spec.columns] for row in found
    )
    kind = request.GET["format"]
    name = f"{spec.name}-{timezone.localdate().isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "csv":
        content = write_csv(titles, lines)
        return StreamingHttpResponse(content, "text/csv; charset=utf-8", headers=headers)
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(write_xlsx(titles, lines, title=spec.name), media, headers=headers)
