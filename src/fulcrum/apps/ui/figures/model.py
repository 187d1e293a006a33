"""A figure: a finding, the rows it rests on, where they are from, and how they are drawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fulcrum.apps.ui.figures.looks import Look

Text = str | Promise
Row = Mapping[str, Any]
DESCRIBED_ROWS = 12


class Kind(StrEnum):
    """How the values of a column are shown."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    DATE = "date"


def _share(value: Any) -> str:
    percent = formats.number_format(round(100 * float(value)))
    return _("%(number)s%%") % {"number": percent}


_SHOW: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.NUMBER: lambda value: formats.number_format(value, force_grouping=abs(value) >= 10_000),
    Kind.SHARE: _share,
    Kind.DATE: lambda value: formats.date_format(value, "SHORT_DATE_FORMAT"),
}


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of the rows, as its table and its file name it."""

    key: str
    label: Text
    kind: Kind = Kind.TEXT

    @property
    def is_numeric(self) -> bool:
        """Whether values line up at their end."""
        return self.kind in {Kind.NUMBER, Kind.SHARE}

    def shown(self, value: Any) -> str:
        """A value in the reader's language; a dash when it is not known."""
        return "–" if value is None or value == "" else str(_SHOW[self.kind](value))


@dataclass(frozen=True, slots=True)
class Frame:
    """What a chart is drawn for: a look, a direction, and what the axis measures."""

    look: Look
    is_rtl: bool
    axis_title: str


class Chart(Protocol):
    """A way to draw rows; a frozen dataclass, so that it can be part of a cache key."""

    def draw(self, rows: list[dict[str, Any]], frame: Frame) -> Any:
        """An Altair chart of the rows."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure.

    Attributes:
        key: its name within a page, for links and file names.
        title: the finding, as a sentence.
        chart: how it is drawn.
        columns: what the rows hold, in the table's order.
        rows: the data, one mapping each.
        source: where the data is from.
        as_of: the day it describes.
        method: how it was computed, in a sentence or two.
        axis_title: what the axis measures, with its unit.
        link_key: the key under which rows hold the address their mark leads to; "" for none.
    """

    key: str
    title: Text
    chart: Chart
    columns: tuple[FigureColumn, ...]
    rows: tuple[Row, ...]
    source: Text
    as_of: date
    method: Text = ""
    axis_title: Text = ""
    link_key: str = ""

    @property
    def links(self) -> dict[str, str]:
        """What each address that a mark leads to is called: the row as the table says it."""
        if not self.link_key:
            return {}
        lines = zip(self.rows, self.table, strict=True)
        return {str(row[self.link_key]): ", ".join(line) for row, line in lines}

    @property
    def table(self) -> list[list[str]]:
        """The rows as shown in a table."""
        return [[column.shown(row.get(column.key)) for column in self.columns] for row in self.rows]

    @property
    def description(self) -> str:
        """The data in words, for those who do not see it; the table holds the rest."""
        labels = [str(column.label) for column in self.columns[1:]]
        lines = []
        for first, *others in self.table[:DESCRIBED_ROWS]:
            said = ", ".join(
                f"{label} {value}" for label, value in zip(labels, others, strict=True)
            )
            lines.append(f"{first}: {said}" if said else first)
        if (rest := len(self.rows) - DESCRIBED_ROWS) > 0:
            lines.append(_("and %(count)d more rows in the table") % {"count": rest})
        return "; ".join(lines) + "." if lines else _("There is no data yet.")

    @property
    def credit(self) -> str:
        """Source and date in a line."""
        day = formats.date_format(self.as_of, "DATE_FORMAT")
        return _("Source: %(source)s. As of %(day)s.") % {"source": self.source, "day": day}
