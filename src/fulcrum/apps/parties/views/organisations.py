"""Pages of organisations."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.parties.actions.organisations import (
    create_organisation,
    open_account,
    update_organisation,
)
from fulcrum.apps.parties.exports import HEADINGS, organisation_rows
from fulcrum.apps.parties.forms import AccountForm, OrganisationForm, ProfileForm
from fulcrum.apps.parties.listing import ORGANISATIONS
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.queries import organisations as queries
from fulcrum.apps.parties.sections import sections_of
from fulcrum.apps.parties.values import InvalidValuesError
from fulcrum.apps.parties.views.posting import posted
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.lists.asking import narrow, read_asked
from fulcrum.apps.ui.lists.files import FORMATS, XLSX
from fulcrum.apps.ui.patterns import Link, NextStep, RecordHead, State
from fulcrum.apps.ui.tabular import write_csv, write_xlsx
from fulcrum.kernel.errors import ConflictError, FulcrumError

FACTS = (
    "actor_types",
    "sub_sector",
    "country",
    "jurisdictions",
    "languages",
    "size_band",
    "sector_code",
    "aliases",
)


def _seen(request: HttpRequest, pk: int) -> Organisation:
    rows = Organisation.objects.visible_to(actor_of(request))
    return get_object_or_404(rows.select_related("parent", "tenant", "merged_into"), pk=pk)


def _note_export(request: HttpRequest, *, kind: str, columns: str) -> None:
    asked = {key: value for key, value in request.GET.items() if key not in {"q", "format"}}
    with transaction.atomic():
        target = Thing("parties.organisation", "list", "organisations")
        new = {"format": kind, "columns": columns, "asked": asked}
        record(actor_of(request), "export_organisations", target, new=new)


@permission("parties.view_organisation")
@require_GET
def organisation_list(request: HttpRequest) -> HttpResponseBase:
    """Every organisation that whoever asks may see."""
    rows = Organisation.objects.visible_to(actor_of(request)).live()
    actor = actor_of(request)
    context = {
        "may_add": allowed(actor, "parties.add_organisation"),
        "may_import": allowed(actor, "parties.import_organisation"),
        "may_merge": allowed(actor, "parties.merge_organisation"),
    }
    response = list_page(request, ORGANISATIONS, rows, extra_context=context)
    if response.headers.get("Content-Disposition"):
        _note_export(request, kind=request.GET["format"], columns="shown")
    return response


@permission("parties.export_organisation", step_up=True)
@require_GET
def organisation_export(request: HttpRequest) -> HttpResponseBase:
    """Every field of the organisations a list shows, as a file that can be sent back in."""
    kind = request.GET.get("format", "")
    kind = kind if kind in FORMATS else "csv"
    asked = read_asked(request.GET, ORGANISATIONS)
    rows = Organisation.objects.visible_to(actor_of(request)).live()
    cells = organisation_rows(narrow(rows, ORGANISATIONS, asked).order_by("name_key", "pk"))
    _note_export(request, kind=kind, columns="all")
    name = f"organisations-all-fields-{timezone.localdate().isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "csv":
        content = write_csv(HEADINGS, cells)
        return StreamingHttpResponse(content, "text/csv; charset=utf-8", headers=headers)
    workbook = write_xlsx(HEADINGS, cells, title="organisations")
    return HttpResponse(workbook, XLSX, headers=headers)


def _facts(organisation: Organisation) -> list[tuple[str, str]]:
    """Label and text of the fields that say something."""
    pairs = []
    for name in FACTS:
        label = str(Organisation._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        text = queries.shown_value(name, getattr(organisation, name))
        pairs.append((label[:1].upper() + label[1:], text))
    return [pair for pair in pairs if pair[1]]


def _state(organisation: Organisation) -> State | None:
    if organisation.is_unconfirmed:
        return State(_("unconfirmed"), "warning")
    return State(_("signs in"), "success") if organisation.tenant_id else None


def _next_step(request: HttpRequest, organisation: Organisation) -> NextStep | None:
    may_open = allowed(actor_of(request), "accounts.open_tenant")
    if organisation.tenant_id or not may_open or organisation.is_reference:
        return None
    url = reverse("organisation_account", args=[organisation.pk])
    return NextStep(_("Nobody signs in for this organisation yet."), _("Open an account"), url)


def _links(organisation: Organisation, request: HttpRequest, relations: Any) -> list[Link]:
    here = reverse("organisation", args=[organisation.pk])
    incoming = sum(not line.outgoing for line in relations)
    links = [Link(_("Relations that lead here"), f"{here}#relations", incoming)]
    if organisation.tenant_id and allowed(actor_of(request), "accounts.open_tenant"):
        url = reverse("tenant", args=[organisation.tenant_id])
        links.append(Link(_("The account it signs in with"), url, 1))
    return [link for link in links if link.count]


@permission("parties.view_organisation")
@require_GET
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: what it is, how it relates, who works there, what happened."""
    found, actor = _seen(request, pk), actor_of(request)
    if found.merged_into_id:
        return redirect("organisation", pk=found.merged_into_id)
    manages = allowed(actor, "parties.manage_organisation")
    relations = queries.relations_of(found, actor)
    context: dict[str, Any] = {
        "organisation": found,
        "record": RecordHead(
            _state(found), _next_step(request, found), _links(found, request, relations)
        ),
        "facts": _facts(found),
        "relations": relations,
        "children": queries.children_of(found, actor),
        "shown": queries.SHOWN,
        "sections": sections_of(request, found),
        "may_change": allowed(actor, "parties.change_organisation", found),
        "manages": manages,
    }
    if manages:
        context["people"] = queries.people_of(found, actor)
        context["sees_people"] = allowed(actor, "parties.view_person")
        context["merges"] = queries.merges_of(found, actor)
        context["timeline"] = timeline(found)
    return render(request, "parties/organisation.html", context)


def _add_faults(form: Any, error: FulcrumError) -> None:
    for fault in getattr(error, "faults", []):
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    if not isinstance(error, InvalidValuesError):
        form.add_error(None, str(error))


@permission("parties.add_organisation")
@require_http_methods(["GET", "POST"])
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    actor = actor_of(request)
    form = OrganisationForm(posted(request), actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_organisation(form.values, by=actor, parent=form.cleaned_data["parent"])
        except FulcrumError as error:
            _add_faults(form, error)
        else:
            messages.success(request, _("The organisation was added."))
            return redirect("organisation", pk=made.pk)
    context = {"form": form, "cancel_url": reverse("organisations")}
    return render(request, "parties/organisation_form.html", context)


@permission("parties.change_organisation")
@require_http_methods(["GET", "POST"])
def organisation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an organisation: everything for the Secretariat, the profile for its lead."""
    found, actor = _seen(request, pk), actor_of(request)
    require(request, "parties.change_organisation", found)
    manages = allowed(actor, "parties.manage_organisation")
    make = OrganisationForm if manages else ProfileForm
    form = make(posted(request), actor=actor, current=found)
    if request.method == "POST" and form.is_valid():
        more = {"parent": form.cleaned_data["parent"]} if manages else {}
        try:
            update_organisation(found, form.values, by=actor, **more)
        except FulcrumError as error:
            _add_faults(form, error)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("organisation", pk=pk)
    context = {
        "form": form,
        "organisation": found,
        "manages": manages,
        "cancel_url": reverse("organisation", args=[pk]),
    }
    return render(request, "parties/organisation_form.html", context)


@permission("accounts.open_tenant")
@require_http_methods(["GET", "POST"])
def organisation_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an organisation a place to sign in, then invite its first person."""
    found = _seen(request, pk)
    form = AccountForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            kind = TenantKind(form.cleaned_data["kind"])
            tenant = open_account(found, kind, by=actor_of(request))
        except ConflictError as error:
            messages.warning(request, str(error))
            return redirect("organisation", pk=pk)
        messages.success(request, _("Now invite its first person."))
        return redirect("invite_to_tenant", tenant_pk=tenant.pk)
    context = {
        "form": form,
        "organisation": found,
        "cancel_url": reverse("organisation", args=[pk]),
    }
    return render(request, "parties/organisation_account.html", context)


@permission("parties.manage_organisation")
@require_GET
def organisation_suggestions(request: HttpRequest) -> HttpResponse:
    """Options of a field that names an organisation, while somebody types."""
    asked = next((str(value) for _key, value in request.GET.items() if value), "")[:100]
    found = queries.suggestions(asked, actor_of(request))
    return render(request, "parties/_options.html", {"organisations": found})
