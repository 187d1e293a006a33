"""The CSV or XLSX of exactly what a list shows: same filters, same order, every page."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from fulcrum.apps.ui.access import require, require_step_up
from fulcrum.apps.ui.lists import cells
from fulcrum.apps.ui.lists.spec import ListSpec, Rows
from fulcrum.apps.ui.tabular import write_csv, write_xlsx

FORMATS = frozenset({"csv", "xlsx"})
CHUNK = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _lines(spec: ListSpec, rows: Rows) -> Iterator[list[Any]]:
    for row in rows.values(*spec.fields).iterator(chunk_size=CHUNK):
        yield [cells.plain(column, row) for column in spec.columns]


def export(request: HttpRequest, spec: ListSpec, rows: Rows) -> HttpResponseBase:
    """The file, streamed; asks for the list's export permission and a fresh proof of identity."""
    require(request, spec.export_permission or "")
    if (ask_again := require_step_up(request)) is not None:
        return ask_again
    titles = [str(column.label) for column in spec.columns]
    kind = request.GET["format"]
    name = f"{spec.name}-{timezone.localdate().isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "csv":
        content = write_csv(titles, _lines(spec, rows))
        return StreamingHttpResponse(content, "text/csv; charset=utf-8", headers=headers)
    workbook = write_xlsx(titles, _lines(spec, rows), title=spec.name)
    return HttpResponse(workbook, XLSX, headers=headers)
