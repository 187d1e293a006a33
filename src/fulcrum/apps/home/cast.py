"""Who is in the showcase: invented people at invented organisations, in every role."""

from dataclasses import dataclass

from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.kernel.actors import Role

DOMAIN = "showcase.example"  # reserved: no letter can reach anybody


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person."""

    name: str
    role: Role

    @property
    def email(self) -> str:
        """An address nobody has."""
        return f"{self.name.lower().replace(' ', '.')}@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class House:
    """An invented organisation that signs in.

    Attributes:
        part: what it plays in the year; the story names it.
        name: of the organisation.
        kind: of its place here.
        people: who works there.
        values: of its record; empty for a place without one.
    """

    part: str
    name: str
    kind: TenantKind
    people: tuple[Person, ...]
    values: tuple[tuple[str, object], ...] = ()


SECRETARIAT = House(
    "secretariat",
    "FAST Secretariat (invented)",
    TenantKind.SECRETARIAT,
    (
        Person("Clara Lindqvist", Role.SECRETARIAT_OFFICER),
        Person("Mateo Ibarra", Role.SECRETARIAT_OFFICER),
        Person("Noor Haddad", Role.ADMINISTRATOR),
    ),
)


def _record(
    sub_sector: str, actor: str, country: str, *languages: str
) -> tuple[tuple[str, object], ...]:
    return (
        ("sub_sector", sub_sector),
        ("actor_types", [actor]),
        ("country", country),
        ("languages", list(languages)),
        ("size_band", "large"),
    )


INSTITUTIONS = (
    House(
        "draft",
        "Harbour Mutual Bank",
        TenantKind.INSTITUTION,
        (
            Person("Amina Otieno", Role.INSTITUTION_LEAD),
            Person("Jonas Weber", Role.INSTITUTION_COLLEAGUE),
            Person("Priya Raman", Role.CRIME_ANALYST),
            Person("Noah Lindgren", Role.CRIME_ANALYST),
            Person("Samuel Okafor", Role.BANK_CONTACT),
            Person("Ines Duarte", Role.ADMINISTRATOR),
        ),
        _record("banking", "retail_bank", "KE", "en", "sw"),
    ),
    House(
        "asked",
        "Nordlys Sparebank",
        TenantKind.INSTITUTION,
        (Person("Ingrid Solberg", Role.INSTITUTION_LEAD),),
        _record("banking", "retail_bank", "NO", "no", "en"),
    ),
    House(
        "answered",
        "Meridian Stewardship Partners",
        TenantKind.INSTITUTION,
        (
            Person("Thomas Achterberg", Role.INSTITUTION_LEAD),
            Person("Yuki Tanaka", Role.STEWARDSHIP_ANALYST),
        ),
        _record("investment", "asset_manager", "NL", "nl", "en"),
    ),
    House(
        "accepted",
        "Andes Seguros",
        TenantKind.INSTITUTION,
        (Person("Lucia Quispe", Role.INSTITUTION_LEAD),),
        _record("insurance", "insurer", "PE", "es"),
    ),
    House(
        "private",
        "Al Noor Microfinance",
        TenantKind.INSTITUTION,
        (Person("Karim Mansour", Role.INSTITUTION_LEAD),),
        _record("inclusive_finance", "microfinance", "JO", "ar", "en"),
    ),
)
OTHERS = (
    House(
        "support",
        "Open Door Survivor Services",
        TenantKind.SUPPORT,
        (Person("Ruth Mbeki", Role.CASEWORKER),),
    ),
    House(
        "research",
        "Institute for Fair Finance",
        TenantKind.RESEARCH,
        (Person("Elena Petrova", Role.RESEARCHER),),
    ),
    House(
        "partner",
        "Commissioners' Circle (invented)",
        TenantKind.PARTNER,
        (Person("Daniel Moreau", Role.COMMISSIONER),),
    ),
)
