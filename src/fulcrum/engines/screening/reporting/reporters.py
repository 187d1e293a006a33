"""Who reports, and what they did."""

from dataclasses import dataclass
from datetime import date

from fulcrum.engines.screening.reporting.parties import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingEntity:
    """Who reports.

    Attributes:
        name: of the institution.
        id: the number by which the unit knows it.
        branch: the branch or office.
        address: where it is.
        tax_number: of the institution.
    """

    name: str
    id: str = ""
    branch: str = ""
    address: Address | None = None
    tax_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """The person who reports for it.

    Attributes:
        first_name: given name.
        last_name: family name.
        occupation: their post.
        phone: telephone.
        id_number: by which the unit knows them, where it asks for one.
    """

    first_name: str
    last_name: str
    occupation: str = ""
    phone: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done.

    Attributes:
        day: when.
        text: what, as a sentence.
    """

    day: date
    text: str
