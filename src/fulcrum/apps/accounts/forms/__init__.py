"""Forms of accounts: signing in, and looking after people, invitations, tokens and places."""

from fulcrum.apps.accounts.forms.people import (
    AcceptForm,
    InviteForm,
    RoleForm,
    SavedViewForm,
    TenantForm,
    TokenForm,
)

__all__ = ["AcceptForm", "InviteForm", "RoleForm", "SavedViewForm", "TenantForm", "TokenForm"]
