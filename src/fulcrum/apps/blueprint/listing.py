"""What the lists of submissions, of institutions behind a number, and of imports show."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.dimensions import known_language, language_choices
from fulcrum.apps.blueprint.queries import submissions as queries
from fulcrum.apps.parties.enums import Continent, ImportState, SubSector
from fulcrum.apps.parties.geography import country_name
from fulcrum.apps.ui.figures import FigureColumn, Kind
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to

WAITING = {
    queries.NEW: (gettext_lazy("To review"), "warning"),
    queries.ANSWERED: (gettext_lazy("Answered, to read"), "warning"),
    queries.ASKED: (gettext_lazy("Waiting for the institution"), "info"),
    queries.ACCEPTED: (gettext_lazy("Accepted"), "success"),
}


def _waiting(value: str, _row: dict[str, Any]) -> Any:
    label, tone = WAITING[value]
    return format_html('<span class="badge tone-{}">{}</span>', tone, label)


QUEUE = ListSpec(
    name="submissions",
    title=gettext_lazy("Submitted self-assessments"),
    columns=(
        Column(
            "organisation__name",
            gettext_lazy("Institution"),
            link=link_to("submission"),
        ),
        Column("organisation__sub_sector", gettext_lazy("Sub-sector"), choices=SubSector.choices),
        Column(
            "organisation__country",
            gettext_lazy("Country"),
            format=lambda value, _row: country_name(value),
            by_value=True,
        ),
        Column("release__code", gettext_lazy("Release")),
        Column("finished_at", gettext_lazy("Submitted"), sort=True),
        Column(
            "waiting",
            gettext_lazy("State"),
            format=_waiting,
            by_value=True,
            plain=lambda value, _row: str(WAITING[value][0]),
        ),
    ),
    filters=(
        ChoiceFilter(
            "waiting",
            gettext_lazy("State"),
            lambda: [(key, label) for key, (label, _tone) in WAITING.items()],
        ),
        ChoiceFilter(
            "sub_sector",
            gettext_lazy("Sub-sector"),
            SubSector.choices,
            field="organisation__sub_sector",
        ),
        ChoiceFilter(
            "continent",
            gettext_lazy("Continent"),
            Continent.choices,
            field="organisation__continent",
        ),
    ),
    search=lambda rows, text: rows.filter(organisation__name__icontains=text),
    search_label=gettext_lazy("Name of the institution"),
    default_sort="-finished_at",
    export_permission="blueprint.export_aggregate",
    empty=Empty(
        gettext_lazy("Nothing was submitted yet"),
        gettext_lazy(
            "Institutions measure themselves and decide whether to submit. What they submit comes "
            "here, to be read, asked about and accepted."
        ),
        gettext_lazy("Import completed assessments"),
        "/blueprint/imports/new",
    ),
    template="blueprint/submissions.html",
)


def _share(value: float, _row: dict[str, Any]) -> str:
    return FigureColumn("", "", Kind.SHARE).shown(value)


def _language(rows: Any, value: str) -> Any:
    return rows.filter(assessment__organisation__main_language=known_language(value))


BEHIND = ListSpec(
    name="state-of-play",
    title="",
    columns=(
        Column(
            "assessment__organisation__name",
            gettext_lazy("Institution"),
            link=link_to("submission", "assessment_id"),
            needs=("assessment_id",),
        ),
        Column(
            "assessment__organisation__sub_sector",
            gettext_lazy("Sub-sector"),
            choices=SubSector.choices,
        ),
        Column(
            "assessment__organisation__country",
            gettext_lazy("Country"),
            format=lambda value, _row: country_name(value),
            by_value=True,
        ),
        Column(
            "low", gettext_lazy("At least"), format=_share, by_value=True, sort=True, numeric=True
        ),
        Column(
            "high", gettext_lazy("At most"), format=_share, by_value=True, sort=True, numeric=True
        ),
        Column("answered_count", gettext_lazy("Answered"), numeric=True),
        Column("item_count", gettext_lazy("That apply"), numeric=True),
        Column("assessment__finished_at", gettext_lazy("Submitted")),
    ),
    filters=(
        ChoiceFilter(
            "sub_sector",
            gettext_lazy("Sub-sector"),
            SubSector.choices,
            field="assessment__organisation__sub_sector",
        ),
        ChoiceFilter(
            "continent",
            gettext_lazy("Continent"),
            Continent.choices,
            field="assessment__organisation__continent",
        ),
        ChoiceFilter("language", gettext_lazy("Language"), language_choices, apply=_language),
    ),
    search=lambda rows, text: rows.filter(assessment__organisation__name__icontains=text),
    search_label=gettext_lazy("Name of the institution"),
    default_sort="-low",
    export_permission="blueprint.export_aggregate",
    empty=Empty(
        gettext_lazy("Nobody has submitted yet"),
        gettext_lazy("Institutions that have submitted an evaluation of this stand here."),
    ),
    template="blueprint/state_of_play_rows.html",
)


IMPORTS = ListSpec(
    name="assessment-imports",
    title=gettext_lazy("Imports of assessments"),
    columns=(
        Column("file_name", gettext_lazy("File"), link=link_to("assessment_import")),
        Column("state", gettext_lazy("State"), choices=ImportState.choices),
        Column("created_at", gettext_lazy("Sent"), sort=True),
    ),
    default_sort="-created_at",
    empty=Empty(
        gettext_lazy("No import yet"),
        gettext_lazy(
            "Assessments that were completed elsewhere come in as a file, one row each. What was "
            "sent is kept here with its outcome."
        ),
    ),
    template="blueprint/imports.html",
)
