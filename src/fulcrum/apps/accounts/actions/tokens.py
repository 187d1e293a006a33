"""API tokens are made and revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import ApiToken, Membership
from fulcrum.apps.accounts.secrets import digest, new_token
from fulcrum.apps.audit.actions import record
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, RefusedError

LONGEST = timedelta(days=366)
MOST_LIVE = 20


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token and its secret, which is shown once."""

    token: ApiToken
    secret: str


@dataclass(frozen=True, slots=True)
class TokenOrder:
    """What a token should be: a name, the areas it may touch (none: all), for how long."""

    name: str
    areas: Sequence[str]
    lifetime: timedelta
    may_write: bool = False


def _membership(by: Actor) -> Membership:
    rows = Membership.objects.live().filter(user_id=by.user_id or 0, tenant_id=by.tenant_id or 0)
    found = rows.filter(role=by.role or "").first()
    if found is None:
        raise RefusedError(_("Only members of an organisation make tokens."))
    return found


@transaction.atomic
def make_token(order: TokenOrder, *, by: Actor) -> NewToken:
    """Make a token that acts for the organisation and role acted for now.

    Raises:
        RefusedError: the actor is no member.
        ConflictError: the lifetime is out of range or there are too many tokens.
    """
    membership = _membership(by)
    if not timedelta(0) < order.lifetime <= LONGEST:
        raise ConflictError(_("A token lives for a day at least and a year at most."))
    if (
        membership.tokens.filter(revoked_at=None, expires_at__gt=timezone.now()).count()
        >= MOST_LIVE
    ):
        raise ConflictError(_("You have twenty tokens."), mend=_("Revoke one you do not need."))
    secret, prefix = new_token()
    token = ApiToken.objects.create(
        tenant_id=membership.tenant_id,
        membership=membership,
        name=order.name,
        prefix=prefix,
        secret_hash=digest(secret),
        areas=sorted(order.areas),
        may_write=order.may_write,
        expires_at=timezone.now() + order.lifetime,
    )
    new = {"areas": token.areas, "may_write": token.may_write, "expires_at": token.expires_at}
    record(by, "make_token", token, new=new)
    return NewToken(token, secret)


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor) -> ApiToken:
    """Make a token useless at once. Doing it twice changes nothing."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record(by, "revoke_token", token)
    return token
