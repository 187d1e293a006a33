"""The state of play across institutions, for the Secretariat."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.blueprint.dimensions import NAMES, measure_label, published_spec
from fulcrum.apps.blueprint.exports import (
    Matrix,
    coverage_figure,
    file_rows,
    matrix_of,
    source,
    state_figure,
)
from fulcrum.apps.blueprint.forms.aggregate import StateOfPlayForm
from fulcrum.apps.blueprint.queries.aggregate import GROUPS, PARTS, Cell, Question, scores_across
from fulcrum.apps.blueprint.queries.results import ACTION, AREA, GOAL, OVERALL
from fulcrum.apps.parties.enums import Continent, SubSector
from fulcrum.apps.parties.geography import country_name
from fulcrum.apps.parties.queries.organisations import languages_in_use
from fulcrum.apps.ui.access import actor_of, allowed, permission, require, require_step_up
from fulcrum.apps.ui.figures import Figure, FigureColumn, Kind, figure_csv_response
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to, list_page
from fulcrum.apps.ui.lists.files import FORMATS, XLSX
from fulcrum.apps.ui.tabular import write_xlsx
from fulcrum.kernel.estimates import Range

WHOLE = "all"
NOT_KNOWN = "unknown"
PARTS_OF_FILE = {"cells": state_figure, "coverage": coverage_figure}


def rows_url(question: Question, row: str, column: str) -> str:
    """The institutions behind a cell."""
    filters, kind, key = dict(question.filters), question.kind, question.key
    for name, value in ((question.rows, row), (question.columns, column)):
        if name in GROUPS:
            filters[name] = value or NOT_KNOWN
        elif name in PARTS:
            kind, key = PARTS[name], value
    address = reverse("state_of_play_rows", args=[kind, key or WHOLE])
    return f"{address}?{urlencode(filters)}" if filters else address


def _overall_url(question: Question) -> str:
    """The institutions behind the mean over all that pass the filters."""
    return rows_url(replace(question, kind=OVERALL, key="", rows="", columns=""), "", "")


def _spread(matrix: Matrix) -> Range | None:
    """From the lowest to the highest evaluation of a single institution."""
    return Range(matrix.overall.least, matrix.overall.most) if matrix.overall else None


def _table(matrix: Matrix) -> list[tuple[str, list[tuple[Cell | None, str]]]]:
    """Each row's label with its cells and where each leads."""
    question = matrix.question
    return [
        (
            line.label,
            [
                (cell, rows_url(question, line.value, column) if cell else "")
                for (column, _label), cell in zip(matrix.columns, line.cells, strict=True)
            ],
        )
        for line in matrix.lines
    ]


def _export(request: HttpRequest, figure: Figure, question: Question) -> HttpResponseBase:
    """The rows as a file; asks for the permission and for a fresh proof of identity."""
    require(request, "blueprint.export_aggregate")
    if (ask_again := require_step_up(request)) is not None:
        return ask_again
    kind = request.GET["format"]
    with transaction.atomic():
        target = Thing("blueprint.score", "list", figure.key)
        new = {"format": kind, "asked": source(question)}
        record(actor_of(request), "export_state_of_play", target, new=new)
    if kind == "csv":
        return figure_csv_response(figure)
    headings, rows = file_rows(figure)
    notes = [str(figure.title), figure.credit, str(figure.method)]
    name = f"{figure.key}-{figure.as_of.isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    book = write_xlsx(headings, rows, title=figure.key, notes=notes)
    return HttpResponse(book, XLSX, headers=headers)


@permission("blueprint.view_aggregate")
@require_GET
def state_of_play(request: HttpRequest) -> HttpResponseBase:
    """Evaluations by sub-sector, continent and language, and by Goal and Action."""
    spec = published_spec()
    form = StateOfPlayForm(request.GET, spec=spec)
    question = form.question()
    matrix = matrix_of(question, spec)
    wanted = PARTS_OF_FILE.get(request.GET.get("part", "cells"), state_figure)
    if request.GET.get("format") in FORMATS:
        return _export(request, wanted(matrix), question)
    asked = {name: value for name, value in request.GET.items() if name not in {"format", "part"}}
    context = {
        "form": form,
        "question": question,
        "matrix": matrix,
        "table": _table(matrix),
        "figure": state_figure(matrix),
        "coverage": coverage_figure(matrix),
        "ignored": form.ignored,
        "row_name": NAMES[question.rows],
        "overall_url": _overall_url(question),
        "spread": _spread(matrix),
        "may_export": allowed(actor_of(request), "blueprint.export_aggregate"),
        "has_parts": bool(question.part),
        "file_urls": {
            f"{part}_{kind}": "?" + urlencode(asked | {"part": part, "format": kind})
            for part in PARTS_OF_FILE
            for kind in FORMATS
        },
    }
    return render(request, "blueprint/state_of_play.html", context)


def _share(value: float, _row: dict[str, Any]) -> str:
    return FigureColumn("", "", Kind.SHARE).shown(value)


def _language(rows: Any, value: str) -> Any:
    name = "assessment__organisation__main_language"
    return rows.filter(**{name: "" if value == NOT_KNOWN else value})


def _languages() -> list[tuple[str, str]]:
    return [*languages_in_use(), (NOT_KNOWN, _("Not known"))]


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
        ),
        Column("low", gettext_lazy("At least"), format=_share, sort=True, numeric=True),
        Column("high", gettext_lazy("At most"), format=_share, sort=True, numeric=True),
        Column("answered_count", gettext_lazy("Answered"), numeric=True),
        Column("item_count", gettext_lazy("That apply"), numeric=True),
        Column("assessment__finished_at", gettext_lazy("Submitted")),
    ),
    filters=(
        ChoiceFilter(
            "sub_sector",
            gettext_lazy("Sub-sector"),
            lambda: SubSector.choices,
            field="assessment__organisation__sub_sector",
        ),
        ChoiceFilter(
            "continent",
            gettext_lazy("Continent"),
            lambda: Continent.choices,
            field="assessment__organisation__continent",
        ),
        ChoiceFilter("language", gettext_lazy("Language"), _languages, apply=_language),
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


@permission("blueprint.view_aggregate")
@require_GET
def state_of_play_rows(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """The institutions behind a number, each with its own evaluation."""
    if kind not in {OVERALL, AREA, GOAL, ACTION}:
        raise Http404
    wanted = "" if kind == OVERALL else key
    rows = scores_across(kind, {}, wanted)
    spec = replace(BEHIND, title=measure_label(kind, wanted, published_spec()))
    return list_page(request, spec, rows)
