"""The state of play across institutions, for the Secretariat."""

from dataclasses import replace
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.blueprint.dimensions import NAMES, NOT_KNOWN, measure_label, published_spec
from fulcrum.apps.blueprint.exports import (
    Matrix,
    coverage_figure,
    file_rows,
    matrix_of,
    source,
    state_figure,
)
from fulcrum.apps.blueprint.forms.aggregate import StateOfPlayForm
from fulcrum.apps.blueprint.listing import BEHIND
from fulcrum.apps.blueprint.queries.aggregate import GROUPS, PARTS, Cell, Question, scores_across
from fulcrum.apps.blueprint.queries.results import ACTION, AREA, GOAL, OVERALL
from fulcrum.apps.ui.access import actor_of, allowed, permission, require, require_step_up
from fulcrum.apps.ui.figures import Figure, figure_csv_response
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.lists.files import FORMATS, XLSX
from fulcrum.apps.ui.tabular import write_xlsx
from fulcrum.kernel.estimates import Range

WHOLE = "all"
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
