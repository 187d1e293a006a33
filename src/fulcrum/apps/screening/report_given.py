"""What a person says of a report beside its case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person says of a report beside its case.

    Attributes:
        profile: the country profile or form.
        crimes: what is suspected.
        currency: of amounts.
        entity_id: the number by which the unit knows the institution.
        country: of the institution.
        first_name: of who reports.
        last_name: of who reports.
        own_country: whether sides of which the data names no country are in the institution's.
    """

    profile: str
    crimes: tuple[str, ...]
    currency: str
    country: str
    last_name: str
    first_name: str = ""
    occupation: str = ""
    phone: str = ""
    entity_id: str = ""
    branch: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    own_country: bool = False


def split_name(name: str) -> tuple[str, str]:
    """First and last name: "North, Ada" says which is which; else the last word is the last name."""
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _space, last = name.strip().rpartition(" ")
    return first.strip(), last
