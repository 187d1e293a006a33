"""The people of an organisation: list, record, role, end, lost factors, erasure."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.accounts.actions import accounts, memberships
from fulcrum.apps.accounts.enums import ROLE_LABELS
from fulcrum.apps.accounts.forms import RoleForm
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.apps.accounts.queries import describe_role, has_second_factor, people_of
from fulcrum.apps.accounts.rules import grantable_roles
from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to, list_page
from fulcrum.kernel.actors import Role
from fulcrum.kernel.errors import FulcrumError

PEOPLE = ListSpec(
    name="people",
    title=gettext_lazy("People"),
    columns=(
        Column(
            "user__name",
            gettext_lazy("Name"),
            link=link_to("person"),
            sort=True,
        ),
        Column(
            "role",
            gettext_lazy("Role"),
            format=lambda value, _row: str(ROLE_LABELS[Role(value)]),
            sort=True,
        ),
        Column("created_at", gettext_lazy("Since"), sort=True),
    ),
    filters=(
        ChoiceFilter(
            "role",
            gettext_lazy("Role"),
            choices=lambda: [(role.value, label) for role, label in ROLE_LABELS.items()],
        ),
    ),
    search=lambda rows, text: rows.filter(
        Q(user__name__icontains=text) | Q(user__email__icontains=text)
    ),
    search_label=gettext_lazy("Name or e-mail"),
    default_sort="user__name",
    empty=Empty(
        gettext_lazy("Nobody here yet"),
        gettext_lazy("Everybody who signs in for your organisation is listed here."),
    ),
    export_permission="accounts.export_people",
    template="accounts/people.html",
)


@permission("accounts.view_people")
@require_GET
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody who signs in for the organisation acted for."""
    actor = actor_of(request)
    tenant = Tenant.objects.get(pk=actor.tenant_id or 0)
    context = {
        "tenant": tenant,
        "may_invite": bool(grantable_roles(actor, tenant.kind, tenant.pk)),
        "sees_invitations": allowed(actor, "accounts.invite_person"),
    }
    return list_page(request, PEOPLE, people_of(actor, tenant.pk), extra_context=context)


def _membership(request: HttpRequest, pk: int) -> Membership:
    rows = Membership.objects.visible_to(actor_of(request)).select_related("user", "tenant")
    return get_object_or_404(rows, pk=pk)


@permission("accounts.view_people")
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One membership: who, as what, since when, and who changed it."""
    membership = _membership(request, pk)
    require(request, "accounts.view_people", membership)
    actor = actor_of(request)
    manages = allowed(actor, "accounts.manage_membership", membership)
    mine = membership.user_id == actor.user_id
    may_end = mine or allowed(actor, "accounts.end_membership", membership)
    context: dict[str, Any] = {
        "membership": membership,
        "role": describe_role(Role(membership.role)),
        "is_mine": mine,
        "manages": manages,
        "has_factor": has_second_factor(membership.user_id) if manages else None,
        "may_change_role": allowed(actor, "accounts.change_role", membership),
        "may_end": may_end and membership.ended_at is None,
        "may_reset": allowed(actor, "accounts.reset_factors", membership) and not mine,
        "may_erase": allowed(actor, "accounts.erase_account", membership),
    }
    if manages:
        context["timeline"] = timeline(membership)
    return render(request, "accounts/person.html", context)


@permission("accounts.manage_membership", step_up=True)
@require_http_methods(["GET", "POST"])
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a member another role."""
    membership = _membership(request, pk)
    require(request, "accounts.change_role", membership)
    roles = grantable_roles(actor_of(request), membership.tenant.kind, membership.tenant_id)
    form = RoleForm(request.POST or None, roles=roles, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        try:
            memberships.change_role(
                membership, role=form.cleaned_data["role"], by=actor_of(request)
            )
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The role is changed."))
            return redirect("person", pk=pk)
    context = {
        "form": form,
        "membership": membership,
        "roles": [describe_role(role) for role in roles],
    }
    return render(request, "accounts/change_role.html", context, status=422 if form.errors else 200)


@permission("accounts.view_people", step_up=True)
@require_http_methods(["GET", "POST"])
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """End a membership, one's own or a colleague's."""
    membership = _membership(request, pk)
    mine = membership.user_id == actor_of(request).user_id
    if not mine:
        require(request, "accounts.end_membership", membership)
    if request.method == "POST":
        try:
            memberships.end_membership(membership, by=actor_of(request))
        except FulcrumError as error:
            messages.error(request, str(error))
            return redirect("person", pk=pk)
        messages.success(request, _("The membership has ended."))
        return redirect("my_access" if mine else "people")
    context = {
        "question": _("End this membership?"),
        "consequence": _(
            "The person cannot act for the organisation any more. What they did stays on record."
        ),
        "confirm_label": _("End it"),
        "tone": "danger",
        "cancel_url": reverse("person", args=[pk]),
    }
    return render(request, "ui/confirm.html", context)


@permission("accounts.reset_factors", step_up=True)
@require_http_methods(["GET", "POST"])
def reset_factors(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the second factors of somebody who lost them."""
    membership = _membership(request, pk)
    require(request, "accounts.reset_factors", membership)
    if request.method == "POST":
        try:
            accounts.reset_second_factors(membership, by=actor_of(request))
        except FulcrumError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, _("Done. They set up a new second factor at the next sign-in.")
            )
        return redirect("person", pk=pk)
    context = {
        "question": _("Reset this person's second factors?"),
        "consequence": _(
            "Do this only when you have spoken with them: whoever knows their password can set up new ones."
        ),
        "confirm_label": _("Reset"),
        "tone": "danger",
        "cancel_url": reverse("person", args=[pk]),
    }
    return render(request, "ui/confirm.html", context)


@permission("accounts.erase_account", step_up=True)
@require_http_methods(["GET", "POST"])
def erase_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Take name, address and keys off an account for good."""
    membership = _membership(request, pk)
    require(request, "accounts.erase_account", membership)
    if request.method == "POST":
        try:
            accounts.erase_account(membership, by=actor_of(request))
        except FulcrumError as error:
            messages.error(request, str(error))
            return redirect("person", pk=pk)
        messages.success(request, _("The account is erased."))
        return redirect("people")
    context = {
        "question": _("Erase this account for good?"),
        "consequence": _(
            "Name, e-mail, password, second factors and tokens go. What the person did stays in the audit log. This cannot be undone."
        ),
        "confirm_label": _("Erase for good"),
        "tone": "danger",
        "cancel_url": reverse("person", args=[pk]),
    }
    return render(request, "ui/confirm.html", context)
