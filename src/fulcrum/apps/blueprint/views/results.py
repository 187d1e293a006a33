"""The result of an assessment: the page, the rows behind its numbers, its files and its report."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fulcrum.apps.blueprint.evaluation_figures import items_figure, title_of, whole
from fulcrum.apps.blueprint.models import Assessment, ClarificationState
from fulcrum.apps.blueprint.queries.outcomes import RELATED, Outcome, outcome_of
from fulcrum.apps.blueprint.queries.results import (
    ACTION,
    AREA,
    GOAL,
    OVERALL,
    evaluation_of,
    rows_of,
)
from fulcrum.apps.blueprint.reports import result_report
from fulcrum.apps.blueprint.result_figures import comparisons, figures_of, step_method
from fulcrum.apps.blueprint.wording import comparability, why_no_peers
from fulcrum.apps.ui.access import actor_of, permission, require
from fulcrum.apps.ui.figures import Figure, figure_csv_response
from fulcrum.apps.ui.reports import report_response

WHOLE = "all"
STEPS_SHOWN = 10
GROUPS = {AREA: "areas", GOAL: "goals", ACTION: "actions"}
REPORTS = ("pdf", "docx", "html")


def seen_assessment(request: HttpRequest, pk: int) -> Assessment:
    """An assessment that whoever asks may read: one's own, or submitted to the Secretariat."""
    rows = Assessment.objects.visible_to(actor_of(request)).with_release(*RELATED)
    assessment = get_object_or_404(rows, pk=pk)
    require(request, "blueprint.view_assessment", assessment)
    return assessment


def _steps(outcome: Outcome) -> list[dict[str, Any]]:
    """The most worthwhile steps, each with its question and its Actions."""
    return [
        {
            "step": step,
            "item": outcome.spec.items[step.item_id],
            "area": outcome.spec.area_of[step.item_id],
            "next": step.level + 1,
            "actions": [
                (outcome.spec.action_by_id[key], title_of(outcome, "actions", key))
                for key in step.actions
            ],
        }
        for step in outcome.result.steps[:STEPS_SHOWN]
    ]


def _action_rows(outcome: Outcome, figures: dict[str, Figure]) -> list[dict[str, Any]]:
    """The rows of the Actions, each with its range."""
    actions = outcome.result.actions
    return [{**row, "value": actions[row["key"]].value} for row in figures["actions"].rows]


def _waiting(outcome: Outcome, *, is_own: bool) -> int:
    """Questions of the Secretariat that the institution has not answered."""
    if not is_own or outcome.is_preview:
        return 0
    threads = outcome.assessment.clarifications
    return threads.filter(state=ClarificationState.OPEN).count()


@permission("blueprint.view_assessment")
@require_GET
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What the answers amount to: for the institution, and once submitted for the Secretariat."""
    assessment = seen_assessment(request, pk)
    outcome = outcome_of(assessment)
    is_own = actor_of(request).tenant_id == assessment.tenant_id
    figures = figures_of(outcome)
    context = {
        "assessment": assessment,
        "outcome": outcome,
        "figures": figures,
        "findings": comparisons(figures),
        "action_rows": _action_rows(outcome, figures),
        "steps": _steps(outcome),
        "step_method": step_method(),
        "more_steps": max(0, len(outcome.result.steps) - STEPS_SHOWN),
        "is_own": is_own,
        "waiting": _waiting(outcome, is_own=is_own),
        "why_no_peers": why_no_peers(
            outcome.peers, assessment.organisation.get_sub_sector_display()
        ),
        "comparability": comparability(outcome.change) if outcome.change else "",
        "formats": REPORTS,
    }
    return render(request, "blueprint/result.html", context)


@permission("blueprint.view_assessment")
@require_GET
def result_figure(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    """The rows of one figure as CSV."""
    figures = figures_of(outcome_of(seen_assessment(request, pk)))
    if key not in figures:
        raise Http404
    return figure_csv_response(figures[key])


@permission("blueprint.view_assessment")
@require_GET
def result_rows(request: HttpRequest, pk: int, kind: str, key: str) -> HttpResponseBase:
    """The questions behind one evaluation, and what each adds to it."""
    outcome = outcome_of(seen_assessment(request, pk))
    if kind not in {OVERALL, *GROUPS}:
        raise Http404
    evaluation = evaluation_of(outcome.result, kind, key)
    if evaluation is None:
        raise Http404
    rows = rows_of(outcome.spec, outcome.answers, kind, key)
    title = whole() if kind == OVERALL else title_of(outcome, GROUPS[kind], key)
    if request.GET.get("format") == "csv":
        return figure_csv_response(items_figure(outcome, rows, f"{kind}-{key}", title))
    context = {
        "assessment": outcome.assessment,
        "rows": rows,
        "title": title,
        "evaluation": evaluation,
        "least": sum(row.least for row in rows),
        "most": sum(row.most for row in rows),
        "whole": sum(row.whole for row in rows),
        "result_url": reverse("assessment_result", args=[pk]),
    }
    return render(request, "blueprint/result_rows.html", context)


@permission("blueprint.view_assessment")
@require_GET
def result_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The report as a page, PDF or DOCX."""
    if kind not in REPORTS:
        raise Http404
    assessment = seen_assessment(request, pk)
    report = result_report(outcome_of(assessment))
    file_name = f"self-assessment-{assessment.as_of_date.isoformat()}"
    files = [
        (other.upper(), reverse("result_report", args=[pk, other])) for other in ("pdf", "docx")
    ]
    return report_response(
        request,
        report,
        kind,
        file_name,
        back_url=reverse("assessment_result", args=[pk]),
        back_label=_("Result"),
        links=files,
    )
