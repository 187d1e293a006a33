"""What the templates of records, wizards and long work read: their context as documented types.

context = {"record": RecordHead(state=..., next_step=NextStep(...)), "timeline": ...}
return render(request, "parties/organisation.html", context)   # extends ui/record.html
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise

Text = str | Promise


class TimelineEntry(Protocol):
    """A line of a timeline; `audit.queries.timeline` gives such."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def who(self) -> str:
        """By whom."""

    @property
    def text(self) -> str:
        """What was done, as the end of the sentence that starts with who."""


@dataclass(frozen=True, slots=True)
class State:
    """A record's state: its label, and secondary, success, warning, danger or info."""

    label: Text
    tone: str = "secondary"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next with a record; `text` alone says that somebody else is to act."""

    text: Text
    label: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What links to a record: a kind of thing, how many, and the list of them."""

    label: Text
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class RecordHead:
    """The head and the foot of a record page (context key `record`)."""

    state: State | None = None
    next_step: NextStep | None = None
    linked_from: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class WizardPlace:
    """Where in a wizard somebody is (context key `wizard`).

    Attributes:
        number: the question, from 1.
        total: how many there are.
        section: the part it belongs to.
        back_url: the question before; empty on the first.
        leave_url: where "Save and continue later" leads.
    """

    number: int
    total: int
    section: Text = ""
    back_url: str = ""
    leave_url: str = ""

    @property
    def share(self) -> int:
        """How far along, in per cent; the question asked now does not count yet."""
        return round(100 * (self.number - 1) / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A question of a wizard with its answer, and where to change it."""

    question: Text
    answer: Text
    url: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class LongWork:
    """Long work as its panel shows it (context key `work`).

    Attributes:
        stage: what is being done now.
        done: how many are done.
        total: of how many; None when nobody knows yet.
        seconds_left: estimate; None when there is none.
        state: its label and tone.
        is_live: whether it may still change; the panel then asks again by itself.
        url: the page (and, for htmx, the panel) that shows it.
        cancel_url: where "Stop" posts to; empty when this person may not.
        resume_url: where "Go on" posts to.
        error: what went wrong, as a sentence.
    """

    stage: Text
    done: int
    total: int | None
    state: State
    url: str
    seconds_left: float | None = None
    is_live: bool = False
    cancel_url: str = ""
    resume_url: str = ""
    error: Text = ""

    @property
    def percent(self) -> int | None:
        """How much is done, in per cent."""
        return min(100, round(100 * self.done / self.total)) if self.total else None

    @property
    def minutes_left(self) -> int | None:
        """Whole minutes left, rounded up; 0 for less than one."""
        if self.seconds_left is None:
            return None
        return 0 if self.seconds_left < 60 else -int(-self.seconds_left // 60)
