"""Let the first people in, before anybody can sign in to do it on a page."""

from fulcrum.apps.accounts.actions.invitations import Sent, invite_person
from fulcrum.apps.accounts.actions.tenants import start_installation
from fulcrum.apps.accounts.letters import invitation_link
from fulcrum.apps.accounts.models import Tenant
from fulcrum.cli.platform import operator
from fulcrum.kernel.actors import Role
from fulcrum.kernel.errors import FulcrumError


def start(name: str, email: str) -> str:
    """Make the organisation that runs this installation and invite its administrator; the link.

    Raises:
        FulcrumError: it was started before.
    """
    return _link(start_installation(name, email, by=operator()))


def invite(email: str, role: Role, organisation: str) -> str:
    """Invite somebody to an organisation that is here already; the link.

    Raises:
        FulcrumError: no such organisation, the role is not met there, or the person has it.
    """
    tenant = Tenant.objects.filter(name=organisation).first()
    if tenant is None:
        raise FulcrumError(
            "No organisation of this name signs in here.",
            where=organisation,
            mend="Check the spelling, or open it under “Organisations that sign in” first.",
        )
    return _link(invite_person(tenant, email=email, role=role, by=operator()))


def _link(sent: Sent) -> str:
    return invitation_link(sent.secret)
