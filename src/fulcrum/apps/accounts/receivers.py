"""What sign-in libraries signal, written into the audit log."""

from typing import Any

from allauth.mfa.models import Authenticator
from axes.helpers import get_failure_limit
from django.db import transaction
from django.http import HttpRequest

from fulcrum.apps.accounts.actions.sessions import end_sessions_of
from fulcrum.apps.accounts.models import User
from fulcrum.apps.accounts.origins import request_origin
from fulcrum.apps.accounts.people import person_actor
from fulcrum.apps.accounts.queries import has_second_factor, live_memberships
from fulcrum.apps.accounts.sessions import forget_second_factor, mark_proved, proofs
from fulcrum.apps.audit.actions import Thing, record
from fulcrum.kernel.actors import Actor, ActorKind

UNKNOWN = Thing("accounts.user", "unknown", "unknown account")


def _record(actor: Actor, verb: str, target: User | Thing, **new: Any) -> None:
    with transaction.atomic():
        record(actor, verb, target, new=new or None)


def _stranger(request: HttpRequest, user: User | None) -> Actor:
    """Somebody at the door: nobody yet, but seen by the organisation whose account they tried."""
    rows = live_memberships(user.pk) if user else []
    tenant_id = rows[0].tenant_id if rows else None
    origin = request_origin(request)
    return Actor(ActorKind.ANONYMOUS, label="anonymous", tenant_id=tenant_id, origin=origin)


def on_sign_in(sender: object, *, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Somebody signed in."""
    ways = [str(record.get("type") or record.get("method")) for record in proofs(request)]
    _record(person_actor(request, user), "sign_in", user, ways=ways)


def on_sign_out(sender: object, *, request: HttpRequest, user: User | None, **_kwargs: Any) -> None:
    """Somebody signed out."""
    if user is not None and user.pk is not None:
        _record(person_actor(request, user), "sign_out", user)


def on_failure(
    sender: object, *, credentials: dict[str, Any], request: HttpRequest | None, **_kwargs: Any
) -> None:
    """A password was wrong. Not written while locked out, lest attempts flood the log."""
    if request is None or getattr(request, "axes_locked_out", False):
        return
    email = str(credentials.get("email") or "").lower()
    user = User.objects.filter(email=email).first()
    _record(_stranger(request, user), "fail_sign_in", user or UNKNOWN)


def on_lockout(sender: object, *, request: HttpRequest, **_kwargs: Any) -> None:
    """An account was locked for an address; written once for each lockout."""
    credentials = getattr(request, "axes_credentials", None) or {}
    if getattr(request, "axes_failures_since_start", None) != get_failure_limit(
        request, credentials
    ):
        return
    email = str(credentials.get("email") or "").lower()
    user = User.objects.filter(email=email).first()
    _record(_stranger(request, user), "lock_out", user or UNKNOWN)


def on_factor_added(
    sender: object,
    *,
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **_kwargs: Any,
) -> None:
    """A second factor was set up; setting it up has proved it."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        mark_proved(request, user, "mfa", type=authenticator.type, id=authenticator.pk)
    _record(person_actor(request, user), "add_second_factor", user, type=authenticator.type)


def on_factor_removed(
    sender: object,
    *,
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **_kwargs: Any,
) -> None:
    """A second factor was removed; without any, this session is not verified either."""
    if not has_second_factor(user.pk):
        forget_second_factor(request)
    _record(person_actor(request, user), "remove_second_factor", user, type=authenticator.type)


def on_codes_renewed(sender: object, *, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """New recovery codes were made."""
    _record(person_actor(request, user), "renew_recovery_codes", user)


def on_factor_failed(sender: object, *, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """A code or key was wrong."""
    _record(_stranger(request, user), "fail_second_factor", user)


def on_password_changed(
    sender: object, *, request: HttpRequest, user: User, **_kwargs: Any
) -> None:
    """A password changed: every other session of the account ends."""
    with transaction.atomic():
        end_sessions_of(user, except_key=request.session.session_key)
        record(person_actor(request, user), "change_password", user)


def on_password_reset(sender: object, *, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """A password was set through a link: every session of the account ends."""
    with transaction.atomic():
        end_sessions_of(user)
        record(_stranger(request, user), "reset_password", user)


def connect() -> None:
    """Listen to the libraries (called once from `ready()`)."""
    from allauth.account import signals as account  # noqa: PLC0415 - needs the app registry
    from allauth.mfa import signals as mfa  # noqa: PLC0415 - as above
    from axes.signals import user_locked_out  # noqa: PLC0415 - as above
    from django.contrib.auth.signals import (  # noqa: PLC0415 - as above
        user_logged_out,
        user_login_failed,
    )

    pairs = [
        (account.user_logged_in, on_sign_in),
        (account.password_changed, on_password_changed),
        (account.password_reset, on_password_reset),
        (user_logged_out, on_sign_out),
        (user_login_failed, on_failure),
        (user_locked_out, on_lockout),
        (mfa.authenticator_added, on_factor_added),
        (mfa.authenticator_removed, on_factor_removed),
        (mfa.authenticator_reset, on_codes_renewed),
        (mfa.authentication_failed, on_factor_failed),
    ]
    for signal, receiver in pairs:
        signal.connect(receiver, dispatch_uid=f"fulcrum.accounts.{receiver.__name__}")
