"""Amounts over time, in parts that add up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fulcrum.apps.ui.figures.looks import WIDTH
from fulcrum.apps.ui.figures.model import Frame
from fulcrum.apps.ui.figures.pieces import PLAIN, data_of

HEIGHT = 260


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas on top of one another, from the first series below to the last above.

    Attributes:
        when: the column with the days.
        series: columns with the amounts, each with what it is called, in their order: from the
            least far to the furthest, five at most.
    """

    when: str
    series: tuple[tuple[str, str], ...]

    def _points(self, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            for place, (key, label) in enumerate(self.series):
                yield {
                    "when": str(row[self.when]),
                    "series": label,
                    "place": -place,
                    "value": row[key] or 0,
                }

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        look, labels = frame.look, [label for _key, label in self.series]
        ramp = list(look.ramp[-len(labels) :])
        side: Any = "right" if frame.is_rtl else "left"
        across = alt.X(
            "when",
            type="temporal",
            scale=alt.Scale(type="utc", reverse=frame.is_rtl),
            axis=alt.Axis(title=None, format="%Y-%m", tickCount=5, labelAngle=0, labelOverlap=True),
        )
        up = alt.Y(
            "value",
            type="quantitative",
            stack="zero",
            axis=alt.Axis(title=frame.axis_title or None, format=PLAIN, tickMinStep=1, orient=side),
        )
        colour = alt.Color(
            "series",
            type="nominal",
            scale=alt.Scale(domain=labels, range=ramp),
            legend=alt.Legend(columns=3, symbolType="square", symbolStrokeColor=look.quiet),
        )
        chart = alt.Chart(data_of(list(self._points(rows)))).encode(
            x=across, y=up, color=colour, order=alt.Order("place", type="quantitative")
        )
        # A thin edge tells neighbours apart where their colours are close.
        areas = chart.mark_area(
            opacity=1, stroke=look.surface, strokeWidth=1, interpolate="step-after"
        )
        return areas.properties(width=WIDTH, height=HEIGHT)
