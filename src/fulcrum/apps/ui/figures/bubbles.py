"""Bubbles: things on two scales of few levels, as large as what they stand for."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fulcrum.apps.ui.figures.looks import WIDTH
from fulcrum.apps.ui.figures.model import Frame
from fulcrum.apps.ui.figures.pieces import data_of

GOLDEN = math.radians(137.508)
REACH = 0.36  # of a level: bubbles of one cell stay within it
LEAST, MOST = 260, 1400
NUMBERED = 10


@dataclass(frozen=True, slots=True)
class Bubbles:
    """One bubble for each row, in the cell of its two levels; those of one cell stand side by side.

    Attributes:
        across: the column with the level from left to right.
        up: the column with the level from bottom to top.
        size: the column with the amounts.
        group: the column with what colours tell apart.
        groups: its values in their order, six at most.
        number: the column with the number written on the first ten.
        across_title: what the scale across measures.
        link: the column with the address each bubble leads to; "" for none.
        levels: how many levels both scales have.
    """

    across: str
    up: str
    size: str
    group: str
    groups: tuple[str, ...]
    number: str
    across_title: str
    link: str = ""
    levels: int = 5

    def _placed(self, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The rows with their place within the cell: a spiral, the first in the middle."""
        counts = Counter((row[self.across], row[self.up]) for row in rows)
        seen: Counter[tuple[Any, Any]] = Counter()
        for row in rows:
            cell = (row[self.across], row[self.up])
            place, count = seen[cell], counts[cell]
            seen[cell] += 1
            away = REACH * math.sqrt(place / count) if count > 1 else 0.0
            angle = place * GOLDEN
            yield row | {
                "_x": row[self.across] + away * math.cos(angle),
                "_y": row[self.up] + away * math.sin(angle),
                "_size": max(0.0, float(row[self.size] or 0)),
                "_said": str(row[self.number]) if row[self.number] <= NUMBERED else "",
            }

    def _axis(self, key: str, title: str, frame: Frame, *, is_across: bool) -> Any:
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        ends = [0.5, self.levels + 0.5]
        turned = frame.is_rtl and is_across
        scale = alt.Scale(domain=ends, nice=False, zero=False, reverse=turned)
        orient: Any = "bottom" if is_across else "right" if frame.is_rtl else "left"
        axis = alt.Axis(
            title=title, values=list(range(1, self.levels + 1)), format="d", orient=orient
        )
        channel = alt.X if is_across else alt.Y
        return channel(key, type="quantitative", scale=scale, axis=axis)

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        look, shown = frame.look, list(self._placed(rows))
        places = {
            "x": self._axis("_x", self.across_title, frame, is_across=True),
            "y": self._axis("_y", frame.axis_title, frame, is_across=False),
        }
        colour = alt.Scale(domain=list(self.groups), range=list(look.series[: len(self.groups)]))
        largest = max((row["_size"] for row in shown), default=0) or 1
        area = alt.Scale(domain=[0, largest], range=[LEAST, MOST])
        shape = alt.Scale(
            domain=list(self.groups),
            range=["diamond", "square", "circle", "triangle-up", "cross"][: len(self.groups)],
        )
        # The least first, so that the gravest lie on top.
        base = alt.Chart(data_of(shown[::-1])).encode(**places)
        legend = alt.Legend(columns=3, symbolOpacity=1)
        marks = {
            "size": alt.Size("_size", type="quantitative", scale=area, legend=None),
            "color": alt.Color(self.group, type="nominal", scale=colour, legend=legend),
            "shape": alt.Shape(self.group, type="nominal", scale=shape, legend=legend),
        }
        if self.link:
            marks["href"] = alt.Href(self.link, type="nominal")
        bubbles = base.mark_point(filled=True, opacity=0.85, stroke=look.surface, strokeWidth=1)
        numbers = base.mark_text(fontSize=11, fontWeight="bold", color=look.surface)
        chart = bubbles.encode(**marks) + numbers.encode(text=alt.Text("_said", type="nominal"))
        return chart.properties(width=WIDTH, height=round(WIDTH * 0.8))
