"""Invented people of a site under test: one for each role, and some who sign in with a password."""

from tests.e2e.conftest import Site

PASSWORD = "nine unrelated blue lanterns"
LEAD, ADMINISTRATOR = "lead@example.org", "administrator@example.org"

_MAKE = f"""
from fulcrum.apps.accounts.enums import ROLES_OF_KIND
from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.kernel.actors import Role
if not Tenant.objects.filter(name="Savannah Trust Bank").exists():
    seen = set()
    for kind, roles in ROLES_OF_KIND.items():
        name = "Savannah Trust Bank" if kind == "institution" else f"The {{kind.label}}"
        tenant = Tenant.objects.filter(kind=kind).first()
        if tenant is None or kind != "secretariat":
            tenant = Tenant.objects.create(kind=kind, name=name, is_invented=True)
        for role in roles:
            if role in seen:
                continue
            seen.add(role)
            user = User.objects.create_user(
                f"{{role.value}}@showcase.example", name=f"Invented {{role.name.title()}}", is_invented=True
            )
            Membership.objects.create(user=user, tenant=tenant, role=role)
    bank = Tenant.objects.get(name="Savannah Trust Bank")
    for email, role in (("{LEAD}", Role.INSTITUTION_LEAD), ("{ADMINISTRATOR}", Role.ADMINISTRATOR)):
        user = User.objects.create_user(email, "{PASSWORD}", name="Person with a password")
        Membership.objects.create(user=user, tenant=bank, role=role)
"""


def invent_people(site: Site) -> None:
    """Make them, once for each site."""
    site.manage("shell", "--no-imports", "-c", _MAKE)
