"""How permissions read on “My access”: each app registers its own in `ready()` with `add_rights`."""

from collections.abc import Mapping
from dataclasses import dataclass

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fulcrum.kernel.actors import Actor

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Right:
    """A permission somebody holds: the area it belongs to and what it allows, as a line of a list."""

    area: str
    text: str


_TEXTS: dict[str, tuple[Text, Text]] = {}


def add_rights(area: Text, texts: Mapping[str, Text]) -> None:
    """Say what permissions allow, under the name of their area; again replaces."""
    _TEXTS.update({name: (area, text) for name, text in texts.items()})


def rights_of(actor: Actor) -> list[Right]:
    """What an actor's role may do, by area, from the permissions as they are registered."""
    found = []
    for name, (area, text) in _TEXTS.items():
        predicate = rules.permissions.permissions.get(name)
        if predicate is not None and predicate.test(actor, None):
            found.append(Right(str(area), str(text)))
    return found


ACCOUNTS: dict[str, Text] = {
    "accounts.manage_own_account": _("Look after your own account: password, second factors"),
    "accounts.save_view": _("Keep views of lists"),
    "accounts.view_people": _("See who signs in for the organisation"),
    "accounts.export_people": _("Take the list of people out as a file"),
    "accounts.invite_person": _("Invite people"),
    "accounts.manage_membership": _("See how colleagues' accounts are secured"),
    "accounts.change_role": _("Change colleagues' roles"),
    "accounts.end_membership": _("End colleagues' memberships"),
    "accounts.reset_factors": _("Reset second factors that colleagues lost"),
    "accounts.erase_account": _("Erase colleagues' accounts"),
    "accounts.open_tenant": _("Open places for organisations that sign in"),
    "accounts.make_token": _("Make API tokens for software"),
    "accounts.revoke_token": _("Revoke API tokens of your own"),
}
AUDIT: dict[str, Text] = {
    "audit.view_entry": _("Read the log of who did what"),
    "audit.export_entry": _("Take the log out as a file"),
}


def register() -> None:
    """Say what the permissions of accounts, and of the log below it, allow."""
    add_rights(_("People and access"), ACCOUNTS)
    add_rights(_("Audit log"), AUDIT)
