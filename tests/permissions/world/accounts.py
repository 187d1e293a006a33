"""Organisations that sign in, their people, and what each person holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import (
    ApiToken,
    Invitation,
    Membership,
    SavedView,
    Tenant,
    User,
)
from fulcrum.apps.accounts.secrets import digest, new_token
from fulcrum.kernel.actors import Role
from tests.conftest import sign_in
from tests.permissions.columns import (
    BANK,
    COLUMNS,
    OTHER,
    PARTNER,
    RESEARCH,
    SECRETARIAT,
    SUPPORT,
    Column,
)
from tests.permissions.world.security_keys import security_key

if TYPE_CHECKING:
    from tests.permissions.world import World

KINDS = {
    SECRETARIAT: (TenantKind.SECRETARIAT, Role.SECRETARIAT_OFFICER),
    BANK: (TenantKind.INSTITUTION, Role.INSTITUTION_COLLEAGUE),
    OTHER: (TenantKind.INSTITUTION, Role.INSTITUTION_COLLEAGUE),
    SUPPORT: (TenantKind.SUPPORT, Role.CASEWORKER),
    RESEARCH: (TenantKind.RESEARCH, Role.RESEARCHER),
    PARTNER: (TenantKind.PARTNER, Role.COMMISSIONER),
}
ANOTHER_ROLE = {BANK: Role.CRIME_ANALYST, OTHER: Role.CRIME_ANALYST}


def furnish(world: World) -> None:
    """The organisations, a colleague and an invitation in each, and the visitors."""
    for side, (kind, role) in KINDS.items():
        tenant = Tenant.objects.create(name=f"{side.capitalize()} Ltd", kind=kind)
        colleague = _member(f"colleague@{side}.example", tenant, role)
        things = world.sides[side] = {"tenant": tenant, "colleague": colleague}
        things["invitation"] = _invitation(tenant, role, f"secret-of-{side}")
        things["secret"] = f"secret-of-{side}"
        things["another_role"] = ANOTHER_ROLE.get(side, Role.ADMINISTRATOR)
    # Another bank's people are strangers to everybody else; one of them holds what people hold.
    stranger = Column(OTHER, Role.INSTITUTION_LEAD, OTHER)
    for column in [*(column for column in COLUMNS if column.is_known), stranger]:
        _visitor(world, column)


def _member(email: str, tenant: Tenant, role: Role) -> Membership:
    user = User.objects.create(email=email, name=email.partition("@")[0])
    return Membership.objects.create(user=user, tenant=tenant, role=role)


def _invitation(tenant: Tenant, role: Role, secret: str) -> Invitation:
    now = timezone.now()
    return Invitation.objects.create(
        tenant=tenant,
        email=f"invited@{tenant.pk}.example",
        role=role,
        secret_hash=digest(secret),
        sent_at=now,
        expires_at=now + timedelta(days=7),
    )


def _visitor(world: World, column: Column) -> None:
    tenant = world.sides[column.side]["tenant"]
    role = column.role or Role.INSTITUTION_COLLEAGUE
    membership = _member(f"{column.name}@visitors.example", tenant, role)
    if column.role is None:
        Membership.objects.filter(pk=membership.pk).update(ended_at=timezone.now())
        membership.refresh_from_db()
    user = membership.user
    world.own[column.name] = {
        "user": user,
        "membership": membership,
        "view": SavedView.objects.create(user=user, list_name="jobs", name="Mine", query=""),
        "session": UserSession.objects.create(
            user=user, session_key=f"elsewhere-{user.pk}", ip="192.0.2.7", user_agent="test"
        ),
        "key": Authenticator.objects.create(
            user=user, type=Authenticator.Type.WEBAUTHN, data=security_key()
        ),
    } | _token(membership)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def _token(membership: Membership) -> dict[str, Any]:
    secret, prefix = new_token()
    token = ApiToken.objects.create(
        tenant=membership.tenant,
        membership=membership,
        name="test",
        prefix=prefix,
        secret_hash=digest(secret),
        may_write=True,
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {"token": token, "bearer": secret}


def enter(world: World, column: Column) -> None:
    """Sign a visitor in: to pages, just now and an hour ago; to the API with a token."""
    world.clients[column.name] = browser(world, column)
    world.tired[column.name] = browser(world, column, age=3600)
    world.callers[column.name] = Client(
        raise_request_exception=False, headers=_bearer(world, column)
    )


def _bearer(world: World, column: Column) -> dict[str, str]:
    if not column.is_known:
        return {}
    return {"Authorization": f"Bearer {world.own[column.name]['bearer']}"}


def browser(world: World, column: Column, **session: Any) -> Client:
    """A visitor's browser; `session` as `sign_in` takes it."""
    client = Client(raise_request_exception=False)
    if column.is_known:
        sign_in(client, world.membership(column), **session)
    return client
