"""What the list of jobs shows."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, list_page

__all__ = ["JOBS", "list_page"]


def _state_label(value: object, _row: object) -> str:
    return str(JobState(str(value)).label)


JOBS = ListSpec(
    name="jobs",
    title=_("Long work"),
    columns=[
        Column("title", _("What"), link=lambda row: reverse("job", args=[row["pk"]]), sort=True),
        Column("state", _("State"), format=_state_label, sort=True),
        Column("actor_label", _("Started by"), sort=True),
        Column("created_at", _("Started"), sort=True),
        Column("ended_at", _("Ended"), sort=False),
    ],
    filters=[
        ChoiceFilter("state", _("State"), choices=lambda: list(JobState.choices), field="state")
    ],
    search=lambda queryset, text: queryset.filter(title__icontains=text),
    default_sort="-created_at",
    empty=Empty(
        _("No long work yet"),
        _("Imports, exports and reports that take a while are listed here, with their progress."),
        "",
        "",
    ),
    export_permission=None,
)
