"""A report within a page: made of the same pieces as every other page, and printable."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fulcrum.apps.ui.reports.model import Block, FigureBlock, Heading, Report, Table

PAGE_LEVEL = 1  # the page's own heading stands above the report's


def _table(block: Table) -> dict[str, Any]:
    numeric = [column.is_numeric for column in block.columns]
    labels = [column.label for column in block.columns]
    return {
        "heads": list(zip(labels, numeric, strict=True)),
        "lines": [list(zip(line, numeric, labels, strict=True)) for line in block.lines],
    }


def _shown(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    level = PAGE_LEVEL
    for block in blocks:
        found: dict[str, Any] = {"kind": type(block).__name__.lower(), "block": block}
        match block:
            case Heading():
                level = block.level + PAGE_LEVEL
                found["tag"] = f"h{level}"
            case Table():
                found |= _table(block)
            case FigureBlock():
                found |= {"figure": block.figure, "level": level + 1}
        yield found


def report_html(report: Report) -> SafeString:
    """The report as a fragment of a page, styled by the rules that all pages have."""
    context = {"report": report, "shown": list(_shown(report.blocks))}
    return render_to_string("ui/report.html", context)
