"""Organisations for other software."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from fulcrum.apps.parties.actions.organisations import create_organisation, update_organisation
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import actor_of, require
from fulcrum.apps.ui.api import Page, PageQuery, api_permission, page_of
from fulcrum.kernel.errors import FulcrumError

router = Router(tags=["Organisations"])
FILTERS = ("sub_sector", "continent", "country", "size_band")


class OrganisationOut(Schema):
    """An organisation. Notes and keys of the Secretariat's records are not given out."""

    id: int
    name: str
    aliases: list[str]
    lei: str
    actor_types: list[str]
    sub_sector: str
    country: str = Field(description="ISO 3166-1 alpha-2.")
    continent: str
    jurisdictions: list[str]
    languages: list[str] = Field(description="ISO 639 codes, the main one first.")
    size_band: str
    sector_code: str = Field(description="ISIC Rev. 4.")
    website: str
    parent_id: int | None
    is_reference: bool
    is_invented: bool
    source: str
    source_date: date | None
    mark: str = Field(description="S seen in the source, O our choice, U unconfirmed.")
    updated_at: datetime


class OrganisationFields(Schema):
    """What may be said about an organisation; only what is sent is changed."""

    name: str | None = None
    aliases: list[str] | None = None
    lei: str | None = None
    actor_types: list[str] | None = None
    sub_sector: str | None = None
    country: str | None = None
    jurisdictions: list[str] | None = None
    languages: list[str] | None = None
    size_band: str | None = None
    sector_code: str | None = None
    website: str | None = None
    source: str | None = None
    source_date: date | None = None
    mark: Literal["", "S", "O", "U"] | None = None
    external_key: str | None = None
    parent_id: int | None = None


class NewOrganisation(OrganisationFields):
    """An organisation to add."""

    name: str
    sub_sector: str
    country: str


class OrganisationQuery(PageQuery):
    """Which organisations."""

    q: str = Field(
        "", max_length=200, description="Words that name, other names or LEI begin with."
    )
    sub_sector: str = ""
    continent: str = ""
    country: str = ""
    size_band: str = ""


def _rows(request: HttpRequest) -> Any:
    return Organisation.objects.visible_to(actor_of(request)).live()


def _values(
    request: HttpRequest, sent: OrganisationFields
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields sent, and the parent if that was."""
    values = sent.dict(exclude_unset=True)
    nothing = [name for name, value in values.items() if value is None]
    for name in set(nothing) - {"parent_id", "source_date"}:
        del values[name]
    if "parent_id" not in values:
        return values, {}
    pk = values.pop("parent_id")
    parent = _rows(request).filter(pk=pk).first() if pk is not None else None
    if pk is not None and parent is None:
        raise FulcrumError("There is no such organisation.", where="body/parent_id")
    return values, {"parent": parent}


@router.get("/organisations", response=Page[OrganisationOut], summary="List organisations")
@api_permission("parties.view_organisation")
def list_organisations(request: HttpRequest, page: Query[OrganisationQuery]) -> Any:
    """Live organisations that the token's organisation sees, by name."""
    rows = _rows(request)
    chosen = {name: getattr(page, name) for name in FILTERS if getattr(page, name)}
    rows = rows.filter(**chosen)
    return page_of(rows.search(page.q) if page.q else rows, page, order="name_key")


@router.get("/organisations/{pk}", response=OrganisationOut, summary="Get an organisation")
@api_permission("parties.view_organisation")
def get_organisation(request: HttpRequest, pk: int) -> Any:
    """One organisation; 404 for one that was merged into another."""
    return get_object_or_404(_rows(request), pk=pk)


@router.post("/organisations", response={201: OrganisationOut}, summary="Add an organisation")
@api_permission("parties.add_organisation")
def add_organisation(request: HttpRequest, sent: NewOrganisation) -> Any:
    """Add an organisation; send an Idempotency-Key so that a retry adds no second one."""
    values, more = _values(request, sent)
    return Status(201, create_organisation(values, by=actor_of(request), **more))


@router.patch("/organisations/{pk}", response=OrganisationOut, summary="Change an organisation")
@api_permission("parties.change_organisation")
def change_organisation(request: HttpRequest, pk: int, sent: OrganisationFields) -> Any:
    """Change what is sent; institutions change their own profile fields."""
    found = get_object_or_404(_rows(request), pk=pk)
    require(request, "parties.change_organisation", found)
    values, more = _values(request, sent)
    return update_organisation(found, values, by=actor_of(request), **more)
