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


class ActorType(models.TextChoices):
    """The kinds of actor that the Blueprint's Actions address."""

    RETAIL_BANK = "retail_bank", _("Retail bank")
    PRIVATE_BANK = "private_bank", _("Private bank")
    CORRESPONDENT_BANK = "correspondent_bank", _("Correspondent or investment bank")
    ASSET_OWNER = "asset_owner", _("Asset owner")
    ASSET_MANAGER = "asset_manager", _("Asset manager")
    PRIVATE_EQUITY = "private_equity", _("Private equity")
    INSURER = "insurer", _("Insurer")
    REINSURER = "reinsurer", _("Reinsurer")
    DFI = "dfi", _("Development finance institution")
    CENTRAL_BANK = "central_bank", _("Central bank")
    REGULATOR = "regulator", _("Financial regulator")
    FIU = "fiu", _("Financial intelligence unit")
    POLICE = "police", _("Police or prosecutor")
    AML_BODY = "aml_body", _("Anti-money-laundering body")
    FINTECH = "fintech", _("Fintech")
    MOBILE_MONEY = "mobile_money", _("Mobile-money or remittance firm")
    MICROFINANCE = "microfinance", _("Microfinance or cooperative")
    CREDIT_BUREAU = "credit_bureau", _("Credit bureau")
    EXCHANGE = "exchange", _("Exchange")
    DATA_FIRM = "data_firm", _("Rating or data firm")
    AUDITOR = "auditor", _("Auditor or consultant")
    ASSOCIATION = "association", _("Industry association")
    GOVERNMENT = "government", _("Government")
    MULTILATERAL = "multilateral", _("Multilateral body")
    SURVIVOR_SUPPORT = "survivor_support", _("Survivor support organisation")
    NGO = "ngo", _("Non-governmental organisation")
    ACADEMIA = "academia", _("Academia")
    PRESS = "press", _("Press")


SUB_SECTOR_OF = {
    ActorType.RETAIL_BANK: SubSector.BANKING,
    ActorType.PRIVATE_BANK: SubSector.BANKING,
    ActorType.CORRESPONDENT_BANK: SubSector.BANKING,
    ActorType.ASSET_OWNER: SubSector.INVESTMENT,
    ActorType.ASSET_MANAGER: SubSector.INVESTMENT,
    ActorType.PRIVATE_EQUITY: SubSector.INVESTMENT,
    ActorType.INSURER: SubSector.INSURANCE,
    ActorType.REINSURER: SubSector.INSURANCE,
    ActorType.DFI: SubSector.DEVELOPMENT_FINANCE,
    ActorType.CENTRAL_BANK: SubSector.PUBLIC_AUTHORITY,
    ActorType.REGULATOR: SubSector.PUBLIC_AUTHORITY,
    ActorType.FIU: SubSector.LAW_ENFORCEMENT,
    ActorType.POLICE: SubSector.LAW_ENFORCEMENT,
    ActorType.AML_BODY: SubSector.PROFESSIONAL_SERVICES,
    ActorType.FINTECH: SubSector.TECHNOLOGY_AND_DATA,
    ActorType.MOBILE_MONEY: SubSector.INCLUSIVE_FINANCE,
    ActorType.MICROFINANCE: SubSector.INCLUSIVE_FINANCE,
    ActorType.CREDIT_BUREAU: SubSector.TECHNOLOGY_AND_DATA,
    ActorType.EXCHANGE: SubSector.INVESTMENT,
    ActorType.DATA_FIRM: SubSector.TECHNOLOGY_AND_DATA,
    ActorType.AUDITOR: SubSector.PROFESSIONAL_SERVICES,
    ActorType.ASSOCIATION: SubSector.PROFESSIONAL_SERVICES,
    ActorType.GOVERNMENT: SubSector.PUBLIC_AUTHORITY,
    ActorType.MULTILATERAL: SubSector.MULTILATERAL,
    ActorType.SURVIVOR_SUPPORT: SubSector.CIVIL_SOCIETY,
    ActorType.NGO: SubSector.CIVIL_SOCIETY,
    ActorType.ACADEMIA: SubSector.ACADEMIA_AND_PRESS,
    ActorType.PRESS: SubSector.ACADEMIA_AND_PRESS,
}


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
    """How one organisation or person stands to another organisation; the label leads to its name."""

    MEMBER = "member", _("Member of")
    PARTNER = "partner", _("Partner under arrangement with")
    COMMISSIONER = "commissioner_institution", _("Commissioner's institution in")
    DONOR = "donor", _("Donor to")
    CONVENOR = "convenor", _("Convenor of")
    SECRETARIAT = "secretariat", _("Secretariat of")
    SURVIVOR_INCLUSION = (
        "survivor_inclusion_participant",
        _("Takes part in the survivor inclusion of"),
    )


class Mark(models.TextChoices):
    """How sure a piece of reference data is."""

    SEEN = "S", _("seen in the source")
    OURS = "O", _("our choice")
    UNCONFIRMED = "U", _("unconfirmed")


class Consent(models.TextChoices):
    """Whether a contact agreed to be contacted."""

    UNKNOWN = "unknown", _("Not asked yet")
    GIVEN = "given", _("Agreed")
    WITHDRAWN = "withdrawn", _("Does not want to be contacted")


class TermKind(models.TextChoices):
    """What an organisation is found by."""

    WORD = "w", "word of a name, or an LEI"
    NAME = "n", "name or alias without its legal form"
    LANGUAGE = "l", "language"
    ACTOR_TYPE = "a", "kind of actor"
    JURISDICTION = "j", "country it operates in"


class ImportState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("Columns to match")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    IMPORTING = "importing", _("Being imported")
    DONE = "done", _("Imported")


# What an institution's lead may change about their own organisation.
PROFILE_FIELDS = (
    "aliases",
    "actor_types",
    "jurisdictions",
    "languages",
    "size_band",
    "sector_code",
    "website",
)
