"""The state of implementation as it is now, or was on any day; for the Secretariat."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.blueprint.dimensions import published_spec
from fulcrum.apps.blueprint.forms.implementation import StateForm, TableForm
from fulcrum.apps.blueprint.implementation_listing import BEHIND_STATE
from fulcrum.apps.blueprint.instants import end_of_day
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.models import Commitment, Scope
from fulcrum.apps.blueprint.queries.commitment_statuses import spans_at
from fulcrum.apps.blueprint.queries.implementation import behind, invented_counted, state_at
from fulcrum.apps.blueprint.state_figures import heat_figure
from fulcrum.apps.blueprint.state_files import state_book
from fulcrum.apps.blueprint.state_page import page_of, said_groups
from fulcrum.apps.blueprint.state_report import naming_rule, size_method, state_report
from fulcrum.apps.blueprint.state_table import RowsUrl, StateTable, table_of
from fulcrum.apps.ui.access import actor_of, allowed, permission, require, require_step_up
from fulcrum.apps.ui.figures import figure_csv_response
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.lists.files import XLSX
from fulcrum.apps.ui.reports import report_response
from fulcrum.apps.ui.uploads import serve_attachment

WHOLE = "all"
REPORTS = ("html", "pdf", "docx")
FILES = ("csv", "xlsx")


def words() -> dict[str, str]:
    """How sizes are weighed and who is named, for pages."""
    return {"size_method": size_method(), "naming_rule": naming_rule()}


def asked_again(request: HttpRequest, *without: str) -> str:
    """The question as asked, for links to the same in another form."""
    kept = {name: value for name, value in request.GET.items() if name not in without}
    return urlencode(kept)


def file_urls(request: HttpRequest) -> dict[str, str]:
    """The same table as reports and as files."""
    asked = asked_again(request, "format")
    kinds = (*REPORTS, *FILES)
    return {kind: "?" + (f"{asked}&" if asked else "") + f"format={kind}" for kind in kinds}


def _rows_url(day: date, scope: str, least: Rung) -> RowsUrl:
    def url(part: str, groups: Mapping[str, str]) -> str:
        place = [day.isoformat(), scope, part or WHOLE, least.name.lower()]
        address = reverse("state_rows", args=place)
        return f"{address}?{urlencode(said_groups(groups))}" if groups else address

    return url


def answer_file(request: HttpRequest, table: StateTable, kind: str, name: str) -> HttpResponseBase:
    """The table as CSV, or all of its state as a workbook.

    Who may have it, and the log's row, are the caller's to say.
    """
    if kind == "csv":
        return figure_csv_response(heat_figure(table))
    return serve_attachment(state_book(table), f"{name}.xlsx", XLSX)


def may_export(request: HttpRequest, target: Thing, kind: str) -> HttpResponseBase | None:
    """Ask for the permission and a fresh proof of identity, and write the log."""
    require(request, "blueprint.export_state")
    if (ask_again := require_step_up(request)) is not None:
        return ask_again
    with transaction.atomic():
        record(actor_of(request), "export_state", target, new={"format": kind})
    return None


def _live_file(request: HttpRequest, table: StateTable, kind: str) -> HttpResponseBase:
    state = table.state
    target = Thing("blueprint.snapshot", "live", f"{state.as_of} ({state.scope})")
    if (refused := may_export(request, target, kind)) is not None:
        return refused
    name = f"state-of-implementation-{state.as_of.isoformat()}"
    if kind in FILES:
        return answer_file(request, table, kind, name)
    return report_response(
        request,
        state_report(table, is_invented=invented_counted(state.scope)),
        kind,
        name,
        back_url=reverse("state_of_implementation") + "?" + asked_again(request, "format"),
        links=[(one.upper(), file_urls(request)[one]) for one in ("pdf", "docx")],
    )


def table_context(request: HttpRequest, form: TableForm, table: StateTable) -> dict[str, Any]:
    """What both the live page and a snapshot's hand to their template."""
    exports = allowed(actor_of(request), "blueprint.export_state")
    return {
        **page_of(table, links_register=True),
        **words(),
        "form": form,
        "ignored": form.ignored,
        "may_export": exports,
        "file_urls": file_urls(request),
    }


@permission("blueprint.view_state")
@require_GET
def state_of_implementation(request: HttpRequest) -> HttpResponseBase:
    """Coverage by Goal and Action, sub-sector, continent and language; gaps, map and timeline."""
    spec = published_spec()
    form = StateForm(request.GET, spec=spec)
    day, before, scope = form.days()
    state = state_at(day, scope=scope, before=before)
    asked = form.asked()
    table = table_of(state, asked, spec, _rows_url(day, scope, asked.least))
    if (kind := request.GET.get("format", "")) in (*REPORTS, *FILES):
        return _live_file(request, table, kind)
    context = table_context(request, form, table) | {
        "is_invented": invented_counted(scope),
        "may_freeze": allowed(actor_of(request), "blueprint.freeze_state"),
        "scope_label": Scope(scope).label,
        "freeze_query": asked_again(request, "format"),
    }
    return render(request, "blueprint/state_of_implementation.html", context)


@permission("blueprint.view_state")
@require_GET
def state_rows(
    request: HttpRequest, as_of: str, scope: str, part: str, least: str
) -> HttpResponseBase:
    """The commitments behind a number, each with its status on that day."""
    try:
        day, rung = date.fromisoformat(as_of), Rung[least.upper()]
    except (ValueError, KeyError) as error:
        raise Http404 from error
    if scope not in Scope.values:
        raise Http404
    actor = actor_of(request)
    ids = behind(day, "" if part == WHOLE else part, scope, rung)
    seen = Commitment.objects.visible_to(actor).filter(pk__in=ids)
    rows = spans_at(end_of_day(day)).filter(commitment__in=seen)
    context = {"day": day, "rows_count": rows.count(), "institutions": _institutions(rows)}
    return list_page(request, BEHIND_STATE, rows, extra_context=context)


def _institutions(rows: Any) -> int:
    found: int = rows.order_by().values("commitment__organisation_id").distinct().count()
    return found
