"""Reads across people, memberships, sessions and second factors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from fulcrum.apps.accounts.devices import device_text
from fulcrum.apps.accounts.enums import MFA_ROLES, ROLE_LABELS, ROLE_PURPOSES
from fulcrum.apps.accounts.models import ApiToken, Invitation, Membership, Tenant, User
from fulcrum.apps.accounts.rights import Right, rights_of
from fulcrum.kernel.actors import Actor, Role

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def live_memberships(user_id: int, *, with_user: bool = False) -> list[Membership]:
    """What somebody may act as now, the oldest first, organisations (and account) included."""
    rows = Membership.objects.filter(user_id=user_id, ended_at__isnull=True)
    related = ("tenant", "user") if with_user else ("tenant",)
    return list(rows.select_related(*related).order_by("pk"))


def has_second_factor(user_id: int) -> bool:
    """Whether an app or a security key is set up; recovery codes alone are none."""
    found: bool = Authenticator.objects.filter(user_id=user_id, type__in=FACTORS).exists()
    return found


def is_last_administrator(membership: Membership) -> bool:
    """Whether nobody else administers the organisation."""
    others = Membership.objects.live().filter(
        tenant_id=membership.tenant_id, role=Role.ADMINISTRATOR
    )
    return membership.role == Role.ADMINISTRATOR and not others.exclude(pk=membership.pk).exists()


def belongs_elsewhere(user: User, tenant_id: int) -> bool:
    """Whether the person holds a live membership of another organisation."""
    return user.memberships.filter(ended_at__isnull=True).exclude(tenant_id=tenant_id).exists()


def roles_owing_second_factor(roles: Iterable[Role]) -> bool:
    """Whether any of these roles asks for a second factor."""
    return any(role in MFA_ROLES for role in roles)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A place where somebody is signed in."""

    pk: int
    address: str
    device: str
    started_at: datetime
    is_current: bool


def sessions_of(user_id: int, current_key: str | None) -> list[SessionRow]:
    """Where somebody is signed in now, this place first."""
    rows = list(UserSession.objects.filter(user_id=user_id).order_by("-created_at"))
    keys = [row.session_key for row in rows]
    live = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    found = [
        SessionRow(
            pk=row.pk,
            address=row.ip,
            device=device_text(row.user_agent),
            started_at=row.created_at,
            is_current=row.session_key == current_key,
        )
        for row in rows
        if row.session_key in live
    ]
    return sorted(found, key=lambda row: not row.is_current)


@dataclass(frozen=True, slots=True)
class RoleText:
    """A role in words."""

    role: Role
    label: str
    purpose: str
    owes_second_factor: bool


def describe_role(role: Role) -> RoleText:
    """A role's name and purpose in the reader's language."""
    return RoleText(role, str(ROLE_LABELS[role]), str(ROLE_PURPOSES[role]), role in MFA_ROLES)


@dataclass(frozen=True, slots=True)
class Access:
    """Everything “My access” shows about somebody."""

    person: User
    role: RoleText | None
    memberships: list[Membership]
    sessions: list[SessionRow]
    factors: list[Authenticator]
    tokens: list[ApiToken]
    rights: list[Right]


def access_of(actor: Actor, person: User, current_key: str | None) -> Access:
    """Who somebody is here, what they may do, and what keys they hold."""
    factors = Authenticator.objects.filter(user_id=person.pk).order_by("created_at")
    tokens = ApiToken.objects.visible_to(actor).filter(membership__user_id=person.pk)
    return Access(
        person=person,
        role=describe_role(actor.role) if actor.role else None,
        memberships=live_memberships(person.pk),
        sessions=sessions_of(person.pk, current_key),
        factors=list(factors),
        tokens=list(tokens.filter(revoked_at__isnull=True).order_by("-created_at")),
        rights=rights_of(actor),
    )


def people_of(actor: Actor, tenant_id: int) -> QuerySet[Membership]:
    """The live memberships of one organisation that an actor may see."""
    return Membership.objects.visible_to(actor).live().filter(tenant_id=tenant_id)


def invitations_of(actor: Actor, tenant_id: int) -> QuerySet[Invitation]:
    """The invitations of one organisation, the latest first."""
    rows = Invitation.objects.visible_to(actor).filter(tenant_id=tenant_id)
    return rows.select_related("made_by", "tenant").order_by("-created_at")


def secretariat() -> Tenant | None:
    """The Secretariat's tenant, once the installation has been started."""
    return Tenant.objects.filter(kind="secretariat").first()
