"""Sessions end: one, all others, all."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.audit.actions import record
from fulcrum.kernel.actors import Actor


def _delete(sessions: "QuerySet[UserSession]") -> int:
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    return len(keys)


def end_sessions_of(user: User, *, except_key: str | None = None) -> int:
    """End somebody's sessions, but for one; part of other actions, which record it."""
    return _delete(
        UserSession.objects.filter(user_id=user.pk).exclude(session_key=except_key or "")
    )


@transaction.atomic
def end_session(session: UserSession, *, by: Actor) -> None:
    """Sign somebody out of one place."""
    user = User.objects.get(pk=session.user_id)
    _delete(UserSession.objects.filter(pk=session.pk))
    record(by, "end_session", user)


@transaction.atomic
def end_other_sessions(user: User, *, keep: str | None, by: Actor) -> int:
    """Sign somebody out everywhere but here; how many sessions ended."""
    ended = end_sessions_of(user, except_key=keep)
    record(by, "end_other_sessions", user, new={"count": ended})
    return ended


@transaction.atomic
def switch_organisation(membership: Membership, *, by: Actor) -> Membership:
    """Record that somebody acts for another organisation from now on."""
    record(
        by,
        "switch_organisation",
        membership,
        old={"tenant": by.tenant_id, "role": by.role},
        new={"tenant": membership.tenant_id, "role": membership.role},
    )
    return membership
