"""The result of a diagnostic: the map, the ranked list, its files and its report."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fulcrum.apps.blueprint.diagnosis.duties import duties_of
from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.diagnosis.severity import LEVELS
from fulcrum.apps.blueprint.diagnosis.terms import Area, Involvement
from fulcrum.apps.blueprint.diagnosis.wording import (
    STAGES,
    TONES,
    evidence_line,
    map_method,
    movement_line,
    sector_name,
)
from fulcrum.apps.blueprint.diagnostic_figures import ORDER, map_figure
from fulcrum.apps.blueprint.diagnostic_report import diagnostic_report
from fulcrum.apps.blueprint.models import Diagnostic
from fulcrum.apps.blueprint.queries.diagnostics import (
    RiskMap,
    choices_of,
    involvement_counts,
    map_of,
    moving_risks,
    verdict_of,
)
from fulcrum.apps.blueprint.views.diagnostics import own_diagnostic
from fulcrum.apps.parties.geography import country_name
from fulcrum.apps.ui.access import permission
from fulcrum.apps.ui.figures import figure_csv_response
from fulcrum.apps.ui.reports import report_response

LISTED = 15
REPORTS = ("pdf", "docx", "html")
NARROW: dict[str, Any] = {
    "area": lambda value: Area(value).label,
    "sector": sector_name,
    "country": country_name,
}


def _labels() -> dict[str, str]:
    return {"area": _("Area"), "sector": _("Sector"), "country": _("Country")}


def _filters(diagnostic: Diagnostic, chosen: dict[str, str]) -> list[dict[str, Any]]:
    labels = _labels()
    return [
        {
            "name": name,
            "label": labels[name],
            "options": [
                (value, NARROW[name](value), value == chosen.get(name)) for value in values
            ],
        }
        for name, values in choices_of(diagnostic).items()
    ]


def _chosen(request: HttpRequest) -> dict[str, str]:
    found = {name: request.GET.get(name, "")[:120] for name in NARROW}
    return {name: value for name, value in found.items() if value}


def _cells(diagnostic: Diagnostic, found: RiskMap, chosen: dict[str, str]) -> list[dict[str, Any]]:
    """The map as a grid of counts: each leads to its risks; the most severe row first."""
    counts = {(cell.severity, cell.likelihood): cell.count for cell in found.cells}
    address = reverse("risks", args=[diagnostic.pk])
    area = {"area": chosen["area"]} if "area" in chosen else {}
    return [
        {
            "severity": severity,
            "cells": [
                (
                    counts.get((severity, likelihood), 0),
                    severity + likelihood,
                    likelihood,
                    f"{address}?"
                    + urlencode({**area, "severity": severity, "likelihood_in_force": likelihood}),
                )
                for likelihood in LEVELS
            ],
        }
        for severity in reversed(LEVELS)
    ]


def _ranked(found: RiskMap) -> list[dict[str, Any]]:
    return [
        {
            "risk": risk,
            "name": named(risk.good, risk.sector, risk.country),
            "sector": sector_name(risk.sector),
            "area": Area(risk.area).label,
            "involvement": Involvement(risk.involvement).label,
            "tone": TONES[risk.involvement],
            "verdict": verdict_of(risk),
            "why": evidence_line(risk.sources[0]) if risk.sources else None,
            "duty": duties_of(risk.involvement)[0],
        }
        for risk in found.risks[:LISTED]
    ]


def _duties(diagnostic: Diagnostic) -> list[tuple[Any, str, int, Any, str]]:
    """What each involvement that occurs asks for, with how many risks."""
    counts, address = involvement_counts(diagnostic), reverse("risks", args=[diagnostic.pk])
    return [
        (
            kind.label,
            TONES[kind],
            counts[kind],
            duties_of(kind),
            f"{address}?involvement={kind.value}",
        )
        for kind in ORDER
        if counts[kind]
    ]


def _moving(diagnostic: Diagnostic) -> list[dict[str, Any]]:
    return [
        {
            "risk": risk,
            "name": named(risk.good, risk.sector, risk.country),
            "movement": movement,
            "line": movement_line(movement),
            "label": STAGES[movement.stage][0],
            "tone": STAGES[movement.stage][1],
            "events": events,
        }
        for risk, events, movement in moving_risks(diagnostic)
    ]


@permission("blueprint.view_diagnostics")
@require_GET
def risk_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Risks by severity and likelihood, the ranked list with reasons, duties and what moves."""
    diagnostic, chosen = own_diagnostic(request, pk), _chosen(request)
    found = map_of(diagnostic, chosen)
    context = {
        "diagnostic": diagnostic,
        "found": found,
        "chosen": chosen,
        "filters": _filters(diagnostic, chosen),
        "figure": map_figure(diagnostic, found),
        "grid": _cells(diagnostic, found, chosen),
        "levels": list(LEVELS),
        "ranked": _ranked(found),
        "more": max(0, found.count - LISTED),
        "duties": _duties(diagnostic),
        "moving": _moving(diagnostic),
        "map_method": map_method(),
        "csv_url": reverse("risk_map_rows", args=[pk])
        + (f"?{urlencode(chosen)}" if chosen else ""),
        "formats": REPORTS,
    }
    return render(request, "blueprint/risk_map.html", context)


@permission("blueprint.export_risks")
@require_GET
def risk_map_rows(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that the map draws as CSV."""
    diagnostic = own_diagnostic(request, pk)
    return figure_csv_response(map_figure(diagnostic, map_of(diagnostic, _chosen(request))))


@permission("blueprint.view_diagnostics")
@require_GET
def report(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The report as a page, PDF or DOCX."""
    diagnostic = own_diagnostic(request, pk)
    if kind not in REPORTS:
        raise Http404
    files = [
        (other.upper(), reverse("diagnostic_report", args=[pk, other])) for other in ("pdf", "docx")
    ]
    return report_response(
        request,
        diagnostic_report(diagnostic),
        kind,
        f"diagnostic-{diagnostic.as_of_date.isoformat()}",
        back_url=reverse("risk_map", args=[pk]),
        back_label=_("Risk map"),
        links=files,
    )
