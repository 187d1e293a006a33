"""Limits on guessing and flooding, shared by all server processes through the database."""

from datetime import timedelta
from hashlib import sha256
from hmac import new as hmac
from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fulcrum.apps.accounts.models import Tally
from fulcrum.apps.accounts.origins import request_origin


def count(action: str, subject: object, *, limit: int, seconds: int) -> bool:
    """Count one more; whether it is still within the limit of the running window.

    Args:
        action: what is counted.
        subject: whose count it is (kept only as a hash).
        limit: how many a window allows.
        seconds: how long a window lasts.
    """
    now = timezone.now()
    key = sha256(f"{action}:{subject}".encode()).hexdigest()
    with transaction.atomic():
        Tally.objects.filter(expires_at__lte=now).delete()
        Tally.objects.get_or_create(
            key_hash=key, defaults={"expires_at": now + timedelta(seconds=seconds)}
        )
        Tally.objects.filter(key_hash=key).update(count=F("count") + 1)
        return Tally.objects.values_list("count", flat=True).get(key_hash=key) <= limit


def first_use(action: str, subject: object, *, seconds: int) -> bool:
    """Whether this happens for the first time within a window (one-time codes)."""
    return count(action, subject, limit=1, seconds=seconds)


def account_digest(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """What axes counts failures by: a keyed hash, so that its table holds no address."""
    given = credentials or {}
    login = given.get("email") or given.get("login") or given.get("username") or ""
    if not login and request is not None:
        login = request.POST.get("login", "")
    key = settings.SECRET_KEY.encode()
    return hmac(key, str(login).strip().lower().encode(), sha256).hexdigest()[:40]


def client_address(request: HttpRequest) -> str:
    """The address axes counts failures by."""
    return request_origin(request)


def locked_response(
    request: HttpRequest, _response: HttpResponse | None = None, _credentials: Any = None
) -> HttpResponse:
    """The page of a lockout: what happened and when to try again. The same for unknown accounts."""
    pause = get_cool_off(request)
    until = timezone.now() + pause
    context = {"until": until, "minutes": int(pause.total_seconds() // 60)}
    response = render(request, "accounts/locked.html", context, status=429)
    response.headers["Retry-After"] = str(int(pause.total_seconds()))
    return response
