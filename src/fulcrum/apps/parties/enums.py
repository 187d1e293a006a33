"""Choices of parties."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubSector(models.TextChoices):
    """The part of the financial sector (or beside it) an organisation belongs to."""

    BANKING = "banking", _("Banking")
    INVESTMENT = "investment", _("Investment")
    INSURANCE = "insurance", _("Insurance")
    DEVELOPMENT_FINANCE = "development_finance", _("Development finance")
    PUBLIC_AUTHORITY = "public_authority", _("Public authorities")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement and intelligence units")
    TECHNOLOGY_AND_DATA = "technology_and_data", _("Technology and data")
    INCLUSIVE_FINANCE = "inclusive_finance", _("Inclusive finance")
    PROFESSIONAL_SERVICES = "professional_services", _("Professional services")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    ACADEMIA_AND_PRESS = "academia_and_press", _("Academia and press")
    MULTILATERAL = "multilateral", _("Multilateral bodies")


class Continent(models.TextChoices):
    """Continents, by the two-letter codes of GeoNames."""

    AFRICA = "AF", _("Africa")
    ANTARCTICA = "AN", _("Antarctica")
    ASIA = "AS", _("Asia")
    EUROPE = "EU", _("Europe")
    NORTH_AMERICA = "NA", _("North America")
    OCEANIA = "OC", _("Oceania")
    SOUTH_AMERICA = "SA", _("South America")


class SizeBand(models.TextChoices):
    """Employees, in the bands of the European Commission's definition, plus one above."""

    MICRO = "micro", _("Under 10 staff")
    SMALL = "small", _("10 to 49 staff")
    MEDIUM = "medium", _("50 to 249 staff")
    LARGE = "large", _("250 to 4,999 staff")
    VERY_LARGE = "very_large", _("5,000 staff or more")


class RelationKind(models.TextChoices):
    """How one organisation or person stands to another organisation."""

    MEMBER = "member", _("Member of")
    PARTNER = "partner", _("Partner under arrangement")
    COMMISSIONER = "commissioner_institution", _("Commissioner's institution")
    DONOR = "donor", _("Donor")
    CONVENOR = "convenor", _("Convenor")
    SECRETARIAT = "secretariat", _("Secretariat of")
    SURVIVOR_INCLUSION = "survivor_inclusion_participant", _("Takes part in survivor inclusion")
