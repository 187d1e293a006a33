"""Bearer tokens: from the Authorization header to an Actor."""

from datetime import timedelta
from hmac import compare_digest

from django.http import HttpRequest
from django.utils import timezone

from fulcrum.apps.accounts.models import ApiToken
from fulcrum.apps.accounts.origins import request_origin
from fulcrum.apps.accounts.secrets import digest, token_prefix
from fulcrum.kernel.actors import ANONYMOUS, Actor, ActorKind, Role

NOTE_USE_AFTER = timedelta(minutes=5)


def find_token(header: str) -> ApiToken | None:
    """The live token an Authorization header carries."""
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        return None
    tokens = ApiToken.objects.live().select_related("membership__user")
    token = tokens.filter(prefix=token_prefix(secret.strip())).first()
    if token is None or not compare_digest(token.secret_hash, digest(secret.strip())):
        return None
    return token


def _note_use(token: ApiToken) -> None:
    """Keep when it was last used, to five minutes: not a write for every request."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > NOTE_USE_AFTER:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def token_actor(request: HttpRequest) -> Actor:
    """The Actor of a request's token; the anonymous without a live one."""
    token = find_token(request.headers.get("Authorization", ""))
    if token is None:
        return ANONYMOUS
    _note_use(token)
    request.api_token = token  # type: ignore[attr-defined]
    return Actor(
        kind=ActorKind.TOKEN,
        user_id=token.membership.user_id,
        label=f"{token.membership.user.name}: {token}",
        tenant_id=token.tenant_id,
        role=Role(token.membership.role),
        origin=request_origin(request),
        verified=True,
        areas=tuple(token.areas),
        may_write=token.may_write,
    )
