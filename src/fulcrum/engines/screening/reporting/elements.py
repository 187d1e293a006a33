"""Elements of a goAML file: in the schema's order, with what was changed on the way written down.

The order of elements, their lengths and which names they may hold are facts of UNODC's goAML 5.0.2
schema; no part of the schema itself is here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from fulcrum.engines.screening.reporting.profiles import Profile
from fulcrum.engines.screening.reporting.texts import cleaned
from fulcrum.engines.screening.reporting.transliterate import Written, write_name

PERSON = (
    "gender", "title", "first_name", "middle_name", "prefix", "last_name", "birthdate",
    "birth_place", "country_of_birth", "mothers_name", "alias", "full_name_frn", "ssn",
    "passport_number", "passport_country", "id_number", "nationality1", "nationality2",
    "nationality3", "residence", "phones", "addresses", "email", "occupation", "employer_name",
    "identification", "tax_number", "tax_reg_number", "source_of_wealth", "comments",
)  # fmt: skip
ENTITY = (
    "name", "commercial_name", "incorporation_legal_form", "incorporation_number", "business",
    "phones", "addresses", "email", "url", "incorporation_state", "incorporation_country_code",
    "director_id", "incorporation_date", "tax_number", "tax_reg_number", "comments",
)  # fmt: skip
ACCOUNT = (
    "institution_name", "institution_code", "swift", "institution_country",
    "non_bank_institution", "branch", "account", "currency_code", "account_name", "iban",
    "client_number", "personal_account_type", "account_type", "t_entity", "signatory", "opened",
    "closed", "balance", "date_balance", "status_code", "beneficiary", "beneficiary_comment",
    "comments",
)  # fmt: skip
ORDER: Mapping[str, tuple[str, ...]] = {
    "report": (
        "rentity_id", "rentity_branch", "submission_code", "report_code", "entity_reference",
        "fiu_ref_number", "submission_date", "report_date", "currency_code_local",
        "reporting_person", "location", "reason", "action", "transaction", "activity",
        "report_indicators",
    ),
    "transaction": (
        "transactionnumber", "internal_ref_number", "transaction_location",
        "transaction_description", "date_transaction", "teller", "authorized", "late_deposit",
        "date_posting", "value_date", "transaction_type_code", "transmode_code",
        "transmode_comment", "amount_local", "transaction_status", "t_from_my_client", "t_from",
        "t_to_my_client", "t_to", "comments",
    ),
    "from": (
        "from_funds_code", "from_funds_comment", "from_foreign_currency", "from_is_suspected",
        "from_account", "from_person", "from_entity", "from_country",
    ),
    "to": (
        "to_funds_code", "to_funds_comment", "to_foreign_currency", "to_is_suspected",
        "to_account", "to_person", "to_entity", "to_country",
    ),
    "person": PERSON,
    "person_my_client": PERSON,
    "reporting_person": PERSON,
    "entity": ENTITY,
    "entity_my_client": ENTITY,
    "account": ACCOUNT,
    "account_my_client": ACCOUNT,
    "signatory": ("is_primary", "t_person", "role"),
    "identification": (
        "type", "number", "issue_date", "expiry_date", "issued_by", "issue_country", "comments",
    ),
    "address": ("address_type", "address", "town", "city", "zip", "country_code", "state"),
    "phone": ("tph_contact_type", "tph_communication_type", "tph_number"),
    "report_party": ("person", "account", "entity", "significance", "reason", "comments"),
}  # fmt: skip
NAMES = {"first_name", "middle_name", "prefix", "last_name", "account_name", "name"}
LENGTHS: Mapping[str, int] = {
    "first_name": 100, "middle_name": 100, "last_name": 100, "alias": 100, "prefix": 10,
    "transactionnumber": 100, "internal_ref_number": 100, "institution_code": 50, "swift": 11,
    "iban": 34, "client_number": 30, "incorporation_number": 50, "address": 100, "zip": 10,
    "tph_number": 50, "reason": 8000, "action": 8000, "comments": 8000,
    "transaction_description": 8000,
}  # fmt: skip
LONGEST = 255
Value = str | Sequence[etree._Element] | None  # noqa: SLF001 - lxml calls its elements so


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was written otherwise than it was handed over.

    Attributes:
        where: the element, with the elements it stands in.
        what: what was changed, as a sentence.
    """

    where: str
    what: str


@dataclass(slots=True)
class Desk:
    """Where a file is put together.

    Attributes:
        profile: the unit's.
        changes: what was changed so far.
        names: how names were written so far.
    """

    profile: Profile
    changes: list[Change] = field(default_factory=list)
    names: list[Written] = field(default_factory=list)

    def longest(self, element: str) -> int:
        """How many characters an element takes."""
        return self.profile.limits.get(element, LENGTHS.get(element, LONGEST))

    def name(self, element: str, original: str, given: str, where: str) -> str:
        """A name in the letters goAML takes."""
        told = write_name(original, given=given, longest=self.longest(element), where=where)
        if told.is_changed or given:
            self.names.append(told)
        return told.written

    def text(self, element: str, text: str, where: str) -> str:
        """A text without what XML cannot hold, cut to what the element takes."""
        kept, dropped = cleaned(text)
        if dropped:
            self.changes.append(Change(where, f"Left out: {', '.join(dropped)}."))
        longest = self.longest(element)
        if len(kept) > longest:
            self.changes.append(Change(where, f"Cut from {len(kept):,} to {longest:,} characters."))
            kept = kept[:longest]
        return kept


def build(
    desk: Desk, tag: str, kind: str, values: Mapping[str, Value], where: str = ""
) -> etree._Element:
    """An element whose parts stand in the schema's order.

    Args:
        desk: where it is put together.
        tag: its name.
        kind: which of `ORDER`, and which of the profile's fillers.
        values: texts and elements by name; what is empty is left out, or filled by the profile.
        where: what it stands in.
    """
    node = etree.Element(tag)
    place = f"{where}/{tag}" if where else tag
    filled = {**desk.profile.fillers.get(kind, {}), **{k: v for k, v in values.items() if v}}
    for name in ORDER[kind]:
        value = filled.get(name)
        if value is None:
            continue
        if isinstance(value, str):
            told = value if name in NAMES else desk.text(name, value, f"{place}/{name}")
            etree.SubElement(node, name).text = told
        else:
            node.extend(value)
    return node


def group(tag: str, parts: Sequence[etree._Element]) -> list[etree._Element]:
    """Elements in one that holds them; nothing for none."""
    whole = etree.Element(tag)
    whole.extend(parts)
    return [whole] if parts else []
