"""What Today is made of, whoever reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.audit.verbs import verb_text
from fulcrum.apps.blueprint.queries.waits import Waiting

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, what it counts, and where its rows are."""

    number: Text
    label: Text
    url: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a panel: a text that leads somewhere, and what stands at its end."""

    text: Text
    url: str = ""
    note: Text = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A list with a heading; `empty` is said when it has no lines."""

    id: str
    title: Text
    lines: Sequence[Line] = ()
    empty: Text = ""
    more_url: str = ""
    more_label: Text = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was done lately."""

    at: datetime
    who: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Today:
    """The first page of somebody.

    Attributes:
        lead: one sentence: where am I, what is the state of things.
        waiting: what to do, most urgent first.
        at_rest: what is said when nothing waits.
        tiles: the state of things in numbers.
        panels: the lists below.
        lately: what others did.
    """

    lead: Text
    waiting: Sequence[Waiting] = ()
    at_rest: Text = ""
    tiles: Sequence[Tile] = ()
    panels: Sequence[Panel] = ()
    lately: Sequence[Happening] = field(default=())


def happenings(verbs: Iterable[str], *, most: int) -> list[Happening]:
    """The latest rows of the log with these verbs; the caller may see all of their targets."""
    rows = Entry.objects.filter(verb__in=list(verbs)).order_by("-sequence")
    columns = ("at", "actor_label", "verb", "target_label")
    return [
        Happening(at, who, verb_text(verb), about)
        for at, who, verb, about in rows.values_list(*columns)[:most]
    ]
