"""What the list of jobs shows."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.jobs.enums import STATE_COLOURS, JobState
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to


def _state_badge(value: Any, _row: dict[str, Any]) -> SafeString:
    state = JobState(value)
    badge = '<span class="badge bg-{}-lt">{}</span>'
    return format_html(badge, STATE_COLOURS[state], state.label)


def _state_label(value: Any, _row: dict[str, Any]) -> str:
    return str(JobState(value).label)


JOBS = ListSpec(
    name="jobs",
    title=_("Long work"),
    columns=(
        Column("title", _("What"), link=link_to("job")),
        Column("state", _("State"), format=_state_badge, plain=_state_label),
        Column("actor_label", _("Started by")),
        Column("created_at", _("Started"), sort=True),
        Column("ended_at", _("Ended")),
    ),
    filters=(ChoiceFilter("state", _("State"), choices=JobState.choices),),
    search=lambda rows, text: rows.filter(title__icontains=text),
    search_label=_("Search titles"),
    default_sort="-created_at",
    empty=Empty(
        _("No long work yet"),
        _("Imports, exports and reports that take a while are listed here, with their progress."),
    ),
)
