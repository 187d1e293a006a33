"""Choices of accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fulcrum.kernel.actors import Role


class TenantKind(models.TextChoices):
    """What an organisation with accounts here is to the initiative."""

    SECRETARIAT = "secretariat", _("Secretariat")
    INSTITUTION = "institution", _("Financial institution")
    SUPPORT = "support", _("Survivor support organisation")
    RESEARCH = "research", _("Research partner")
    PARTNER = "partner", _("Commissioner or partner")


ROLE_LABELS = {
    Role.SECRETARIAT_OFFICER: _("Secretariat officer"),
    Role.COMMISSIONER: _("Commissioner or partner"),
    Role.INSTITUTION_LEAD: _("Institution lead"),
    Role.INSTITUTION_COLLEAGUE: _("Institution colleague"),
    Role.CRIME_ANALYST: _("Financial-crime analyst"),
    Role.CASEWORKER: _("Support-organisation caseworker"),
    Role.BANK_CONTACT: _("Bank inclusion contact"),
    Role.STEWARDSHIP_ANALYST: _("Investor stewardship analyst"),
    Role.RESEARCHER: _("Researcher"),
    Role.ADMINISTRATOR: _("Administrator"),
}

ROLES_OF_KIND = {
    TenantKind.SECRETARIAT: (Role.SECRETARIAT_OFFICER, Role.ADMINISTRATOR),
    TenantKind.INSTITUTION: (
        Role.INSTITUTION_LEAD,
        Role.INSTITUTION_COLLEAGUE,
        Role.CRIME_ANALYST,
        Role.BANK_CONTACT,
        Role.STEWARDSHIP_ANALYST,
        Role.ADMINISTRATOR,
    ),
    TenantKind.SUPPORT: (Role.CASEWORKER, Role.ADMINISTRATOR),
    TenantKind.RESEARCH: (Role.RESEARCHER, Role.ADMINISTRATOR),
    TenantKind.PARTNER: (Role.COMMISSIONER, Role.ADMINISTRATOR),
}

MFA_ROLES = frozenset(
    {
        Role.SECRETARIAT_OFFICER,
        Role.CRIME_ANALYST,
        Role.CASEWORKER,
        Role.BANK_CONTACT,
        Role.ADMINISTRATOR,
    }
)
