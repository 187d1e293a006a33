"""Stepping into a role of the showcase with one click. The route exists there alone."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.accounts.people import person_actor
from fulcrum.apps.accounts.queries import RoleText, describe_role
from fulcrum.apps.accounts.sessions import keep_stepped_up
from fulcrum.apps.accounts.signing_in import sign_in
from fulcrum.apps.audit.actions import record
from fulcrum.apps.ui.access import public
from fulcrum.kernel.actors import Role


@dataclass(frozen=True, slots=True)
class StepIn:
    """A role to step into, and the invented person who holds it."""

    role: RoleText
    person: str
    organisation: str


@dataclass(frozen=True, slots=True)
class StepInGroup:
    """Roles met in one kind of organisation."""

    label: str
    choices: list[StepIn]


def _invented() -> "QuerySet[Membership]":
    """Live memberships of the showcase, the oldest first: the first of a role is stepped into."""
    rows = Membership.objects.live().filter(user__is_invented=True, tenant__is_invented=True)
    return rows.select_related("user", "tenant").order_by("pk")


def step_in_groups() -> list[StepInGroup]:
    """Every role that an invented person holds, by kind of organisation; one query."""
    first: dict[str, Membership] = {}
    for row in _invented():
        first.setdefault(row.role, row)
    groups = []
    for kind in TenantKind:
        met = [first[role] for role in Role if role in first and first[role].tenant.kind == kind]
        choices = [StepIn(describe_role(Role(m.role)), m.user.name, m.tenant.name) for m in met]
        if choices:
            groups.append(StepInGroup(str(kind.label), choices))
    return groups


def _after(request: HttpRequest) -> str:
    """The page somebody was on the way to, when it is here."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if safe else settings.LOGIN_REDIRECT_URL


@public
@require_POST
def step_into_role(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person of a role (`role=…`, optionally `person=…`).

    The session counts as verified and stepped up: invented people have neither password nor app.
    """
    if not settings.CONFIG.showcase:
        raise Http404
    rows = _invented()
    if person := request.POST.get("person", ""):
        rows = rows.filter(user_id=int(person) if person.isdecimal() else 0)
    role = request.POST.get("role", "")
    chosen = rows.filter(role=role).first()
    if chosen is None or role not in set(Role):
        raise Http404
    sign_in(request, chosen.user, "mfa", type="showcase")
    keep_stepped_up(request, settings.SESSION_COOKIE_AGE)
    request.session["membership_id"] = chosen.pk
    with transaction.atomic():
        record(person_actor(request, chosen.user), "step_into_role", chosen)
    return redirect(_after(request))


def showcase_urls() -> list[URLPattern]:
    """The route, in the showcase; no route elsewhere."""
    if not settings.CONFIG.showcase:
        return []
    return [path("showcase/step-in", step_into_role, name="step_into_role")]
