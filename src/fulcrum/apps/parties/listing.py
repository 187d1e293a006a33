"""What the lists of organisations, contacts and imports show."""

from collections.abc import Callable
from typing import Any, cast

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.parties import geography
from fulcrum.apps.parties.enums import (
    ActorType,
    Consent,
    Continent,
    ImportState,
    Mark,
    SizeBand,
    SubSector,
    TermKind,
)
from fulcrum.apps.parties.models import OrganisationQuerySet
from fulcrum.apps.parties.queries.organisations import countries_in_use, languages_in_use
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to
from fulcrum.apps.ui.lists.spec import Row, Rows


def _name(_value: Any, row: Row) -> str | SafeString:
    if row["mark"] != Mark.UNCONFIRMED:
        return str(row["name"])
    badge = '<bdi>{}</bdi> <span class="badge tone-warning">{}</span>'
    return format_html(badge, row["name"], _("unconfirmed"))


def _country(value: Any, _row: Row) -> str:
    return geography.country_name(value)


def _account(value: Any, _row: Row) -> str:
    return "" if value is None else _("Yes")


def _by_term(kind: TermKind) -> Callable[[Rows, str], Rows]:
    return lambda rows, value: cast("OrganisationQuerySet", rows).found_by(kind, value)


def _search(rows: Rows, text: str) -> Rows:
    return cast("OrganisationQuerySet", rows).search(text)


def _by_account(rows: Rows, value: str) -> Rows:
    if value == "yes":
        return rows.filter(tenant__isnull=False)
    # Said so that no index of accounts is used: nearly every organisation has none.
    without: Rows = rows.annotate(account=Coalesce("tenant_id", 0)).filter(account=0)
    return without


ORGANISATIONS = ListSpec(
    name="organisations",
    title=gettext_lazy("Organisations"),
    columns=(
        Column(
            "name_key",
            gettext_lazy("Name"),
            link=link_to("organisation"),
            format=_name,
            plain=lambda _value, row: row["name"],
            sort=True,
            needs=("name", "mark"),
        ),
        Column("sub_sector", gettext_lazy("Sub-sector"), choices=SubSector.choices),
        Column("country", gettext_lazy("Country"), format=_country, by_value=True),
        Column("size_band", gettext_lazy("Size"), choices=[("", ""), *SizeBand.choices]),
        Column("lei", gettext_lazy("LEI")),
        Column(
            "tenant_id", gettext_lazy("Signs in"), format=_account, plain=_account, by_value=True
        ),
        Column("updated_at", gettext_lazy("Changed"), sort=True),
    ),
    filters=(
        ChoiceFilter("sub_sector", gettext_lazy("Sub-sector"), choices=SubSector.choices),
        ChoiceFilter("continent", gettext_lazy("Continent"), choices=Continent.choices),
        ChoiceFilter("country", gettext_lazy("Country"), choices=countries_in_use),
        ChoiceFilter(
            "language",
            gettext_lazy("Language"),
            choices=languages_in_use,
            apply=_by_term(TermKind.LANGUAGE),
        ),
        ChoiceFilter(
            "actor_type",
            gettext_lazy("Kind of actor"),
            choices=ActorType.choices,
            apply=_by_term(TermKind.ACTOR_TYPE),
        ),
        ChoiceFilter("size", gettext_lazy("Size"), choices=SizeBand.choices, field="size_band"),
        ChoiceFilter(
            "account",
            gettext_lazy("Signs in"),
            choices=lambda: [("yes", _("Yes")), ("no", _("No"))],
            apply=_by_account,
        ),
    ),
    search=_search,
    search_label=gettext_lazy("Name, other name or LEI"),
    default_sort="name_key",
    export_permission="parties.export_organisation",
    empty=Empty(
        gettext_lazy("No organisation yet"),
        gettext_lazy(
            "Banks, investors, regulators and support organisations the initiative deals with are "
            "listed here. Add the first, or import a file."
        ),
    ),
    template="parties/organisations.html",
)


CONTACTS = ListSpec(
    name="contacts",
    title=gettext_lazy("Contacts"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            link=link_to("contact"),
            sort=True,
        ),
        Column("role_title", gettext_lazy("Role")),
        Column(
            "organisation__name",
            gettext_lazy("Organisation"),
            link=lambda row: (
                reverse("organisation", args=[row["organisation_id"]])
                if row["organisation_id"]
                else None
            ),
            needs=("organisation_id",),
        ),
        Column("consent", gettext_lazy("May we contact them?"), choices=Consent.choices),
    ),
    filters=(
        ChoiceFilter("consent", gettext_lazy("May we contact them?"), choices=Consent.choices),
    ),
    default_sort="name",
    empty=Empty(
        gettext_lazy("No contact yet"),
        gettext_lazy(
            "People the Secretariat knows at organisations. Add them on the organisation's page."
        ),
    ),
    template="parties/contacts.html",
)

IMPORTS = ListSpec(
    name="organisation-imports",
    title=gettext_lazy("Imports"),
    columns=(
        Column(
            "file_name",
            gettext_lazy("File"),
            link=link_to("organisation_import"),
        ),
        Column("state", gettext_lazy("State"), choices=ImportState.choices),
        Column("created_at", gettext_lazy("Sent"), sort=True),
    ),
    default_sort="-created_at",
    empty=Empty(
        gettext_lazy("No import yet"),
        gettext_lazy("Files of organisations that were sent in are kept here with their outcome."),
    ),
    template="parties/imports.html",
)
