"""The fields of FinCEN's suspicious activity report, filled from a report."""

from collections.abc import Iterable
from dataclasses import dataclass

from fulcrum.engines.screening.reporting.parties import ROLE_WORDS, Address, Firm, Party, Person
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.engines.screening.reporting.transliterate import Written, write_name
from fulcrum.engines.screening.reporting.wording import day_words, money

NOT_HELD = "Unknown (not held)"
STRUCTURING = {"I05"}


@dataclass(frozen=True, slots=True)
class SarField:
    """One field.

    Attributes:
        part: of the form.
        number: of the item.
        label: what it asks for.
        value: what to type.
        is_confirmed: whether FinCEN's own texts confirm the number and the value.
        note: what to mind; "" when nothing.
    """

    part: str
    number: str
    label: str
    value: str
    is_confirmed: bool = False
    note: str = ""


def header_fields(terms: list[dict[str, str]]) -> Iterable[SarField]:
    """What kind of report it is, and the key terms."""
    yield SarField("Filing", "1", "Type of filing", "Initial report", note="Change it if not.")
    yield SarField(
        "Filing", "2", "Filing institution note to FinCEN",
        "; ".join(one["term"] for one in terms), is_confirmed=True,
        note="; ".join(one["citation"] for one in terms),
    )  # fmt: skip


def crime_field(term: dict[str, str]) -> SarField:
    """The box of what is suspected."""
    return SarField(
        "Suspicious activity", term["field"], term["label"], "Yes", is_confirmed=True,
        note=term["citation"],
    )  # fmt: skip


def _name(names: list[Written], original: str, given: str, where: str) -> str:
    if not original and not given:
        return "Unknown"
    told = write_name(original or given, given=given, longest=150, where=where)
    if told.is_changed or given:
        names.append(told)
    return told.written


def subject_fields(report: Report, party: Party, names: list[Written]) -> Iterable[SarField]:
    """A subject: name, identification, address, accounts."""
    part = f"Subject: {ROLE_WORDS[party.role]}"
    if isinstance(party, Firm):
        yield SarField(
            part, "4", "Legal name", _name(names, party.name, party.latin_name, "subjects")
        )
        yield SarField(part, "10", "Type of business", party.business or "Unknown")
        yield SarField(part, "16", "Identification number", party.registration or "Unknown")
    else:
        yield from _person(part, party, names)
    yield from _address(part, party.address, ("11", "12", "13", "14", "15"))
    yield SarField(part, "21", "Phone", party.phone or "Unknown")
    mine = [one for one in report.accounts if party.key in one.holders]
    numbers = "; ".join(f"{one.institution} {one.number}" for one in mine)
    yield SarField(part, "27", "Account numbers", numbers or "None known")


def _person(part: str, person: Person, names: list[Written]) -> Iterable[SarField]:
    last = _name(names, person.last_name, person.latin_last, "subjects")
    first = _name(names, person.first_name, person.latin_first, "subjects")
    born = person.birth_date.strftime("%m/%d/%Y") if person.birth_date else "Unknown"
    yield SarField(part, "4", "Last name", last)
    yield SarField(part, "5", "First name", first)
    yield SarField(part, "8", "Gender", NOT_HELD, note="Fulcrum holds nobody's sex.")
    yield SarField(part, "10", "Occupation", person.occupation or "Unknown")
    yield SarField(part, "18", "Identification", person.id_number or "Unknown")
    yield SarField(part, "19", "Date of birth", born)


def _address(
    part: str, address: Address | None, numbers: tuple[str, str, str, str, str]
) -> Iterable[SarField]:
    labels = ("Address", "City", "State", "ZIP or postal code", "Country")
    values = ("",) * 5
    if address is not None:
        values = (
            address.street, address.city, address.region, address.postcode, address.country,
        )  # fmt: skip
    for number, label, value in zip(numbers, labels, values, strict=True):
        yield SarField(part, number, label, value or "Unknown")


def activity_fields(report: Report) -> Iterable[SarField]:
    """How much, and when."""
    part = "Suspicious activity"
    rows = report.transactions
    total = money(sum(one.cents for one in rows), report.currency) if rows else "Unknown"
    days = f"{rows[0].at:%m/%d/%Y} to {rows[-1].at:%m/%d/%Y}" if rows else day_words(report.made)
    yield SarField(part, "29", "Amount involved", total)
    yield SarField(part, "30", "Date or range of dates", days)
    if STRUCTURING & {one.id for one in report.indicators}:
        note = "Indicator I05 was hit: see whether a box of structuring applies."
        yield SarField(part, "32", "Structuring", "To decide", note=note)


def institution_fields(report: Report) -> Iterable[SarField]:
    """Who reports."""
    part = "Filing institution"
    yield SarField(part, "", "Legal name", report.entity.name)
    yield SarField(part, "", "Identification number", report.entity.tax_number or "Unknown")
    yield from _address(part, report.entity.address, ("", "", "", "", ""))
    yield SarField(part, "", "Internal control number", report.reference)
    officer = report.officer
    yield SarField(part, "", "Contact", f"{officer.first_name} {officer.last_name}".strip())
    yield SarField(part, "", "Contact's phone", officer.phone or "Unknown")
    yield SarField(part, "", "Date of the report", report.made.strftime("%m/%d/%Y"))
