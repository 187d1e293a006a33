"""People who sign in, the organisations they act for, and what they hold: invitations, tokens."""

from fulcrum.apps.accounts.models.invitations import Invitation
from fulcrum.apps.accounts.models.people import Membership, Tenant, User
from fulcrum.apps.accounts.models.small import SavedView, Tally
from fulcrum.apps.accounts.models.tokens import ApiToken, IdempotentAnswer

__all__ = [
    "ApiToken",
    "IdempotentAnswer",
    "Invitation",
    "Membership",
    "SavedView",
    "Tally",
    "Tenant",
    "User",
]
