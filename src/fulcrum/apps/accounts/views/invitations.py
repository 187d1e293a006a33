"""Invitations: list, invite, send again, revoke, and the page the link opens."""

from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.accounts.actions import invitations
from fulcrum.apps.accounts.forms import AcceptForm, InviteForm
from fulcrum.apps.accounts.models import Invitation, Membership, Tenant, User
from fulcrum.apps.accounts.origins import request_origin
from fulcrum.apps.accounts.queries import describe_role, invitations_of
from fulcrum.apps.accounts.rules import grantable_roles
from fulcrum.apps.accounts.secrets import digest
from fulcrum.apps.accounts.signing_in import sign_in
from fulcrum.apps.ui.access import actor_of, permission, public, require
from fulcrum.kernel.actors import Role
from fulcrum.kernel.errors import FulcrumError

MOST_SHOWN = 200


def _tenant(request: HttpRequest, pk: int | None) -> Tenant:
    """The organisation invited to: the one acted for, or another that is visible."""
    actor = actor_of(request)
    return get_object_or_404(Tenant.objects.visible_to(actor), pk=pk or actor.tenant_id)


def _list_url(request: HttpRequest, tenant: Tenant) -> str:
    if tenant.pk == actor_of(request).tenant_id:
        return reverse("invitations")
    return reverse("tenant", args=[tenant.pk])


@permission("accounts.invite_person")
@require_GET
def invitation_list(request: HttpRequest) -> HttpResponse:
    """Who was invited, and what came of it."""
    tenant = _tenant(request, None)
    context = {
        "invitations": list(invitations_of(actor_of(request), tenant.pk)[:MOST_SHOWN]),
        "tenant": tenant,
        "grantable": grantable_roles(actor_of(request), tenant.kind, tenant.pk),
    }
    return render(request, "accounts/invitations.html", context)


@permission("accounts.invite_person", step_up=True)
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, tenant_pk: int | None = None) -> HttpResponse:
    """Invite somebody to an organisation."""
    tenant = _tenant(request, tenant_pk)
    roles = grantable_roles(actor_of(request), tenant.kind, tenant.pk)
    form = InviteForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            invitations.invite_person(
                tenant, email=data["email"], role=data["role"], by=actor_of(request)
            )
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect(_list_url(request, tenant))
    context = {"form": form, "tenant": tenant, "roles": [describe_role(role) for role in roles]}
    context["back"] = _list_url(request, tenant)
    return render(request, "accounts/invite.html", context, status=422 if form.errors else 200)


def _invitation(request: HttpRequest, pk: int) -> Invitation:
    rows = Invitation.objects.visible_to(actor_of(request)).select_related("tenant")
    found = get_object_or_404(rows, pk=pk)
    require(request, "accounts.invite_person", found)
    return found


@permission("accounts.invite_person")
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    invitation = _invitation(request, pk)
    try:
        invitations.resend_invitation(invitation, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Sent again. The link of the earlier mail does not work any more.")
        )
    return redirect(_list_url(request, invitation.tenant))


@permission("accounts.invite_person")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, pk)
    try:
        invitations.revoke_invitation(invitation, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation is revoked."))
    return redirect(_list_url(request, invitation.tenant))


def _enter(request: HttpRequest, membership: Membership) -> HttpResponse:
    request.session["membership_id"] = membership.pk
    messages.success(request, _("Welcome to %(tenant)s.") % {"tenant": membership.tenant})
    return redirect("/")


def _accept_signed_in(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    """Accept with the account that is signed in, when the invitation is for its address."""
    matches = user.email == invitation.email
    if request.method == "POST" and matches:
        try:
            origin = request_origin(request)
            membership = invitations.accept_with_account(invitation, user, origin=origin)
        except FulcrumError as error:
            messages.error(request, str(error))
        else:
            return _enter(request, membership)
    return _offer(request, invitation, "matches" if matches else "other_account")


def _offer(
    request: HttpRequest, invitation: Invitation, case: str, form: AcceptForm | None = None
) -> HttpResponse:
    role = describe_role(Role(invitation.role))
    context = {"invitation": invitation, "role": role, "case": case, "form": form}
    status = 422 if form is not None and form.errors else 200
    return render(request, "accounts/accept.html", context, status=status)


def _accept_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Make the account and sign in; a role that needs a second factor asks for it next."""
    form = AcceptForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            membership = invitations.accept_with_new_account(
                invitation,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password1"],
                origin=request_origin(request),
            )
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            clear_login(request)
            sign_in(request, membership.user, "password")
            return _enter(request, membership)
    return _offer(request, invitation, "new", form)


@public
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """The page an invitation's link opens."""
    rows = Invitation.objects.usable().select_related("tenant")
    invitation = rows.filter(secret_hash=digest(secret)).first()
    if invitation is None:
        return render(request, "accounts/accept_gone.html", {}, status=404)
    if request.user.is_authenticated:
        return _accept_signed_in(request, invitation, request.user)
    if User.objects.filter(email=invitation.email).exists():
        return _offer(request, invitation, "sign_in")
    return _accept_new(request, invitation)
