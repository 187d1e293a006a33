"""What the charts share: data, axes, labels that wrap, and the direction of reading."""

import textwrap
from typing import Any

from fulcrum.apps.ui.figures.looks import LABEL_SIZE, WIDTH
from fulcrum.apps.ui.figures.model import Frame

LABEL_WIDTH = 22
LINE = LABEL_SIZE + 3
STEP = 44
PERCENT = ".0%"
PLAIN = ",~r"


def wrapped(text: Any, width: int = LABEL_WIDTH) -> str:
    """A label in lines of at most `width` letters, three at most."""
    lines = textwrap.wrap(str(text), width, max_lines=3, placeholder="…")
    return "\n".join(lines)


def labelled(rows: list[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    """The rows with these columns wrapped; the order of rows is kept in `_place`."""
    return [
        row | {"_place": place} | {key: wrapped(row.get(key, "")) for key in keys}
        for place, row in enumerate(rows)
    ]


def order_of(rows: list[dict[str, Any]], key: str) -> list[str]:
    """The different values of a column, as they come."""
    return list(dict.fromkeys(row[key] for row in rows))


def in_order(values: list[str]) -> dict[str, Any]:
    """An axis's values in this order.

    Said as the scale's domain: from a list to sort by, Vega-Lite makes an expression, and Vega does
    not take every word ("if") in one.
    """
    import altair as alt  # noqa: PLC0415 - only those who draw pay for it

    return {"sort": None, "scale": alt.Scale(domain=values)}


def data_of(rows: list[dict[str, Any]]) -> Any:
    """Rows written into the chart itself."""
    import altair as alt  # noqa: PLC0415 - only those who draw pay for it

    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def by_lines(*values: int) -> dict[str, Any]:
    """A value for labels of one, two and three lines, so that they stand centred."""
    tests = [f"length(split(datum.label, '\\n')) == {lines}" for lines in (2, 3)]
    others = [{"test": test, "value": n} for test, n in zip(tests, values[1:], strict=True)]
    return {"condition": others, "value": values[0]}


def labels_axis(key: str, rows: list[dict[str, Any]], frame: Frame) -> Any:
    """Categories from top to bottom, beside the side where reading begins."""
    import altair as alt  # noqa: PLC0415 - only those who draw pay for it

    axis = alt.Axis(
        title=None,
        orient="right" if frame.is_rtl else "left",
        labelExpr="split(datum.label, '\\n')",
        labelLineHeight=LINE,
        labelOffset=by_lines(0, -LINE // 2, -LINE),
    )
    return alt.Y(key, type="nominal", axis=axis, **in_order(order_of(rows, key)))


def value_axis(key: str, frame: Frame, *, share: bool, title: str = "", most: float = 1) -> Any:
    """Values from 0 in the direction of reading; a share up to the whole."""
    import altair as alt  # noqa: PLC0415 - only those who draw pay for it

    whole = {"domain": [0, 1]} if share else {"domainMin": 0, "domainMax": max(most, 1)}
    scale = alt.Scale(zero=True, nice=not share, reverse=frame.is_rtl, **whole)
    axis = alt.Axis(
        title=title or frame.axis_title or None,
        format=PERCENT if share else PLAIN,
        tickCount=5,
        values=[0, 0.25, 0.5, 0.75, 1] if share else alt.Undefined,
    )
    return alt.X(key, type="quantitative", scale=scale, axis=axis)


def sized(chart: Any, count: int, step: int = STEP) -> Any:
    """The chart at its size, for `count` lines."""
    height = max(count, 1) * step
    fit = {"type": "fit-x", "contains": "padding"}
    return chart.properties(width=WIDTH, height=height, autosize=fit)


def after(frame: Frame, offset: int = 8) -> dict[str, Any]:
    """Where a value's text stands: beyond the mark, in the direction of reading."""
    if frame.is_rtl:
        return {"align": "right", "dx": -offset}
    return {"align": "left", "dx": offset}
