"""Cursor pagination: pages hold still while rows come and go, and page 1,000 costs what page 1 does."""

import base64
import binascii
import json
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field as ModelField
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Field, Schema

from fulcrum.kernel.errors import FulcrumError

T = TypeVar("T")
M = TypeVar("M", bound=Model)


class PageQuery(Schema):
    """How a caller asks for a page: `?limit=50&cursor=…`."""

    limit: int = Field(50, ge=1, le=200, description="Rows on a page.")
    cursor: str = Field("", max_length=500, description="`next_cursor` of the page before.")


class Page(Schema, Generic[T]):
    """One page; `next_cursor` is null on the last."""

    items: list[T]
    next_cursor: str | None = None


def _encode(values: list[Any]) -> str:
    text = json.dumps(values, cls=DjangoJSONEncoder, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(cursor: str) -> tuple[Any, Any]:
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (binascii.Error, ValueError, TypeError) as error:
        raise _unreadable() from error
    return value, pk


def _unreadable() -> FulcrumError:
    return FulcrumError(
        _("This cursor cannot be read."),
        where="query/cursor",
        mend=_("Send the next_cursor of the page before, or none for the first page."),
    )


def _after(queryset: QuerySet[M], field: str, *, descending: bool, cursor: str) -> QuerySet[M]:
    value, pk = _decode(cursor)
    step = "lt" if descending else "gt"
    meta = queryset.model._meta
    try:
        value = cast("ModelField[Any, Any]", meta.get_field(field)).to_python(value)
        pk = meta.pk.to_python(pk)
    except (ValidationError, TypeError) as error:
        raise _unreadable() from error
    if value is None or pk is None:
        raise _unreadable()
    return queryset.filter(
        Q(**{f"{field}__{step}": value}) | Q(**{field: value, f"pk__{step}": pk})
    )


def page_of(queryset: QuerySet[M], page: PageQuery, *, order: str = "pk") -> dict[str, Any]:
    """One page of a queryset, as `Page[…]` renders it.

    Args:
        queryset: the rows the caller may see.
        page: the limit and the cursor asked for.
        order: a field that is never null, `-` before it for descending; the key breaks ties.

    Raises:
        FulcrumError: the cursor is not one of ours.
    """
    descending = order.startswith("-")
    field = order.removeprefix("-")
    if field == "pk":
        field = queryset.model._meta.pk.name
    sign = "-" if descending else ""
    rows = queryset.order_by(f"{sign}{field}", f"{sign}pk")
    if page.cursor:
        rows = _after(rows, field, descending=descending, cursor=page.cursor)
    found = list(rows[: page.limit + 1])
    items = found[: page.limit]
    more = len(found) > page.limit
    last = items[-1] if more else None
    cursor = _encode([getattr(last, field), last.pk]) if last is not None else None
    return {"items": items, "next_cursor": cursor}
