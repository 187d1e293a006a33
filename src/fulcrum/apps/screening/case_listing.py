"""What the list of cases shows."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.screening.case_words import CASE_TONES
from fulcrum.apps.screening.enums import CaseState
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to


def _state(value: str, _row: dict[str, Any]) -> Any:
    state = CaseState(value)
    return format_html('<span class="badge tone-{}">{}</span>', CASE_TONES[state], state.label)


def _due(value: date, row: dict[str, Any]) -> Any:
    day = formats.date_format(value, "SHORT_DATE_FORMAT")
    if value >= timezone.localdate() or row["state"] == CaseState.CLOSED:
        return day
    return format_html('{} <span class="badge tone-danger">{}</span>', day, _("late"))


def _title(value: str, row: dict[str, Any]) -> Any:
    if not row["is_invented"]:
        return format_html("<bdi>{}</bdi>", value)
    badge = '<bdi>{}</bdi> <span class="badge tone-warning">{}</span>'
    return format_html(badge, value, _("invented"))


def _person(value: str | None, _row: dict[str, Any]) -> Any:
    return format_html("<bdi>{}</bdi>", value) if value else ""


def _led(rows: Any, value: str) -> Any:
    return rows.filter(is_mine=True) if value == "mine" else rows.filter(lead=None)


def _when(rows: Any, _value: str) -> Any:
    return rows.filter(due_on__lt=timezone.localdate()).exclude(state=CaseState.CLOSED)


def _search(rows: Any, text: str) -> Any:
    wanted = Q(title__icontains=text)
    if text.isdecimal() and len(text) < 10:
        wanted |= Q(number=int(text))
    return rows.filter(wanted)


CASES = ListSpec(
    name="cases",
    title=gettext_lazy("Cases"),
    columns=(
        Column("number", gettext_lazy("Number"), link=link_to("case"), sort=True),
        Column(
            "title",
            gettext_lazy("Case"),
            link=link_to("case"),
            format=_title,
            needs=("is_invented",),
        ),
        Column(
            "state",
            gettext_lazy("State"),
            format=_state,
            by_value=True,
            plain=lambda value, _row: str(CaseState(value).label),
        ),
        Column("lead__name", gettext_lazy("Lead"), format=_person, by_value=True),
        Column("due_on", gettext_lazy("To be decided by"), format=_due, sort=True),
        Column("updated_at", gettext_lazy("Changed"), sort=True),
    ),
    filters=(
        ChoiceFilter("state", gettext_lazy("State"), CaseState.choices),
        ChoiceFilter(
            "lead",
            gettext_lazy("Lead"),
            [("mine", gettext_lazy("Mine")), ("nobody", gettext_lazy("Nobody yet"))],
            apply=_led,
        ),
        ChoiceFilter("due", gettext_lazy("Day"), [("late", gettext_lazy("Late"))], apply=_when),
    ),
    # Never names of parties: what is searched for stands in the address.
    search=_search,
    search_label=gettext_lazy("Number or words of the title"),
    default_sort="-updated_at",
    export_permission="screening.view_cases",
    empty=Empty(
        gettext_lazy("No case yet"),
        gettext_lazy(
            "A case gathers the alerts of one suspicion: who is involved, what is known, what is to be "
            "done, what was decided and why. Open one from an alert, or on its own."
        ),
        gettext_lazy("Open a case"),
        "/screening/cases/new",
    ),
    template="screening/cases.html",
)
