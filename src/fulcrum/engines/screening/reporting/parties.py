"""Whom a report names: persons and firms, each with the role they may have.

Nothing here holds sex, nationality or ethnicity.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a party of a case may be; nobody is more than "possible" anything."""

    CONTROLLER = "controller"
    FACILITATOR = "facilitator"
    POSSIBLE_VICTIM = "possible_victim"
    UNCLEAR = "unclear"


ROLE_WORDS = {
    Role.CONTROLLER: "possible controller",
    Role.FACILITATOR: "possible facilitator",
    Role.POSSIBLE_VICTIM: "possible victim",
    Role.UNCLEAR: "role unclear",
}


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives or trades.

    Attributes:
        street: street and number.
        city: town or city.
        country: ISO 3166-1 alpha-2.
        postcode: postal code.
        region: state or province.
    """

    street: str
    city: str
    country: str
    postcode: str = ""
    region: str = ""

    def words(self) -> str:
        """On one line."""
        parts = (self.street, self.postcode, self.city, self.region, self.country)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person.

    Attributes:
        key: as accounts and movements name them, within this report.
        role: what they may be.
        last_name: family name, in any script.
        first_name: given names.
        latin_last: the bank's own spelling in Latin letters, of the passport for instance.
        latin_first: likewise.
        birth_date: day of birth.
        customer_number: of a customer of the reporting entity; "" of anybody else.
        occupation: what they say they do.
        id_number: of an identity document.
        phone: telephone.
        address: where they live.
        country: of residence, ISO 3166-1 alpha-2.
    """

    key: str
    role: Role
    last_name: str
    first_name: str = ""
    latin_last: str = ""
    latin_first: str = ""
    birth_date: date | None = None
    customer_number: str = ""
    occupation: str = ""
    id_number: str = ""
    phone: str = ""
    address: Address | None = None
    country: str = ""

    @property
    def full_name(self) -> str:
        """First and last name, as the bank holds them."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def latin_name(self) -> str:
        """The bank's own spelling; "" when it has none."""
        return f"{self.latin_first} {self.latin_last}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A firm or another legal person.

    Attributes:
        key: as accounts and movements name it, within this report.
        role: what it may be.
        name: in any script.
        latin_name: the bank's own spelling in Latin letters.
        registration: number in the register.
        business: what it does.
        incorporated: day of incorporation.
        customer_number: of a customer of the reporting entity; "" of anybody else.
        phone: telephone.
        address: where it trades.
        country: where it is incorporated, ISO 3166-1 alpha-2.
    """

    key: str
    role: Role
    name: str
    latin_name: str = ""
    registration: str = ""
    business: str = ""
    incorporated: date | None = None
    customer_number: str = ""
    phone: str = ""
    address: Address | None = None
    country: str = ""

    @property
    def full_name(self) -> str:
        """Its name, as the bank holds it."""
        return self.name


Party = Person | Firm
