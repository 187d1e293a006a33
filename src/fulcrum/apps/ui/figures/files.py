"""The rows behind a figure as a file."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.text import slugify

from fulcrum.apps.ui.figures.model import Figure
from fulcrum.apps.ui.tabular import write_csv


def figure_csv(figure: Figure) -> Iterator[bytes]:
    """The rows as CSV, values as they are and not as they are shown."""
    keys = [column.key for column in figure.columns]
    headings = [str(column.label) for column in figure.columns]
    return write_csv(headings, ([row.get(key) for key in keys] for row in figure.rows))


def figure_csv_response(figure: Figure) -> StreamingHttpResponse:
    """The rows as a download; the view that calls this declares who may have it."""
    name = f"{slugify(figure.key) or 'figure'}-{figure.as_of.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(figure_csv(figure), "text/csv; charset=utf-8", headers=headers)
