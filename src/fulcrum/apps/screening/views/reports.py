"""Reports: a new one of a case, its page, and changing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.screening import case_words
from fulcrum.apps.screening import report_words as words
from fulcrum.apps.screening.actions import reports as actions
from fulcrum.apps.screening.enums import CaseState, ReportState
from fulcrum.apps.screening.forms.reports import (
    BuildForm,
    ReportEditForm,
    ReportForm,
    initial_report,
    new_report,
)
from fulcrum.apps.screening.models import Report
from fulcrum.apps.screening.queries import reports as queries
from fulcrum.apps.screening.report_document import facts_of, names_of
from fulcrum.apps.screening.views.cases import own_case
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.patterns import RecordHead
from fulcrum.engines.screening.reporting.gaps import find_gaps
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError


def own_report(request: HttpRequest, pk: int) -> Report:
    """A report of the organisation acted for; 404 for any other."""
    rows = Report.objects.visible_to(actor_of(request)).select_related("case__tenant")
    found: Report = get_object_or_404(rows, pk=pk)
    return found


def form_page(request: HttpRequest, form: Any, title: str, **more: Any) -> HttpResponse:
    """A form of a report; 422 when it has to be corrected."""
    status = 422 if form.errors else 200
    context = {"form": form, "page_title": title} | more
    return render(request, "screening/report_form.html", context, status=status)


@permission("screening.write_report")
@require_http_methods(["GET", "POST"])
def report_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a report of a case; its narrative is drafted from the evidence."""
    case, actor = own_case(request, pk), actor_of(request)
    people, cancel = queries.choosable(case), reverse("case", args=[pk])
    if case.state == CaseState.CLOSED:
        messages.error(request, _("This case is closed. Open it again first."))
        return redirect("case", pk)
    initial = {}
    if request.method == "GET":
        known = {"name": actor.label, "currency": queries.currency_of(case)}
        initial = new_report(queries.last_given(actor), people, **known)
    form = ReportForm(
        request.POST if request.method == "POST" else None, people=people, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_report(
                case, form.given(), list(form.cleaned_data["subjects"]), by=actor
            )
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The report is drafted. Read it, and put it right."))
            return redirect("report", made.pk)
    more = {"case": case, "case_name": case_words.case_name(case), "cancel_url": cancel}
    if request.method == "GET":
        more["nobody"] = not people
    return form_page(request, form, _("Write a report"), **more)


@permission("screening.write_report")
@require_http_methods(["GET", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a report; it has then to be built and approved anew."""
    report, actor = own_report(request, pk), actor_of(request)
    people = queries.choosable(report.case)
    if report.state not in actions.OPEN:
        messages.error(request, _("This report is kept as it was."))
        return redirect("report", pk)
    form = ReportEditForm(
        request.POST if request.method == "POST" else None,
        people=people,
        initial=initial_report(report, people),
    )
    if request.method == "POST" and form.is_valid():
        subjects = list(form.cleaned_data["subjects"])
        try:
            actions.change_report(report, form.given(), subjects, form.told(), by=actor)
        except FulcrumError as error:
            form.add_error("narrative" if error.where == "narrative" else None, str(error))
        else:
            messages.success(request, _("The report was changed. Build its file again."))
            return redirect("report", pk)
    more = {
        "case": report.case,
        "case_name": case_words.case_name(report.case),
        "report": report,
        "report_name": words.report_name(report),
        "cancel_url": reverse("report", args=[pk]),
    }
    return form_page(request, form, _("Change the report"), **more)


def _told(report: Report, actor: Actor) -> dict[str, Any]:
    """What a report says, as its page shows it."""
    facts = facts_of(report)
    gaps = find_gaps(facts)
    changed, victims = queries.roles_changed(report), queries.named_victims(report)
    is_author = actor.user_id in {report.created_by_id, report.content.get("changed_by")}
    step = words.next_step(
        report, gaps, changed=changed, victims=victims, is_author=is_author
    )  # fmt: skip
    return {
        "record": RecordHead(state=words.state_of(report), next_step=step),
        "facts": facts,
        "gaps": gaps,
        "subjects": [(one.full_name, case_words.role_badge(one.role)) for one in facts.subjects],
        "victim_count": len(facts.victims),
        "names": names_of(report),
        "unread": report.content.get("unread", 0),
        "kinds": words.file_kinds(report, facts.profile.form),
        "is_author": is_author,
        "changed": changed,
        "is_confirmed": facts.profile.status == "confirmed",
    }


@permission("screening.view_cases")
@require_GET
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A report: what it says, what it lacks, how far it is."""
    report, actor = own_report(request, pk), actor_of(request)
    try:
        told = _told(report, actor)
    except FulcrumError as error:
        told = {"problem": str(error), "record": RecordHead(state=words.state_of(report))}
    is_draft, is_live = report.state == ReportState.DRAFT, report.state in actions.OPEN
    may_write = is_live and allowed(actor, "screening.write_report", report)
    schemas = queries.schemas(actor)
    context = told | {
        "report": report,
        "report_name": words.report_name(report),
        "case_name": case_words.case_name(report.case),
        "may_write": may_write,
        "may_build": may_write and is_draft and not told.get("gaps"),
        "may_approve": is_draft
        and bool(report.document)
        and not told.get("is_author", True)
        and allowed(actor, "screening.approve_report", report),
        "may_file": report.state == ReportState.APPROVED
        and allowed(actor, "screening.file_report", report),
        "may_take": allowed(actor, "screening.write_report", report),
        "build": BuildForm(schemas=schemas, initial={"schema": schemas.first()}),
        "timeline": timeline(report),
    }
    return render(request, "screening/report.html", context)
