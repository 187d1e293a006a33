"""Signs somebody in who proved who they are by other means than the sign-in page."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import user_logged_in
from django.http import HttpRequest

from fulcrum.apps.accounts.models import User
from fulcrum.apps.accounts.sessions import mark_proved


def sign_in(request: HttpRequest, user: User, method: str, **details: Any) -> None:
    """Start a session (a new one: no session key from before is kept) and record the proof."""
    get_adapter(request).login(request, user)
    mark_proved(request, user, method, **details)
    user_logged_in.send(sender=User, request=request, response=None, user=user)
