"""Finds who a session belongs to, and what they may act as, in one query."""

from allauth.account.auth_backends import AuthenticationBackend

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.accounts.queries import live_memberships

_READ = "_memberships_read_with_account"


class AccountBackend(AuthenticationBackend):  # type: ignore[misc] # allauth has no types
    """allauth's sign-in by e-mail; reads an account together with its live memberships.

    Every page asks for both, and building a query costs more than answering it.
    """

    def get_user(self, user_id: int) -> User | None:
        """The active account of a session; None when it is gone or closed."""
        rows = live_memberships(user_id, with_user=True)
        user: User | None = rows[0].user if rows else super().get_user(user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        setattr(user, _READ, rows)
        return user


def memberships_at_request(user: User) -> list[Membership]:
    """The live memberships as they were read with the account; asked anew on a second call."""
    rows: list[Membership] | None = getattr(user, _READ, None)
    if rows is None:
        return live_memberships(user.pk)
    delattr(user, _READ)
    return rows
