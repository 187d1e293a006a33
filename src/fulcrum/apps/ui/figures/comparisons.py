"""Comparisons: with last time, with peers, and of two ways to divide."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.ui.figures.looks import WIDTH
from fulcrum.apps.ui.figures.model import Frame
from fulcrum.apps.ui.figures.pieces import (
    LINE,
    PERCENT,
    PLAIN,
    by_lines,
    data_of,
    in_order,
    labelled,
    labels_axis,
    order_of,
    sized,
    value_axis,
    wrapped,
)

LABELS = 165  # the width of the names of rows
GAP = 8
LETTER = 6.6  # the width of a letter of 12 pixels, about
HORIZONTAL = 7  # so many columns have room for their names to lie flat


def _marks(series: list[str], colours: list[str], shapes: list[str]) -> dict[str, Any]:
    """Colour and shape of each series, in one legend."""
    import altair as alt  # noqa: PLC0415 - only those who draw pay for it

    return {
        "color": alt.Color(
            "_series:N",
            scale=alt.Scale(domain=series, range=colours),
            legend=alt.Legend(columns=2),  # three beside one another run out of the picture
        ),
        "shape": alt.Shape("_series:N", scale=alt.Scale(domain=series, range=shapes)),
    }


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """For each row two values and the way between them: last time and this time.

    Attributes:
        label: the column with the names.
        before: the column with the earlier value, a share from 0 to 1.
        after: the column with the later one.
        before_label: what the earlier is called.
        after_label: what the later is called.
        before_high: where the earlier is a range, the column with its greatest value.
        after_high: where the later is a range, the column with its greatest value.
    """

    label: str
    before: str
    after: str
    before_label: str
    after_label: str
    before_high: str = ""
    after_high: str = ""

    def _placed(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row with the point of each series, and how far each may reach."""
        places: dict[str, Any] = {}
        for name, low, high in (
            ("_before", self.before, self.before_high or self.before),
            ("_after", self.after, self.after_high or self.after),
        ):
            ends = (row[low], row[high])
            places[name] = None if None in ends else sum(ends) / 2
            places |= {f"{name}_low": ends[0], f"{name}_high": ends[1]}
        return row | places

    def _reach(self, rows: list[dict[str, Any]], frame: Frame) -> list[Any]:
        """A thin line over the range of each value that is one."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        drawn = []
        for name, colour, offset in (
            ("_before", frame.look.quiet, -9),
            ("_after", frame.look.primary, 9),
        ):
            low, high = f"{name}_low", f"{name}_high"
            wide = [row for row in rows if row[name] is not None and row[low] != row[high]]
            if wide:
                line = alt.Chart(data_of(wide)).mark_rule(
                    strokeWidth=2, color=colour, yOffset=offset
                )
                where = labels_axis(self.label, rows, frame)
                along = value_axis(low, frame, share=True)
                drawn.append(line.encode(y=where, x=along, x2=high))
        return drawn

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        look, shown = frame.look, [self._placed(row) for row in labelled(rows, self.label)]
        names = [str(self.before_label), str(self.after_label)]
        points = [
            {self.label: row[self.label], "_series": name, "_value": row[key]}
            for row in shown
            for name, key in zip(names, ("_before", "_after"), strict=True)
            if row[key] is not None
        ]
        where = labels_axis(self.label, shown, frame)
        pairs = [row for row in shown if None not in (row["_before"], row["_after"])]
        way = alt.Chart(data_of(pairs)).mark_rule(strokeWidth=4, color=look.soft)
        way = way.encode(y=where, x=value_axis("_before", frame, share=True), x2="_after")
        marks = _marks(names, [look.quiet, look.primary], ["circle", "diamond"])
        dots = alt.Chart(data_of(points)).mark_point(filled=True, opacity=1, size=150)
        dots = dots.encode(y=where, x=value_axis("_value", frame, share=True), **marks)
        return sized(alt.layer(way, *self._reach(shown, frame), dots), len(rows))


@dataclass(frozen=True, slots=True)
class PeerBand:
    """For each row where the middle half of peers lies, their median, and one's own value.

    Attributes:
        label: the column with the names.
        lower: the column with the first quartile, a share from 0 to 1.
        median: the column with the median.
        upper: the column with the third quartile.
        own_low: the column with the least one's own value may be.
        own_high: the column with the greatest.
    """

    label: str
    lower: str
    median: str
    upper: str
    own_low: str
    own_high: str

    def _points(self, rows: list[dict[str, Any]], names: list[str]) -> list[dict[str, Any]]:
        points = []
        for row in rows:
            own = (row[self.own_low], row[self.own_high])
            middle = None if None in own else sum(own) / 2
            for name, value in zip(names, (row[self.median], middle), strict=True):
                if value is not None:
                    points.append({self.label: row[self.label], "_series": name, "_value": value})
        return points

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        look, shown = frame.look, labelled(rows, self.label)
        names = [_("Middle half of peers"), _("Median of peers"), _("Your own")]
        where = labels_axis(self.label, shown, frame)
        marks = _marks(
            names, [look.soft, look.primary, look.accent], ["square", "circle", "diamond"]
        )
        known = [row | {"_series": names[0]} for row in shown if row[self.lower] is not None]
        band = (
            alt.Chart(data_of(known))
            .mark_bar(height=16, cornerRadius=3)
            .encode(
                y=where,
                x=value_axis(self.lower, frame, share=True),
                x2=self.upper,
                color=marks["color"],
            )
        )
        own = [row for row in shown if None not in (row[self.own_low], row[self.own_high])]
        reach = (
            alt.Chart(data_of(own))
            .mark_rule(strokeWidth=2, color=look.accent)
            .encode(y=where, x=value_axis(self.own_low, frame, share=True), x2=self.own_high)
        )
        points = alt.Chart(data_of(self._points(shown, names[1:])))
        dots = points.mark_point(filled=True, opacity=1, size=140).encode(
            y=where, x=value_axis("_value", frame, share=True), **marks
        )
        return sized(band + reach + dots, len(rows))


@dataclass(frozen=True, slots=True)
class Heatmap:
    """A value for every pair of two categories; a pair without one stays empty.

    Attributes:
        down: the column whose values stand below one another.
        across: the column whose values stand beside one another.
        value: the column with the values.
        share: whether values are shares from 0 to 1.
        high: where values are ranges, the column with their greatest; cells say both ends.
    """

    down: str
    across: str
    value: str
    share: bool = False
    high: str = ""

    def _said(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row with the middle of its range, and what its cell says of it."""
        ends = (row[self.value], row[self.high or self.value])
        if None in ends:
            return row | {"_middle": None, "_said": ""}
        factor, sign = (100, "%") if self.share else (1, "")
        low, high = (f"{round(factor * end)}" for end in ends)
        said = low if low == high else f"{low}–{high}"
        return row | {"_middle": sum(ends) / 2, "_said": said + sign}

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        look, value = frame.look, "_middle" if self.high else self.value
        columns = order_of(rows, self.across)
        room = self._room(columns)
        shown = [
            self._said(row) | {self.across: wrapped(row[self.across], room)}
            for row in labelled(rows, self.down)
        ]
        known = [row for row in shown if row[value] is not None]
        most = 1.0 if self.share else max([float(row[value]) for row in known] or [1.0]) or 1.0
        places = {"x": self._axis(shown, frame), "y": labels_axis(self.down, shown, frame)}
        base = alt.Chart(data_of(shown)).encode(**places)
        scale = alt.Scale(domain=[0, most], range=list(look.ramp))
        cells = base.mark_rect(stroke=look.surface, strokeWidth=2).encode(
            color=alt.Color(value, type="quantitative", scale=scale, legend=None)
        )
        strong = alt.when(f"datum[{json.dumps(value)}] > {most * look.turn}")
        text = alt.Text(value, type="quantitative", format=PERCENT if self.share else PLAIN)
        if self.high:
            text = alt.Text("_said", type="nominal")
        numbers = (
            alt.Chart(data_of(known))
            .mark_text(fontSize=12)
            .encode(
                text=text,
                color=strong.then(alt.value(look.inks[1])).otherwise(alt.value(look.inks[0])),
                **places,
            )
        )
        nothing = [row for row in shown if row[value] is None]
        dashes = alt.Chart(data_of(nothing)).mark_text(text="–", color=look.quiet).encode(**places)
        chart = sized(cells + numbers + dashes, len(order_of(shown, self.down)), self._step(shown))
        cell = max(room if len(columns) <= HORIZONTAL else 0, 8) * LETTER + GAP
        return chart.properties(width=max(WIDTH, round(LABELS + len(columns) * cell)))

    def _room(self, columns: list[str]) -> int:
        """How many letters a column's name has beside one another."""
        if len(columns) > HORIZONTAL:
            return 28
        words = (word for name in columns for word in str(name).split())
        return max([9, *(min(14, len(word)) for word in words)])

    def _step(self, rows: list[dict[str, Any]]) -> int:
        """How high a row is: enough for its name's lines."""
        lines = max((str(row[self.down]).count("\n") + 1 for row in rows), default=1)
        return max(38, lines * LINE + 8)

    def _axis(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        columns = order_of(rows, self.across)
        order = columns[::-1] if frame.is_rtl else columns
        if len(columns) > HORIZONTAL:
            axis = alt.Axis(
                title=None, orient="top", labelAngle=-45, labelFontSize=12, labelPadding=6
            )
            return alt.X(self.across, type="nominal", axis=axis, **in_order(order))
        axis = alt.Axis(
            title=None,
            orient="top",
            labelAngle=0,
            labelExpr="split(datum.label, '\\n')",
            labelFontSize=12,
            labelLineHeight=LINE,
            labelPadding=by_lines(8, 8 + LINE, 8 + 2 * LINE),
        )
        return alt.X(self.across, type="nominal", axis=axis, **in_order(order))
