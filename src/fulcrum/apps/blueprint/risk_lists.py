"""What the lists of diagnostics, exposures, risks and tables of countries show."""

from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.diagnosis.terms import Area, Involvement, Origin
from fulcrum.apps.blueprint.diagnosis.wording import TONES
from fulcrum.apps.blueprint.models import DiagnosticState, TableKind, TableState
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.geography import country_name
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to

DIAGNOSTICS = ListSpec(
    name="diagnostics",
    title=gettext_lazy("Diagnostics"),
    columns=(
        Column("title", gettext_lazy("Name"), link=link_to("diagnostic")),
        Column("state", gettext_lazy("State"), choices=DiagnosticState.choices),
        Column("as_of_date", gettext_lazy("State of play on")),
        Column("goods_edition", gettext_lazy("List of goods, edition")),
        Column("started_at", gettext_lazy("Begun"), sort=True),
    ),
    default_sort="-started_at",
    empty=Empty(
        gettext_lazy("No diagnostic yet"),
        gettext_lazy(
            "A diagnostic finds how your institution is connected to modern slavery: in its own "
            "operations, its products, its clients and investees, its suppliers. It takes about ten "
            "minutes, or one file. Only your organisation sees it."
        ),
        gettext_lazy("Begin a diagnostic"),
        "/blueprint/diagnostics/start",
    ),
    template="blueprint/diagnostics.html",
)
_LEVELS = [(str(level), str(level)) for level in range(5, 0, -1)]


def _name(_value: Any, row: dict[str, Any]) -> str:
    return named(row["good"], row["sector"], row["country"])


def _involvement(value: str, _row: dict[str, Any]) -> Any:
    label = Involvement(value).label
    return format_html('<span class="badge tone-{}">{}</span>', TONES[value], label)


def _plain_involvement(value: str, _row: dict[str, Any]) -> str:
    return str(Involvement(value).label)


def _country(value: str, _row: dict[str, Any]) -> str:
    return country_name(value) if value else "–"


RISKS = ListSpec(
    name="risks",
    title=gettext_lazy("Risks by rank"),
    columns=(
        Column(
            "key",
            gettext_lazy("Risk"),
            link=link_to("risk"),
            format=_name,
            plain=_name,
            needs=("good", "sector", "country"),
        ),
        Column("area", gettext_lazy("Area"), choices=Area.choices),
        Column(
            "involvement",
            gettext_lazy("Involvement"),
            format=_involvement,
            plain=_plain_involvement,
            by_value=True,
        ),
        Column("severity", gettext_lazy("Severity"), numeric=True),
        Column("likelihood_in_force", gettext_lazy("Likelihood"), numeric=True),
        Column("amount", gettext_lazy("Amount"), numeric=True),
        Column("exposure_count", gettext_lazy("Exposures"), numeric=True),
        Column("origin", gettext_lazy("Judgements"), choices=Origin.choices),
    ),
    filters=(
        ChoiceFilter("area", gettext_lazy("Area"), Area.choices),
        ChoiceFilter("involvement", gettext_lazy("Involvement"), Involvement.choices),
        ChoiceFilter("severity", gettext_lazy("Severity"), _LEVELS),
        ChoiceFilter("likelihood_in_force", gettext_lazy("Likelihood"), _LEVELS),
        ChoiceFilter("origin", gettext_lazy("Judgements"), Origin.choices),
    ),
    search=lambda rows, text: rows.filter(
        Q(good__icontains=text) | Q(sector__istartswith=text) | Q(country__iexact=text)
    ),
    search_label=gettext_lazy("Product, sector or country code"),
    default_sort="place",
    export_permission="blueprint.export_risks",
    empty=Empty(
        gettext_lazy("No risk yet"),
        gettext_lazy("Risks follow from exposures: add what you do, finance, own or buy."),
    ),
    template="blueprint/risks.html",
)
EXPOSURES = ListSpec(
    name="exposures",
    title=gettext_lazy("Exposures"),
    columns=(
        Column("activity", gettext_lazy("Activity")),
        Column("area", gettext_lazy("Area"), choices=Area.choices),
        Column("sector", gettext_lazy("Sector")),
        Column("country", gettext_lazy("Country"), format=_country, by_value=True),
        Column("good", gettext_lazy("Product")),
        Column("amount", gettext_lazy("Amount"), numeric=True),
        Column("currency", gettext_lazy("Currency")),
        Column("value", gettext_lazy("Compared as"), numeric=True, sort=True),
        Column("source_row", gettext_lazy("Row of the file"), numeric=True),
    ),
    filters=(ChoiceFilter("area", gettext_lazy("Area"), Area.choices),),
    search=lambda rows, text: rows.filter(Q(activity__icontains=text) | Q(good__icontains=text)),
    search_label=gettext_lazy("Activity or product"),
    default_sort="-value",
    export_permission="blueprint.export_risks",
    empty=Empty(
        gettext_lazy("No exposure yet"),
        gettext_lazy("An exposure is something you do, finance, own or buy, where harm may be."),
    ),
    template="blueprint/exposures.html",
)
EXPOSURE_FILES = ListSpec(
    name="exposure-files",
    title=gettext_lazy("Files of exposures"),
    columns=(
        Column("file_name", gettext_lazy("File"), link=link_to("exposure_file")),
        Column("state", gettext_lazy("State"), choices=ImportState.choices),
        Column("created_at", gettext_lazy("Sent"), sort=True),
    ),
    default_sort="-created_at",
    empty=Empty(
        gettext_lazy("No file yet"),
        gettext_lazy("Send a file of exposures instead of typing them: one row each."),
    ),
    template="blueprint/exposure_files.html",
)
TABLES = ListSpec(
    name="country-tables",
    title=gettext_lazy("Tables of countries"),
    columns=(
        Column("title", gettext_lazy("Title"), link=link_to("country_table")),
        Column("kind", gettext_lazy("Measures"), choices=TableKind.choices),
        Column("published_date", gettext_lazy("Published"), sort=True),
        Column("licence", gettext_lazy("Licence")),
        Column("state", gettext_lazy("State"), choices=TableState.choices),
    ),
    default_sort="-published_date",
    export_permission="",
    empty=Empty(
        gettext_lazy("No table of countries yet"),
        gettext_lazy(
            "Tables of prevalence and vulnerability come from others, under their licences, so none "
            "ships with Fulcrum. Whoever runs this installation can take one in that they may use."
        ),
    ),
    template="blueprint/sources.html",
)
