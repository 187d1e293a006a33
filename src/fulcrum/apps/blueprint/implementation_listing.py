"""What the lists of commitments behind a number, and of snapshots, show."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.commitment_listing import disputed_cell, rung_cell
from fulcrum.apps.blueprint.commitment_words import rung_label
from fulcrum.apps.blueprint.dimensions import known_language, language_choices
from fulcrum.apps.blueprint.models import Scope
from fulcrum.apps.blueprint.queries.commitments import rung_of
from fulcrum.apps.parties.enums import Continent, SubSector
from fulcrum.apps.parties.geography import country_name
from fulcrum.apps.parties.queries.organisations import countries_in_use
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to

_OF = "commitment__organisation__"


def _language(rows: Any, value: str) -> Any:
    return rows.filter(**{f"{_OF}main_language": known_language(value)})


BEHIND_STATE = ListSpec(
    name="state-of-implementation",
    title=gettext_lazy("Commitments behind the number"),
    columns=(
        Column(
            "commitment__title",
            gettext_lazy("Commitment"),
            link=link_to("commitment", "commitment_id"),
            needs=("commitment_id",),
        ),
        Column(f"{_OF}name", gettext_lazy("Institution")),
        Column(f"{_OF}sub_sector", gettext_lazy("Sub-sector"), choices=SubSector.choices),
        Column(
            f"{_OF}country",
            gettext_lazy("Country"),
            format=lambda value, _row: country_name(value),
            by_value=True,
        ),
        Column(
            "rung",
            gettext_lazy("Status on that day"),
            format=rung_cell,
            by_value=True,
            plain=lambda value, _row: rung_label(rung_of(value)),
        ),
        Column(
            "disputed",
            gettext_lazy("Dispute"),
            format=disputed_cell,
            by_value=True,
            plain=lambda value, _row: _("disputed") if value else "",
        ),
        Column("start_at", gettext_lazy("Since"), sort=True),
    ),
    filters=(
        ChoiceFilter(
            "sub_sector", gettext_lazy("Sub-sector"), SubSector.choices, field=f"{_OF}sub_sector"
        ),
        ChoiceFilter(
            "continent", gettext_lazy("Continent"), Continent.choices, field=f"{_OF}continent"
        ),
        ChoiceFilter("language", gettext_lazy("Language"), language_choices, apply=_language),
        ChoiceFilter("country", gettext_lazy("Country"), countries_in_use, field=f"{_OF}country"),
    ),
    search=lambda rows, text: rows.filter(**{f"{_OF}name__icontains": text}),
    search_label=gettext_lazy("Name of the institution"),
    default_sort="-start_at",
    export_permission="blueprint.export_state",
    empty=Empty(
        gettext_lazy("No commitment"),
        gettext_lazy("No commitment was at this rung there on that day."),
    ),
    template="blueprint/state_rows.html",
)


def _public(value: bool, _row: dict[str, Any]) -> Any:  # noqa: FBT001 - a cell's value
    if not value:
        return _("not public")
    return format_html('<span class="badge tone-success">{}</span>', _("public"))


SNAPSHOTS = ListSpec(
    name="snapshots",
    title=gettext_lazy("Snapshots"),
    columns=(
        Column("number", gettext_lazy("No."), numeric=True, sort=True),
        Column(
            "title", gettext_lazy("Title"), link=link_to("snapshot", "number"), needs=("number",)
        ),
        Column("as_of", gettext_lazy("State on"), sort=True),
        Column("before", gettext_lazy("Compared with")),
        Column("scope", gettext_lazy("Counted"), choices=Scope.choices),
        Column(
            "is_public",
            gettext_lazy("Public site"),
            format=_public,
            by_value=True,
            plain=lambda value, _row: _("public") if value else "",
        ),
        Column("frozen_at", gettext_lazy("Frozen"), sort=True),
        Column("frozen_by", gettext_lazy("By")),
    ),
    filters=(
        ChoiceFilter(
            "public",
            gettext_lazy("Public site"),
            [("yes", gettext_lazy("Public"))],
            apply=lambda rows, _value: rows.filter(is_public=True),
        ),
    ),
    search=lambda rows, text: rows.filter(title__icontains=text),
    search_label=gettext_lazy("Title"),
    default_sort="-number",
    empty=Empty(
        gettext_lazy("No snapshot yet"),
        gettext_lazy(
            "A snapshot keeps the state of implementation of a day for good, under a number, so "
            "that a report and a page can be checked against it years later."
        ),
        gettext_lazy("Freeze the first"),
        "/blueprint/snapshots/new",
    ),
    template="blueprint/snapshots.html",
)
