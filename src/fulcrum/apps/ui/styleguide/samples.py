"""What the style guide shows: each sample is a template of a few lines and the context it needs."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.ui.patterns import (
    Link,
    LongWork,
    NextStep,
    RecordHead,
    State,
    SummaryLine,
    WizardPlace,
)
from fulcrum.apps.ui.styleguide import figures
from fulcrum.apps.ui.styleguide.forms import SampleForm


@dataclass(frozen=True, slots=True)
class Sample:
    """A piece small enough to stand on the style guide's first page."""

    name: str
    title: Promise
    when: Promise
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def template_name(self) -> str:
        """The template that is rendered, and shown."""
        return f"ui/styleguide/samples/{self.name}.html"

    @property
    def code(self) -> str:
        """The template's own text."""
        template: Any = get_template(self.template_name)
        return str(template.template.source).strip()

    def render(self, request: Any) -> SafeString:
        """The sample as people see it."""
        return SafeString(get_template(self.template_name).render(self.context, request))


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the sample timeline."""

    at: datetime
    who: str
    text: str


def timeline() -> list[Event]:
    """Two invented events."""
    return [
        Event(datetime(2026, 11, 20, 9, 30, tzinfo=UTC), "Ada Officer", "asked a question"),
        Event(datetime(2026, 11, 18, 16, 5, tzinfo=UTC), "Grace Lead", "submitted the assessment"),
    ]


def record_head() -> RecordHead:
    """The head of a record that waits for an answer."""
    return RecordHead(
        state=State(_("Waiting for an answer"), "warning"),
        next_step=NextStep(
            _("The Secretariat asked about two answers."),
            _("Answer the questions"),
            reverse("styleguide_wizard"),
        ),
        linked_from=(
            Link(_("Assessments"), reverse("styleguide_list"), 3),
            Link(_("Relations"), reverse("styleguide_list"), 12),
        ),
    )


def long_work() -> LongWork:
    """An import half-way through."""
    return LongWork(
        stage=_("Reading rows"),
        done=48_200,
        total=100_000,
        seconds_left=95,
        state=State(_("Running"), "info"),
        url=reverse("styleguide_progress"),
        is_live=True,
        cancel_url=reverse("styleguide_progress"),
    )


def summary() -> list[SummaryLine]:
    """Two questions, one of them open."""
    there = reverse("styleguide_wizard")
    return [
        SummaryLine(_("Does the board discuss modern slavery?"), _("Yes"), there),
        SummaryLine(_("Who may stop a payment?"), "", there, is_missing=True),
    ]


def samples() -> list[Sample]:
    """Every small sample, in the order people meet the pieces."""
    place = WizardPlace(3, 38, _("Governance"), back_url="#", leave_url="#")
    return [
        Sample("buttons", _("Buttons"), _("One primary action a page; the rest stay quiet.")),
        Sample("badges", _("States"), _("A state is a word first and a colour second.")),
        Sample("messages", _("Messages"), _("What happened, and what to do about it.")),
        Sample("icons", _("Icons"), _("Beside words. Alone only with a label.")),
        Sample("crumbs", _("Breadcrumbs"), _("On every page below the first level.")),
        Sample("tiles", _("Tiles"), _("A few numbers, each leading to its rows.")),
        Sample("facts", _("Facts"), _("What a record says about itself.")),
        Sample(
            "form", _("Form with errors"), _("Nothing typed is lost."), {"form": SampleForm({})}
        ),
        Sample("place", _("Place in a wizard"), _("Above every question."), {"wizard": place}),
        Sample(
            "autosave",
            _("Saved as you go"),
            _("Under forms that save themselves."),
            {"saved_at": datetime(2026, 11, 20, 9, 30, tzinfo=UTC)},
        ),
        Sample("progress", _("Long work"), _("It survives leaving."), {"work": long_work()}),
        Sample("timeline", _("Timeline"), _("On every record."), {"timeline": timeline()}),
        Sample(
            "figure",
            _("Figure"),
            _("Its title is the finding; its table, its source and its rows are beside it."),
            {"figure": figures.ranges(), "csv_url": reverse("styleguide_rows", args=["areas"])},
        ),
        Sample(
            "bars",
            _("Bars"),
            _("How many, or what share."),
            {"figure": figures.counts(), "csv_url": reverse("styleguide_rows", args=["places"])},
        ),
        Sample(
            "stack",
            _("Parts of a whole"),
            _("At most six parts, in an order that means something."),
            {"figure": figures.parts(), "csv_url": reverse("styleguide_rows", args=["goals"])},
        ),
        Sample("empty", _("Empty"), _("Says what a list is for, and the first step.")),
    ]
