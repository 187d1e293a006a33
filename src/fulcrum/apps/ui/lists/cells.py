"""Cells as HTML, joined in Python and escaped one by one: a template loop costs five times as much.

What is the same in every cell of a page (a date's format, "Yes" and "No", a column's label) is
looked up once for the page.
"""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import cache, lru_cache
from html import escape as escape_text
from typing import Any

from django.utils import formats, timezone
from django.utils.dateformat import format as format_date
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fulcrum.apps.ui.lists.spec import Column, Row, labelled

NOTHING = '<span class="text-secondary" aria-hidden="true">–</span>'
Writer = Callable[[Row], str]


@lru_cache(maxsize=8192)
def _minute(value: datetime, zone: tzinfo, pattern: str, _language: str | None) -> str:
    return format_date(value.astimezone(zone), pattern)


def _instants() -> Callable[[datetime], str]:
    """What writes an instant in the reader's language and time zone, to the minute."""
    pattern = formats.get_format("SHORT_DATETIME_FORMAT")
    zone, language = timezone.get_current_timezone(), get_language()

    def write(value: datetime) -> str:
        if timezone.is_naive(value):
            return format_date(value, pattern)
        return _minute(value.replace(second=0, microsecond=0), zone, pattern, language)

    return write


def _number(value: float | Decimal) -> str:
    """A number in the reader's way; grouped from five digits on, so that years stay years."""
    return str(formats.number_format(value, force_grouping=abs(float(value)) >= 10_000))


# The first kind that fits decides, so bool stands before int and datetime before date.
_KINDS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (str, str),
    (type(None), lambda _value: ""),
    (bool, lambda value: str(_("Yes") if value else _("No"))),
    (datetime, lambda value: _instants()(value)),  # noqa: PLW0108 - asked anew for each reader
    (date, lambda value: str(formats.date_format(value, "SHORT_DATE_FORMAT"))),
    ((int, float, Decimal), _number),
    ((list, tuple), lambda value: ", ".join(str(part) for part in value)),
    (object, str),
)


def shown(value: Any) -> str:
    """A value in the reader's language."""
    if type(value) is str:
        return value
    return next(show(value) for kind, show in _KINDS if isinstance(value, kind))


def _showing() -> Callable[[Any], str]:
    """`shown` for the cells of one page: what all its instants share is looked up once."""
    instant = cache(_instants)
    return lambda value: instant()(value) if type(value) is datetime else shown(value)


def _escaped(text: Any) -> str:
    if text is None or text == "":
        return NOTHING
    return escape_text(text) if type(text) is str else str(conditional_escape(text))


def _choice_format(column: Column) -> Callable[[Any], str] | None:
    if not column.choices:
        return None
    labels = dict(labelled(column.choices))
    return lambda value: labels[value] if value in labels else shown(value)


def _head(column: Column) -> str:
    kind = ' class="num"' if column.numeric else ""
    return f'<td data-label="{escape_text(str(column.label))}"{kind}>'


def _value_writer(column: Column) -> Writer:
    """For cells that depend on their value alone: each different value is written once a page."""
    key, head, make = column.key, _head(column), column.format
    show = _choice_format(column) or _showing()
    written: dict[tuple[type, Any], str] = {}  # by type too: 1 == True

    def write(row: Row) -> str:
        value = row[key]
        if type(value) is list:
            return f"{head}{_escaped(show(value))}</td>"
        place = (type(value), value)
        html = written.get(place)
        if html is None:
            text = make(value, row) if make else show(value)
            html = written[place] = f"{head}{_escaped(text)}</td>"
        return html

    return write


def _row_writer(column: Column) -> Writer:
    """For cells that depend on the row: a link, or a format of the list's own."""
    key, head, link = column.key, _head(column), column.link
    show, make = _choice_format(column) or _showing(), column.format

    def write(row: Row) -> str:
        value = row[key]
        html = _escaped(make(value, row) if make else show(value))
        address = link(row) if link else None
        if address:
            return f'{head}<a href="{escape_text(address)}">{html}</a></td>'
        return f"{head}{html}</td>"

    return write


def _writer(column: Column) -> Writer:
    """What turns a row into this column's cell."""
    by_row = column.link or (column.format and not column.by_value)
    return _row_writer(column) if by_row else _value_writer(column)


def body(columns: tuple[Column, ...], rows: list[Row]) -> SafeString:
    """The table's body. On a phone each row becomes a card, so every cell carries its label."""
    writers = [_writer(column) for column in columns]
    lines = ["<tr>" + "".join([write(row) for write in writers]) + "</tr>" for row in rows]
    return mark_safe("".join(lines))


def plain(column: Column, row: Row) -> Any:
    """What an export writes."""
    value = row[column.key]
    if column.plain:
        return column.plain(value, row)
    if column.choices:
        return dict(labelled(column.choices)).get(value, value)
    if column.format and not isinstance(value, (int, float, date)):
        text = column.format(value, row)
        return value if isinstance(text, SafeString) else text
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
