"""What allauth keeps in a session about how somebody proved who they are, read and written.

Each proof is a record: `{"method": "password" | "mfa", "type": "totp" | "webauthn" |
"recovery_codes", "at": seconds, "reauthenticated": bool}`. A proof counts as step-up for ten
minutes, a second factor for as long as the session.
"""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from django.http import HttpRequest

from fulcrum.apps.accounts.models import User


def proofs(request: HttpRequest) -> list[dict[str, Any]]:
    """The proofs given in this session by whoever is signed in."""
    found: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return found


def is_verified(request: HttpRequest) -> bool:
    """Whether a second factor was proved in this session."""
    return any(record.get("method") == "mfa" for record in proofs(request))


def mark_proved(request: HttpRequest, user: User, method: str, **details: Any) -> None:
    """Add a proof that counts as step-up from now."""
    record_authentication(request, user, method, reauthenticated=True, **details)


def sign_in_counts_as_step_up(request: HttpRequest) -> None:
    """Let the proof just given at sign-in serve for the next ten minutes."""
    records = proofs(request)
    if records:
        changed = [*records[:-1], {**records[-1], "reauthenticated": True}]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = changed


def forget_second_factor(request: HttpRequest) -> None:
    """Drop second-factor proofs: the factor they rest on is gone."""
    kept = [record for record in proofs(request) if record.get("method") != "mfa"]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept


def keep_stepped_up(request: HttpRequest, seconds: int) -> None:
    """Let the last proof count for longer (the showcase: invented people have no password)."""
    records = proofs(request)
    changed = [*records[:-1], {**records[-1], "at": records[-1]["at"] + seconds}]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = changed
