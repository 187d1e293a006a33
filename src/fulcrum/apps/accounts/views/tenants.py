"""Organisations that sign in here, for the Secretariat."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.accounts.actions.tenants import open_tenant
from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.forms import TenantForm
from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.accounts.queries import invitations_of, people_of
from fulcrum.apps.accounts.rules import grantable_roles
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to, list_page
from fulcrum.kernel.errors import FulcrumError

TENANTS = ListSpec(
    name="tenants",
    title=gettext_lazy("Organisations that sign in"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            link=link_to("tenant"),
            sort=True,
        ),
        Column(
            "kind",
            gettext_lazy("Kind"),
            format=lambda value, _row: str(TenantKind(value).label),
            sort=True,
        ),
        Column("people_count", gettext_lazy("People"), numeric=True),
        Column("created_at", gettext_lazy("Since"), sort=True),
    ),
    filters=(ChoiceFilter("kind", gettext_lazy("Kind"), choices=TenantKind.choices),),
    search=lambda rows, text: rows.filter(name__icontains=text),
    search_label=gettext_lazy("Name"),
    default_sort="name",
    empty=Empty(
        gettext_lazy("No organisation signs in yet"),
        gettext_lazy("Open a place for an institution or a partner, then invite its first person."),
    ),
    template="accounts/tenants.html",
)


@permission("accounts.open_tenant")
@require_GET
def tenants(request: HttpRequest) -> HttpResponseBase:
    """Every organisation that signs in here."""
    live = Q(memberships__ended_at__isnull=True, memberships__user__is_active=True)
    count = Count("memberships__user", filter=live, distinct=True)
    rows = Tenant.objects.visible_to(actor_of(request)).annotate(people_count=count)
    return list_page(request, TENANTS, rows)


@permission("accounts.open_tenant")
@require_http_methods(["GET", "POST"])
def new_tenant(request: HttpRequest) -> HttpResponse:
    """Open a place for an organisation."""
    form = TenantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = TenantKind(form.cleaned_data["kind"])
        try:
            tenant = open_tenant(form.cleaned_data["name"], kind, by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Now invite its first person."))
            return redirect("invite_to_tenant", tenant_pk=tenant.pk)
    status = 422 if form.errors else 200
    return render(request, "accounts/tenant_new.html", {"form": form}, status=status)


@permission("accounts.open_tenant")
@require_GET
def tenant(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: its people and who was invited."""
    actor = actor_of(request)
    found = get_object_or_404(Tenant.objects.visible_to(actor), pk=pk)
    people = people_of(actor, pk).select_related("user").order_by("user__name", "pk")
    context = {
        "tenant": found,
        "people": list(people[:200]),
        "invitations": list(invitations_of(actor, pk)[:200]),
        "grantable": grantable_roles(actor, found.kind, found.pk),
    }
    return render(request, "accounts/tenant.html", context)
