"""A map of tiles: one square for each place, coloured by a value."""

from dataclasses import dataclass
from typing import Any

from fulcrum.apps.ui.figures.looks import WIDTH
from fulcrum.apps.ui.figures.model import Frame
from fulcrum.apps.ui.figures.pieces import PERCENT, PLAIN, data_of

STEP = 22  # pixels of a square and its gap


@dataclass(frozen=True, slots=True)
class Tiles:
    """Every place of a grid as a square; those without a row stay pale.

    A map keeps its direction whatever the direction of reading.

    Attributes:
        code: the column with the place's code, written on its square.
        value: the column with the values; None for a place that is known and has none.
        grid: every place there is: code, column from the left, row from the top.
        title: what the colours measure.
        share: whether values are shares from 0 to 1.
    """

    code: str
    value: str
    grid: tuple[tuple[str, int, int], ...]
    title: str = ""
    share: bool = False

    def _placed(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = {row[self.code]: row for row in rows}
        return [
            {
                "code": code,
                "x": column,
                "y": row,
                "value": found[code][self.value] if code in found else None,
                "known": code in found,
            }
            for code, column, row in self.grid
        ]

    def _ends(self) -> tuple[int, int, int, int]:
        """The outermost columns and rows."""
        columns = [column for _code, column, _row in self.grid]
        rows = [row for _code, _column, row in self.grid]
        return min(columns), max(columns), min(rows), max(rows)

    def _place(self) -> dict[str, Any]:
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        west, east, north, south = self._ends()
        plain: dict[str, Any] = {"nice": False, "zero": False}
        across = alt.Scale(domain=[west - 0.6, east + 0.6], **plain)
        down = alt.Scale(domain=[north - 0.6, south + 0.6], reverse=True, **plain)
        return {
            "x": alt.X("x", type="quantitative", axis=None, scale=across),
            "y": alt.Y("y", type="quantitative", axis=None, scale=down),
        }

    def _colour(self, most: float, frame: Frame) -> Any:
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        legend = alt.Legend(
            title=self.title or None,
            format=PERCENT if self.share else PLAIN,
            type="symbol",  # a gradient would need a reference, which no page's SVG may hold
            symbolType="square",
            symbolOpacity=1,
            columns=6,
            tickCount=4,
            titleColor=frame.look.quiet,
            titleFontSize=12,
            titleFontWeight="normal",
            titleOrient="left",
        )
        scale = alt.Scale(domain=[0, most], range=list(frame.look.ramp), nice=False)
        return alt.Color("value", type="quantitative", scale=scale, legend=legend)

    def _squares(self, shown: list[dict[str, Any]], frame: Frame, most: float) -> list[Any]:
        """Unknown places pale, known ones outlined, those with a value in its colour."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        look, full = frame.look, (STEP - 3) ** 2
        base: dict[str, Any] = {"shape": "square", "filled": True, "opacity": 1}
        kinds = (
            ([one for one in shown if not one["known"]], {"size": full, "color": look.track}),
            (
                [one for one in shown if one["known"] and not one["value"]],
                {"size": full - 30, "color": look.surface, "stroke": look.quiet},
            ),
            ([one for one in shown if one["value"]], {"size": full}),
        )
        layers = [alt.Chart(data_of(rows)).mark_point(**base, **mark) for rows, mark in kinds]
        layers[-1] = layers[-1].encode(color=self._colour(most, frame))
        return [layer.encode(**self._place()) for layer in layers]

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        look, shown = frame.look, self._placed(rows)
        most = 1.0 if self.share else max([float(one["value"] or 0) for one in shown] + [1.0])
        strong = alt.when(f"datum.value > {most * look.turn}")
        named = alt.Chart(data_of([one for one in shown if one["known"]])).mark_text(fontSize=9)
        named = named.encode(
            text=alt.Text("code", type="nominal"),
            color=strong.then(alt.value(look.inks[1])).otherwise(alt.value(look.inks[0])),
            **self._place(),
        )
        west, east, north, south = self._ends()
        size = {"width": max(WIDTH, (east - west + 1) * STEP), "height": (south - north + 1) * STEP}
        return alt.layer(*self._squares(shown, frame, most), named).properties(**size)
