"""A report within a page: made of the same pieces as every other page, and printable."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fulcrum.apps.ui.reports.model import Block, FigureBlock, Heading, Report, Table

PAGE_LEVEL = 1  # the page's own heading stands above the report's


def _shown(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": type(block).__name__.lower(), "block": block}
    if isinstance(block, Heading):
        found["tag"] = f"h{block.level + PAGE_LEVEL}"
    if isinstance(block, Table):
        numeric = [column.is_numeric for column in block.columns]
        found["heads"] = [(column.label, column.is_numeric) for column in block.columns]
        found["lines"] = [list(zip(line, numeric, strict=True)) for line in block.lines]
    if isinstance(block, FigureBlock):
        found["figure"] = block.figure
    return found


def report_html(report: Report) -> SafeString:
    """The report as a fragment for a page that links `ui/figures.css`' rules as all pages do."""
    context = {"report": report, "shown": [_shown(block) for block in report.blocks]}
    return render_to_string("ui/report.html", context)
