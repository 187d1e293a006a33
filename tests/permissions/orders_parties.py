"""Orders of organisations, contacts, merges and imports."""

from tests.permissions.orders import Its, Order, on, upload
from tests.permissions.world.parties import FILE

NEW = {"name": "Fjord Bank", "sub_sector": "banking", "country": "NO"}
PAIR = {"pk": Its("one"), "other_pk": Its("alike")}
PERSON = {"name": "New Contact", "consent": "unknown"}
RELATION = {"kind": "member", "target": Its("free", "name")}

ORDERS: dict[str, Order | list[Order]] = {
    "organisation_new": Order(sent=NEW),
    "organisation": on("organisation"),
    "organisation_edit": on("organisation", **NEW),
    "organisation_account": on("free", kind="institution"),
    "relation_new": on("organisation", **RELATION),
    "relation_end": on("relation", end_date="2026-01-31"),
    "contact_new": on("organisation", **PERSON),
    "contact": on("contact"),
    "contact_edit": on("contact", **PERSON),
    "contact_erase": on("contact"),
    "contact_relation_new": on("contact", **RELATION | {"kind": "commissioner_institution"}),
    "organisation_duplicates": on("one"),
    "organisation_merge": Order(PAIR),
    "organisations_distinct": Order(PAIR),
    "merge_undo": on("merge"),
    "organisation_import_new": Order(sent={"file": upload("banks.csv", FILE)}),
    "organisation_import": on("sent"),
    "organisation_import_check": on("sent", column_name="name"),
    "organisation_import_start": on("checked"),
    "organisation_import_faults": on("checked"),
    "api:list_organisations": Order(sent=NEW),
    "api:get_organisation": on("organisation", website="https://example.org/"),
}
