"""Numbered snapshots of the state of implementation: freeze, read, compare, publish, take out."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.audit.actions import Thing
from fulcrum.apps.blueprint.actions import snapshots as actions
from fulcrum.apps.blueprint.dimensions import published_spec
from fulcrum.apps.blueprint.forms.implementation import FreezeForm, TableForm, WithdrawSnapshotForm
from fulcrum.apps.blueprint.implementation.state import State
from fulcrum.apps.blueprint.implementation_listing import SNAPSHOTS
from fulcrum.apps.blueprint.models import Scope, Snapshot
from fulcrum.apps.blueprint.queries import snapshots as queries
from fulcrum.apps.blueprint.state_behind import rows_page, rows_url_of
from fulcrum.apps.blueprint.state_open import OPEN_FILES, open_file
from fulcrum.apps.blueprint.state_report import state_report
from fulcrum.apps.blueprint.state_table import StateTable, table_of
from fulcrum.apps.blueprint.views.implementation import (
    FILES,
    REPORTS,
    answer_file,
    asked_again,
    file_urls,
    may_export,
    table_context,
)
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.reports import report_response
from fulcrum.kernel.errors import FulcrumError


@permission("blueprint.view_state")
@require_GET
def snapshot_list(request: HttpRequest) -> HttpResponseBase:
    """Every snapshot, the newest first."""
    context = {"may_freeze": allowed(actor_of(request), "blueprint.freeze_state")}
    return list_page(request, SNAPSHOTS, queries.listed(), extra_context=context)


@permission("blueprint.freeze_state")
@require_http_methods(["GET", "POST"])
def snapshot_new(request: HttpRequest) -> HttpResponse:
    """Freeze the state of a day under the next number."""
    initial = {"as_of": timezone.localdate(), "scope": Scope.PUBLIC}
    initial |= {name: request.GET[name] for name in ("as_of", "before") if request.GET.get(name)}
    form = FreezeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.freeze_state(by=actor_of(request), **given)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Frozen as number %(n)d.") % {"n": made.number})
            return redirect("snapshot", made.number)
    context = {"form": form, "cancel_url": reverse("snapshots")}
    status = 422 if form.errors else 200
    return render(request, "blueprint/snapshot_new.html", context, status=status)


def _found(number: int) -> Snapshot:
    return get_object_or_404(Snapshot, number=number)


def _compared(snapshot: Snapshot, wanted: str) -> tuple[State, Snapshot | None]:
    """The frozen state; beside another snapshot's when one is asked for."""
    state = queries.state_of(snapshot)
    if not wanted.isdecimal():
        return state, None
    other = Snapshot.objects.filter(number=int(wanted), as_of__lt=snapshot.as_of).first()
    if other is None:
        raise Http404
    before = queries.state_of(other)
    return replace(state, before=before.as_of, cube_before=before.cube), other


def _file(
    request: HttpRequest, snapshot: Snapshot, table: StateTable, kind: str
) -> HttpResponseBase:
    target = Thing("blueprint.snapshot", str(snapshot.pk), str(snapshot))
    if (refused := may_export(request, target, kind)) is not None:
        return refused
    name = f"state-of-implementation-no-{snapshot.number}"
    if kind in FILES:
        return answer_file(request, table, kind, name)
    report = state_report(table, is_invented=snapshot.is_invented, snapshot=snapshot)
    back = reverse("snapshot", args=[snapshot.number]) + "?" + asked_again(request, "format")
    links = [(one.upper(), file_urls(request)[one]) for one in ("pdf", "docx")]
    return report_response(request, report, kind, name, back_url=back, links=links)


def _standing(request: HttpRequest, snapshot: Snapshot) -> dict[str, Any]:
    """Whether it is public, and what may be done about that."""
    may = allowed(actor_of(request), "blueprint.publish_state")
    publication = queries.publication_of(snapshot)
    return {
        "publication": publication,
        "publications": snapshot.publications.order_by("-published_at"),
        "may_publish": may and publication is None and snapshot.scope == Scope.PUBLIC,
        "may_withdraw": may and publication is not None,
    }


@permission("blueprint.view_state")
@require_GET
def snapshot_page(request: HttpRequest, number: int) -> HttpResponseBase:
    """A frozen state, beside an earlier one when asked for."""
    snapshot, spec = _found(number), published_spec()
    form = TableForm(request.GET, spec=spec)
    state, other = _compared(snapshot, request.GET.get("with", ""))
    asked = form.asked()
    address = reverse("snapshot_rows", args=[number])
    table = table_of(state, asked, spec, rows_url_of(address, asked.least))
    if (kind := request.GET.get("format", "")) in (*REPORTS, *FILES):
        return _file(request, snapshot, table, kind)
    earlier = queries.listed().filter(as_of__lt=snapshot.as_of)[:50]
    context = table_context(request, form, table) | {
        "snapshot": snapshot,
        "is_intact": queries.is_intact(snapshot),
        "other": other,
        "earlier": earlier,
        "open_files": OPEN_FILES,
        **_standing(request, snapshot),
    }
    return render(request, "blueprint/snapshot.html", context)


@permission("blueprint.view_state")
@require_GET
def snapshot_rows(request: HttpRequest, number: int) -> HttpResponse:
    """The frozen commitments behind a number."""
    snapshot = _found(number)
    context = {"snapshot": snapshot, **rows_page(queries.state_of(snapshot), request.GET)}
    return render(request, "blueprint/snapshot_rows.html", context)


@permission("blueprint.export_state")
@require_GET
def snapshot_file(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """A frozen state as open data: cells, commitments, everything as JSON, what columns mean."""
    snapshot = _found(number)
    if name not in OPEN_FILES:
        raise Http404
    target = Thing("blueprint.snapshot", str(snapshot.pk), str(snapshot))
    if (refused := may_export(request, target, name)) is not None:
        return refused
    return open_file(snapshot, name)


@permission("blueprint.publish_state")
@require_http_methods(["GET", "POST"])
def snapshot_publish(request: HttpRequest, number: int) -> HttpResponse:
    """Put a snapshot on the public site."""
    snapshot, error = _found(number), ""
    if request.method == "POST":
        try:
            actions.publish_snapshot(snapshot, by=actor_of(request))
        except FulcrumError as refused:
            error = str(refused)
        else:
            messages.success(request, _("It is on the public site."))
            return redirect("snapshot", number)
    context = {"snapshot": snapshot, "error": error, "withdraws": False}
    return render(request, "blueprint/snapshot_decide.html", context, status=409 if error else 200)


@permission("blueprint.publish_state")
@require_http_methods(["GET", "POST"])
def snapshot_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a snapshot off the public site, with a reason."""
    snapshot = _found(number)
    form = WithdrawSnapshotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.withdraw_snapshot(snapshot, reason, by=actor_of(request))
        except FulcrumError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("It is no longer on the public site; it stays frozen here.")
            )
            return redirect("snapshot", number)
    context = {
        "snapshot": snapshot,
        "form": form,
        "withdraws": True,
        "cancel_url": reverse("snapshot", args=[number]),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/snapshot_decide.html", context, status=status)
