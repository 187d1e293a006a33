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


class InvitationState(models.TextChoices):
    """Where an invitation stands."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REVOKED = "revoked", _("Revoked")
    EXPIRED = "expired", _("Expired")


# What each role is for, in the words of “My access”.
ROLE_PURPOSES = {
    Role.SECRETARIAT_OFFICER: _("Runs the initiative: submissions, coverage, organisations."),
    Role.COMMISSIONER: _("Sponsors commitments and events, reads updates."),
    Role.INSTITUTION_LEAD: _("Answers for the institution: signs off, submits, invites."),
    Role.INSTITUTION_COLLEAGUE: _("Works on the institution's assessments."),
    Role.CRIME_ANALYST: _("Works on alerts and cases inside the institution."),
    Role.CASEWORKER: _("Supports survivors with their steps towards a bank."),
    Role.BANK_CONTACT: _("Answers referrals for the bank."),
    Role.STEWARDSHIP_ANALYST: _("Works on holdings and engagements."),
    Role.RESEARCHER: _("Works on studies."),
    Role.ADMINISTRATOR: _("Looks after people, keys, backups and health; not the work itself."),
}
