"""What a list shows: columns, filters, search, order, and what to say when it is empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

Text = str | Promise
Row = dict[str, Any]
Rows = QuerySet[Any, Any]


Choices = Sequence[tuple[Any, Text]]

_KEPT_LIMIT = 2000
_kept: dict[tuple[int, str | None], tuple[Choices, list[tuple[Any, str]]]] = {}


_offered: dict[tuple[int, str | None], tuple[Any, Choices, list[tuple[str, str]]]] = {}


def labelled(choices: Choices) -> list[tuple[Any, str]]:
    """Choices with their labels in the reader's language, looked up once for each language."""
    key = (id(choices), get_language())
    known = _kept.get(key)
    if known is not None and known[0] is choices:
        return known[1]
    if len(_kept) >= _KEPT_LIMIT:  # only lists made anew for every page come here
        _kept.clear()
    labels = [(value, str(label)) for value, label in choices]
    _kept[key] = (choices, labels)
    return labels


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: the field (or annotation) it shows; `__` reaches across relations.
        label: heading.
        link: the address a cell leads to, from its row.
        format: what a cell shows, from its value and row; plain text unless a SafeString.
        sort: whether people may sort by it (the field should then have an index).
        needs: further fields that link or format read.
        plain: what an export writes, from value and row; the value itself when absent.
        numeric: set to the end of the line, digits aligned.
        choices: (value, label) pairs; cells and exports show the label.
        by_value: format reads the value alone, so that each different one is made once a page.
    """

    key: str
    label: Text
    link: Callable[[Row], str | None] | None = None
    format: Callable[[Any, Row], str | SafeString | None] | None = None
    sort: bool = False
    needs: tuple[str, ...] = ()
    plain: Callable[[Any, Row], Any] | None = None
    numeric: bool = False
    choices: Choices = ()
    by_value: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceFilter:
    """A filter by choice.

    Attributes:
        key: its name in the address.
        label: what people read.
        choices: (value, label) pairs, or what makes them when the page is made.
        field: the field compared; the key when empty.
        apply: for anything beyond equality: queryset and value in, queryset out.
    """

    key: str
    label: Text
    choices: Choices | Callable[[], Choices]
    field: str = ""
    apply: Callable[[Rows, str], Rows] | None = None

    def options(self) -> list[tuple[str, str]]:
        """The choices as the page offers them."""
        pairs = self.choices() if callable(self.choices) else self.choices
        key = (id(self.choices), get_language())
        known = _offered.get(key)
        # Enumerations hand out the same lazy labels each time, so comparing translates nothing.
        if known is not None and known[0] is self.choices and known[1] == pairs:
            return known[2]
        if len(_offered) >= _KEPT_LIMIT:
            _offered.clear()
        offered = [(str(value), str(label)) for value, label in pairs]
        _offered[key] = (self.choices, pairs, offered)
        return offered

    def narrow(self, rows: Rows, value: str) -> Rows:
        """The rows that pass."""
        if self.apply is not None:
            return self.apply(rows, value)
        return rows.filter(**{self.field or self.key: value})


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: what it is for, and the first step."""

    title: Text
    text: Text
    action_label: Text = ""
    action_url: str = ""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A set of filters somebody kept; with `delete_url` they can forget it where they use it."""

    pk: int
    name: str
    query: str
    delete_url: str = ""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A whole list.

    Attributes:
        name: names its saved views and its files.
        title: heading; the count follows it.
        columns: what it shows, in order.
        empty: what it says when there is nothing at all.
        filters: choices that narrow it.
        search: rows and text in, rows out.
        search_label: what the search looks through.
        default_sort: a field, `-` before it for descending; best one with an index.
        page_size: rows on a page.
        export_permission: who may take it as a file; empty offers none.
        template: `ui/list.html`, or one that extends it.
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    empty: Empty
    filters: tuple[ChoiceFilter, ...] = ()
    search: Callable[[Rows, str], Rows] | None = None
    search_label: Text = ""
    default_sort: str = "-pk"
    page_size: int = 25
    export_permission: str | None = ""
    template: str = "ui/list.html"

    @property
    def fields(self) -> list[str]:
        """Every field a page reads."""
        wanted = {"pk": None}
        for column in self.columns:
            wanted.update(dict.fromkeys((column.key, *column.needs)))
        return list(wanted)

    def column(self, key: str) -> Column | None:
        """The column of a key."""
        return next((column for column in self.columns if column.key == key), None)
