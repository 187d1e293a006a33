"""Keyset pagination: a page begins after (or ends before) a row, never at an offset.

Stable while rows are added, and as quick on the last page as on the first. The order is the
chosen field with the primary key to break ties; NULLs come last in both directions.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Q

from fulcrum.apps.ui.lists.spec import Row, Rows


@dataclass(frozen=True, slots=True)
class Order:
    """A field and a direction."""

    field: str
    descending: bool

    @classmethod
    def parse(cls, text: str) -> "Order":
        """`-name` is descending by name."""
        return cls(text.removeprefix("-"), text.startswith("-"))

    def __str__(self) -> str:
        return f"-{self.field}" if self.descending else self.field


@dataclass(frozen=True, slots=True)
class Position:
    """A row's place in the order, and the direction to read from it."""

    value: Any
    pk: int
    backwards: bool = False

    def encode(self) -> str:
        """As it stands in an address; opaque to people."""
        value = self.value
        if isinstance(value, (datetime, date)):
            value = value.isoformat()
        elif isinstance(value, Decimal):
            value = str(value)
        text = json.dumps([value, self.pk, int(self.backwards)], separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Position | None":
        """Back from an address; None when it was tampered with."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            value, pk, backwards = json.loads(raw)
        except (ValueError, TypeError, binascii.Error):
            return None
        if not isinstance(pk, int) or isinstance(value, (list, dict)):
            return None
        return cls(value, pk, bool(backwards))


def _nullable(rows: Rows, field: str) -> bool:
    if field == "pk":
        return False
    try:
        return bool(rows.model._meta.get_field(field).null)
    except FieldDoesNotExist:
        return True  # an annotation or a related field: may be missing


def ordered(rows: Rows, order: Order, *, backwards: bool = False) -> Rows:
    """Rows in order; read backwards the order is turned round, NULLs and ties included."""
    descending = order.descending != backwards
    tie = "-pk" if descending else "pk"
    if order.field == "pk":
        return rows.order_by(tie)
    if not _nullable(rows, order.field):
        return rows.order_by(f"-{order.field}" if descending else order.field, tie)
    field = F(order.field)
    nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    term = field.desc(**nulls) if descending else field.asc(**nulls)
    return rows.order_by(term, tie)


def beyond(order: Order, position: Position) -> Q:
    """The rows on the far side of a position, in reading direction."""
    descending = order.descending != position.backwards
    side = "lt" if descending else "gt"
    tie = Q(**{f"pk__{side}": position.pk})
    if order.field == "pk":
        return tie
    if position.value is None:
        same = Q(**{f"{order.field}__isnull": True}) & tie
        return same | Q(**{f"{order.field}__isnull": False}) if position.backwards else same
    after = Q(**{f"{order.field}__{side}": position.value})
    after |= Q(**{order.field: position.value}) & tie
    if not position.backwards:
        after |= Q(**{f"{order.field}__isnull": True})
    return after


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows with the positions before and after it (empty when there is nothing)."""

    rows: list[Row]
    before: str
    after: str


def read_page(rows: Rows, order: Order, fields: list[str], size: int, at: str) -> Page:
    """Read one page.

    Args:
        rows: a queryset, filtered.
        order: how it is sorted.
        fields: what to read of each row; "pk" and the sorted field among them.
        size: rows on a page.
        at: an encoded position, or "" for the beginning; a broken one is the beginning.
    """
    position = Position.decode(at) if at else None
    backwards = position.backwards if position else False
    window = ordered(rows, order, backwards=backwards)
    wanted = list(dict.fromkeys([*fields, order.field]))
    try:
        if position:
            window = window.filter(beyond(order, position))
        found = list(window.values(*wanted)[: size + 1])
    except (ValueError, TypeError, ValidationError):  # a position of another order
        return read_page(rows, order, fields, size, "")
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([], "", "")
    has_before = more if backwards else position is not None
    has_after = True if backwards else more

    def place(row: Row, *, back: bool) -> str:
        return Position(row[order.field], row["pk"], back).encode()

    return Page(
        found,
        place(found[0], back=True) if has_before else "",
        place(found[-1], back=False) if has_after else "",
    )
