"""The catalogue of leverage for other software: published practices, read only."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from fulcrum.apps.blueprint.models import Practice
from fulcrum.apps.blueprint.queries.practices import public_practices
from fulcrum.apps.ui.api import Page, PageQuery, api_permission, page_of

router = Router(tags=["Leverage"])


class PracticeOut(Schema):
    """A practice of leverage; empty lists mean any."""

    id: int
    title: str
    who: str
    what: str
    result: str
    kind: str = Field(description="commercial, broader, peers, across, rules or platform.")
    shown: int = Field(description="1 told, 2 documented, 3 confirmed, 4 evaluated.")
    actor_types: list[str]
    actions: list[str]
    sectors: list[str] = Field(description="ISIC Revision 4.")
    countries: list[str] = Field(description="ISO 3166-1, two letters.")
    source: str
    source_url: str
    source_date: date | None
    confirmed: bool = Field(description="Whether the initiative confirmed what is said.")
    is_invented: bool


class PracticeQuery(PageQuery):
    """What to list."""

    q: str = Field("", description="Words that its words begin with, in any order.")


@router.get("/practices", response=Page[PracticeOut], summary="List published practices")
@api_permission("blueprint.view_practices")
def list_practices(request: HttpRequest, page: Query[PracticeQuery]) -> Any:
    """The published catalogue, the newest first."""
    rows = Practice.objects.published()
    return page_of(rows.search(page.q) if page.q else rows, page, order="-pk")


@router.get("/practices/{practice_id}", response=PracticeOut, summary="Read a practice")
@api_permission("blueprint.view_practices")
def get_practice(request: HttpRequest, practice_id: int) -> Any:
    """One published practice."""
    return get_object_or_404(public_practices(), pk=practice_id)
