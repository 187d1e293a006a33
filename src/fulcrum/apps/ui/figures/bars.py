"""Bars: a value or a range for each of a few things, and parts of a whole."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.ui.figures.model import Frame
from fulcrum.apps.ui.figures.pieces import (
    PERCENT,
    PLAIN,
    after,
    data_of,
    labelled,
    labels_axis,
    order_of,
    sized,
    value_axis,
)

ROOM = 1.18  # for the text beyond the longest bar


def _most(rows: list[dict[str, Any]], key: str) -> float:
    return max((float(row[key] or 0) for row in rows), default=0) * ROOM


@dataclass(frozen=True, slots=True)
class Bars:
    """One bar for each row, its value beside it.

    Attributes:
        label: the column with the names.
        value: the column with the lengths.
        share: whether values are shares from 0 to 1.
    """

    label: str
    value: str
    share: bool = False

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        shown = labelled(rows, self.label)
        along = value_axis(self.value, frame, share=self.share, most=_most(rows, self.value))
        base = alt.Chart(data_of(shown)).encode(y=labels_axis(self.label, shown, frame), x=along)
        bars = base.mark_bar(height=18, color=frame.look.primary, cornerRadiusEnd=2)
        text = alt.Text(self.value, type="quantitative", format=PERCENT if self.share else PLAIN)
        values = base.mark_text(color=frame.look.text, fontSize=12, **after(frame, 6))
        return sized(bars + values.encode(text=text), len(rows), 34)


@dataclass(frozen=True, slots=True)
class RangeBars:
    """For each row the range in which its value lies, a dot where nothing is uncertain.

    A row without values keeps its place, and says so.

    Attributes:
        label: the column with the names.
        low: the column with the least value, a share from 0 to 1.
        high: the column with the greatest.
        emphasis: the name of the row that sums up the others.
    """

    label: str
    low: str
    high: str
    emphasis: str = ""

    def _row(self, row: dict[str, Any]) -> dict[str, Any]:
        low, high = row[self.low], row[self.high]
        sums_up = bool(self.emphasis) and row[self.label] == self.emphasis
        if low is None or high is None:
            return row | {"_text": _("not known"), "_middle": 0.5, "_sums_up": sums_up}
        ends = [f"{round(100 * low)}", f"{round(100 * high)}%"]
        text = ends[1] if ends[0] + "%" == ends[1] else "–".join(ends)
        middle = (low + high) / 2
        facts = {"_text": text, "_middle": min(0.93, max(0.07, middle)), "_sums_up": sums_up}
        return row | facts | ({"_dot": middle} if text == ends[1] else {})

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        look = frame.look
        shown = labelled([self._row(row) for row in rows], self.label)
        base = alt.Chart(data_of(shown)).encode(y=labels_axis(self.label, shown, frame))
        accented = alt.when("datum._sums_up").then(alt.value(look.accent))
        colour = accented.otherwise(alt.value(look.primary))
        along = value_axis(self.low, frame, share=True)
        track = base.mark_bar(height=12, color=look.track, cornerRadius=6)
        span = base.mark_bar(height=12, cornerRadius=6).encode(x=along, x2=self.high, color=colour)
        dot = base.mark_point(filled=True, opacity=1, size=170).encode(x="_dot:Q", color=colour)
        text = base.mark_text(fontSize=12, baseline="bottom", dy=-9, color=look.text).encode(
            x="_middle:Q", text="_text:N"
        )
        whole = track.encode(x=alt.datum(0, type="quantitative"), x2=alt.datum(1))
        return sized(whole + span + dot + text, len(rows))


@dataclass(frozen=True, slots=True)
class StackedBars:
    """For each thing a bar made of parts; rows are one part each.

    Attributes:
        label: the column with the things.
        part: the column with the parts.
        value: the column with the counts.
        parts: the parts in their order; as they come when empty.
    """

    label: str
    part: str
    value: str
    parts: tuple[str, ...] = ()

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """Draw the rows."""
        import altair as alt  # noqa: PLC0415 - only those who draw pay for it

        shown = labelled(rows, self.label)
        parts = list(self.parts) or order_of(shown, self.part)
        ranked = [row | {"_rank": parts.index(row[self.part])} for row in shown]
        scale = alt.Scale(domain=parts, range=list(frame.look.series[: len(parts)]))
        things = order_of(shown, self.label)
        totals = [
            {"_total": sum(float(r[self.value] or 0) for r in shown if r[self.label] == thing)}
            for thing in things
        ]
        chart = alt.Chart(data_of(ranked)).mark_bar(
            height=20, stroke=frame.look.surface, strokeWidth=1.5
        )
        chart = chart.encode(
            y=labels_axis(self.label, shown, frame),
            x=value_axis(self.value, frame, share=False, most=_most(totals, "_total") / ROOM),
            color=alt.Color(self.part, type="nominal", scale=scale),
            order=alt.Order("_rank:Q"),
        )
        return sized(chart, len(things), 36)
