"""Money in and out over time: one mark for each movement."""

from dataclasses import dataclass
from typing import Any

from fulcrum.apps.ui.figures.looks import WIDTH
from fulcrum.apps.ui.figures.model import Frame
from fulcrum.apps.ui.figures.pieces import PLAIN, data_of

HEIGHT = 280


@dataclass(frozen=True, slots=True)
class Movements:
    """A mark for each row at its moment and amount: above the line came in, below went out.

    Attributes:
        when: the column with the moments, as text.
        amount: the column with the amounts; negative went out.
        group: the column with what colours and shapes tell apart.
        groups: its values in their order, six at most.
    """

    when: str
    amount: str
    group: str
    groups: tuple[str, ...]

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        look, count = frame.look, len(self.groups)
        side: Any = "right" if frame.is_rtl else "left"
        shapes = ["circle", "square", "diamond", "triangle-up", "cross", "triangle-down"]
        legend = alt.Legend(columns=3, symbolOpacity=1)
        across = alt.X(
            self.when,
            type="temporal",
            scale=alt.Scale(type="utc", reverse=frame.is_rtl, nice=True),
            axis=alt.Axis(title=None, format="%Y-%m-%d", tickCount=5, labelOverlap=True),
        )
        up = alt.Y(
            self.amount,
            type="quantitative",
            axis=alt.Axis(title=frame.axis_title or None, format=PLAIN, orient=side),
        )
        base = alt.Chart(data_of(rows))
        marks = base.mark_point(
            filled=True, opacity=0.8, size=70, stroke=look.surface, strokeWidth=1
        ).encode(
            x=across,
            y=up,
            color=alt.Color(
                self.group,
                type="nominal",
                scale=alt.Scale(domain=list(self.groups), range=list(look.series[:count])),
                legend=legend,
            ),
            shape=alt.Shape(
                self.group,
                type="nominal",
                scale=alt.Scale(domain=list(self.groups), range=shapes[:count]),
                legend=legend,
            ),
        )
        line = base.mark_rule(color=look.quiet).encode(y=alt.datum(0))
        return (line + marks).properties(width=WIDTH, height=HEIGHT)
