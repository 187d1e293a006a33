"""The page “My access”: who am I, what may I do, where am I signed in, what keys do I hold."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fulcrum.apps.accounts.actions import sessions
from fulcrum.apps.accounts.enums import ROLE_LABELS
from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.accounts.queries import access_of, describe_role, has_second_factor
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.kernel.actors import Role


def _me(request: HttpRequest) -> User:
    return User.objects.get(pk=actor_of(request).user_id or 0)


@permission("accounts.manage_own_account")
@require_GET
def my_access(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account on one page."""
    actor = actor_of(request)
    context = {
        "access": access_of(actor, _me(request), request.session.session_key),
        "may_make_tokens": allowed(actor, "accounts.make_token"),
    }
    return render(request, "accounts/my_access.html", context)


@permission("accounts.manage_own_account")
@require_GET
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Why a second factor is needed and how to set one up; nothing else opens before."""
    actor = actor_of(request)
    if actor.user_id is not None and has_second_factor(actor.user_id):
        return redirect("my_access" if actor.verified else "mfa_reauthenticate")
    role = describe_role(actor.role) if actor.role else None
    return render(request, "accounts/second_factor_needed.html", {"role": role})


@permission("accounts.manage_own_account")
@require_POST
def switch_organisation(request: HttpRequest) -> HttpResponse:
    """Act in another of one's memberships from now on."""
    chosen = request.POST.get("membership", "")
    membership = get_object_or_404(
        Membership.objects.live().select_related("tenant"),
        pk=int(chosen) if chosen.isdecimal() else 0,
        user_id=actor_of(request).user_id,
    )
    sessions.switch_organisation(membership, by=actor_of(request))
    request.session["membership_id"] = membership.pk
    text = _("You act for %(tenant)s as %(role)s now.")
    label = ROLE_LABELS[Role(membership.role)]
    messages.success(request, text % {"tenant": membership.tenant, "role": label})
    return redirect("/")


@permission("accounts.manage_own_account")
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out of one place."""
    mine = UserSession.objects.filter(user_id=actor_of(request).user_id)
    sessions.end_session(get_object_or_404(mine, pk=pk), by=actor_of(request))
    messages.success(request, _("Signed out there."))
    return redirect("my_access")


@permission("accounts.manage_own_account")
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    key = request.session.session_key
    sessions.end_other_sessions(_me(request), keep=key, by=actor_of(request))
    messages.success(request, _("Signed out everywhere else."))
    return redirect("my_access")
