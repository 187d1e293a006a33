"""Cells as HTML. Joined in Python, escaped one by one: a template loop costs five times as much."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fulcrum.apps.ui.lists.spec import Column, Row

NOTHING = SafeString('<span class="text-secondary" aria-hidden="true">–</span>')


def _shown_instant(value: datetime) -> str:
    return str(formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT"))


# The first kind that fits decides, so bool stands before int and datetime before date.
_KINDS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (str, str),
    (type(None), lambda _value: ""),
    (bool, lambda value: str(_("Yes") if value else _("No"))),
    (datetime, _shown_instant),
    (date, lambda value: str(formats.date_format(value, "SHORT_DATE_FORMAT"))),
    ((int, float), lambda value: str(formats.localize(value, use_l10n=True))),
    ((list, tuple), lambda value: ", ".join(str(part) for part in value)),
    (object, str),
)


def shown(value: Any) -> str:
    """A value in the reader's language."""
    return next(show(value) for kind, show in _KINDS if isinstance(value, kind))


def _cell(column: Column, row: Row) -> str:
    value = row[column.key]
    text = column.format(value, row) if column.format else shown(value)
    html = escape(text) if text not in (None, "") else NOTHING
    address = column.link(row) if column.link else None
    return f'<a href="{escape(address)}">{html}</a>' if address else str(html)


def body(columns: tuple[Column, ...], rows: list[Row]) -> SafeString:
    """The table's body. On a phone each row becomes a card, so every cell carries its label."""
    heads = [
        f'<td data-label="{escape(column.label)}"' + (' class="num">' if column.numeric else ">")
        for column in columns
    ]
    pairs = list(zip(heads, columns, strict=True))
    lines = [
        "<tr>" + "".join(f"{head}{_cell(column, row)}</td>" for head, column in pairs) + "</tr>"
        for row in rows
    ]
    return mark_safe("".join(lines))


def plain(column: Column, row: Row) -> Any:
    """What an export writes."""
    value = row[column.key]
    if column.plain:
        return column.plain(value, row)
    if column.format and not isinstance(value, (int, float, date)):
        text = column.format(value, row)
        return value if isinstance(text, SafeString) else text
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
