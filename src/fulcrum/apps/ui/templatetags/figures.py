"""The figure with its caption, its table and its file."""

from typing import Any

from django import template

from fulcrum.apps.ui.figures import Figure, figure_svg

register = template.Library()


@register.inclusion_tag("ui/figure.html", name="figure")
def figure_tag(figure: Figure, csv_url: str = "", level: int = 3) -> dict[str, Any]:
    """A figure: `{% figure fig csv_url=url level=3 %}`.

    Args:
        figure: the figure.
        csv_url: where its rows are had as a file; no link when empty.
        level: of its heading.
    """
    return {
        "figure": figure,
        "csv_url": csv_url,
        "heading": f"h{min(6, max(2, level))}",
        "light": figure_svg(figure) if figure.rows else "",
        "dark": figure_svg(figure, dark=True) if figure.rows else "",
        "heads": [(column.label, column.is_numeric) for column in figure.columns],
        "lines": [
            [(value, column.is_numeric) for value, column in zip(line, figure.columns, strict=True)]
            for line in figure.table
        ],
    }
