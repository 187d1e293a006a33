"""Persons and firms as goAML's elements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from fulcrum.engines.screening.reporting.elements import Desk, Value, build, group
from fulcrum.engines.screening.reporting.movements import Side
from fulcrum.engines.screening.reporting.parties import Address, Firm, Party, Person
from fulcrum.engines.screening.reporting.spec import Report

UNKNOWN = "UNKNOWN"
NAMELESS = "-"
VICTIM_COMMENT = "Possible victim: described by this role only, and no subject of this report."


# By party's key and element: a text, or the texts of what it is made of.
Statutory = Mapping[str, Mapping[str, str | Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Clerk:
    """What every part of a file needs.

    Attributes:
        desk: where it is put together.
        report: what is reported.
        statutory: elements the law wants and Fulcrum does not hold, by party's key.
    """

    desk: Desk
    report: Report
    statutory: Statutory


def at_midnight(day: date | None) -> str:
    """A day as goAML writes it, or a moment; "" for none."""
    if isinstance(day, datetime):
        return day.replace(tzinfo=None).isoformat(timespec="seconds")
    return f"{day.isoformat()}T00:00:00" if day is not None else ""


def address_of(
    clerk: Clerk, address: Address | None, tag: str, where: str, *, is_firm: bool = False
) -> list[etree._Element]:
    """An address; nothing for none."""
    if address is None:
        return []
    values: dict[str, Value] = {
        "address_type": clerk.desk.profile.code("addresses", "firm" if is_firm else "person"),
        "address": address.street or NAMELESS,
        "city": address.city or NAMELESS,
        "zip": address.postcode,
        "country_code": address.country,
        "state": address.region,
    }
    return [build(clerk.desk, tag, "address", values, where)]


def phone_of(clerk: Clerk, number: str, where: str) -> list[etree._Element]:
    """A telephone number; nothing for none."""
    if not number:
        return []
    values: dict[str, Value] = {
        "tph_contact_type": clerk.desk.profile.code("addresses", "person"),
        "tph_communication_type": clerk.desk.profile.code("phones", "mobile"),
        "tph_number": number,
    }
    return [build(clerk.desk, "phone", "phone", values, where)]


def _statutory(clerk: Clerk, key: str, where: str) -> dict[str, Value]:
    """What the law wants of somebody and was handed over for this file."""
    return {
        name: value if isinstance(value, str) else [build(clerk.desk, name, name, value, where)]
        for name, value in clerk.statutory.get(key, {}).items()
    }


def person_of(
    clerk: Clerk, person: Person, tag: str, where: str, *, client: bool
) -> etree._Element:
    """A person."""
    desk, place = clerk.desk, f"{where}/{tag}"
    first = person.first_name or person.latin_first
    foreign = person.full_name if desk.profile.original_names else ""
    values: dict[str, Value] = {
        "first_name": desk.name(
            "first_name", first, person.latin_first, f"{place}/first_name"
        ) if first else NAMELESS,
        "last_name": desk.name(
            "last_name", person.last_name, person.latin_last, f"{place}/last_name"
        ),
        "birthdate": at_midnight(person.birth_date),
        "full_name_frn": foreign if not foreign.isascii() else "",
        "id_number": person.id_number,
        "residence": person.country,
        "phones": group("phones", phone_of(clerk, person.phone, place)),
        "addresses": group("addresses", address_of(clerk, person.address, "address", place)),
        "occupation": person.occupation,
        **_statutory(clerk, person.key, place),
    }  # fmt: skip
    return build(desk, tag, "person_my_client" if client else "person", values, where)


def firm_of(clerk: Clerk, firm: Firm, tag: str, where: str, *, client: bool) -> etree._Element:
    """A firm."""
    desk, place = clerk.desk, f"{where}/{tag}"
    at = address_of(clerk, firm.address, "address", place, is_firm=True)
    values: dict[str, Value] = {
        "name": desk.name("name", firm.name, firm.latin_name, f"{place}/name"),
        "incorporation_number": firm.registration,
        "business": firm.business,
        "phones": group("phones", phone_of(clerk, firm.phone, place)),
        "addresses": group("addresses", at),
        "incorporation_country_code": firm.country,
        "incorporation_date": at_midnight(firm.incorporated),
        **_statutory(clerk, firm.key, place),
    }
    return build(desk, tag, "entity_my_client" if client else "entity", values, where)


def _tagged(tag: str, kind: str) -> str:
    return f"{tag}_{kind}" if tag else kind


def party_of(clerk: Clerk, party: Party, tag: str, where: str) -> etree._Element:
    """A person or firm, as from_person or from_entity for the tag "from"."""
    client = bool(party.customer_number) and bool(tag)
    if isinstance(party, Person):
        return person_of(clerk, party, _tagged(tag, "person"), where, client=client)
    return firm_of(clerk, party, _tagged(tag, "entity"), where, client=client)


def role_of(clerk: Clerk, called: str, tag: str, where: str) -> etree._Element:
    """A possible victim: no name and no number, only what they are called in the narrative."""
    first, last = called.upper().split(" ", 1)
    names: dict[str, Value] = {"first_name": first, "last_name": last}
    values = names | {"comments": VICTIM_COMMENT}
    return build(clerk.desk, f"{tag}_person", "person", values, where)


def named_only(clerk: Clerk, side: Side, tag: str, where: str) -> etree._Element:
    """Somebody of whom a message carries a name, or nobody knows anything."""
    desk, place = clerk.desk, f"{where}/{tag}"
    label = side.latin_label or side.label
    if side.is_firm:
        name = desk.name("name", label or UNKNOWN, side.latin_label, f"{place}_entity/name")
        return build(desk, f"{tag}_entity", "entity", {"name": name}, where)
    first, _, last = label.strip().rpartition(" ")
    values: dict[str, Value] = {
        "first_name": desk.name("first_name", first, "", f"{place}_person/first_name")
        if first
        else (NAMELESS if last else UNKNOWN),
        "last_name": desk.name("last_name", last or UNKNOWN, "", f"{place}_person/last_name"),
    }
    return build(desk, f"{tag}_person", "person", values, where)
