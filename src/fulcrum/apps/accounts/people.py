"""From an account to an Actor."""

from django.http import HttpRequest

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.accounts.origins import request_origin
from fulcrum.apps.accounts.queries import live_memberships
from fulcrum.kernel.actors import Actor, ActorKind, Role


def chosen_membership(request: HttpRequest, rows: list[Membership]) -> Membership | None:
    """The membership switched to in this session, else the oldest."""
    chosen = request.session.get("membership_id")
    return next((row for row in rows if row.pk == chosen), rows[0] if rows else None)


def as_person(user: User, membership: Membership | None, *, origin: str, verified: bool) -> Actor:
    """Somebody at a page, acting in a membership."""
    return Actor(
        kind=ActorKind.PERSON,
        user_id=user.pk,
        label=user.name,
        tenant_id=membership.tenant_id if membership else None,
        role=Role(membership.role) if membership else None,
        origin=origin,
        verified=verified,
    )


def person_actor(request: HttpRequest, user: User) -> Actor:
    """An account's Actor while it signs in or out, when the request has none yet."""
    membership = chosen_membership(request, live_memberships(user.pk))
    return as_person(user, membership, origin=request_origin(request), verified=False)
