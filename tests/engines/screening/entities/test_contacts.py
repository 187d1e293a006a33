"""One telephone, e-mail or address, however it is written, is one key."""

from typing import Any

import pyarrow as pa
import pytest

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.entities.contacts import (
    address_key,
    email_key,
    phone_key,
    put_contacts,
    sharing,
)
from fulcrum.engines.screening.entities.people import given_of, surname_of

DUCK = Duck(threads=1)


def key_of(sql: str, value: str | None) -> Any:
    DUCK.put("said", pa.table({"it": pa.array([value], pa.string())}))
    row = DUCK.execute(f"SELECT {sql} FROM said").fetchone()  # noqa: S608 - our own
    return row[0] if row else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+44 20 7946 0991", "020 7946 0991"),
        ("0044-20-79460991", "(020) 7946-0991"),
        ("07700 900123", "+447700900123"),
    ],
)
def test_telephones(one: str, other: str) -> None:
    assert key_of(phone_key("it"), one) == key_of(phone_key("it"), other) is not None


@pytest.mark.parametrize("value", [None, "", "n/a", "12345", "ext."])
def test_no_telephone(value: str | None) -> None:
    assert key_of(phone_key("it"), value) is None


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (" Ana@Example.org ", "ana@example.org"),
        ("ana+bank@example.org", "ana@example.org"),
        ("none", None),
        ("@", None),
        (None, None),
    ],
)
def test_e_mails(value: str | None, key: str | None) -> None:
    assert key_of(email_key("it"), value) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 Long Rd., Apt. 3", "12 LONG ROAD Flat 3"),
        ("5, St John's Ave", "5 st. john's avenue"),
        ("Große Straße 7", "Grosse Strasse 7"),
        ("Улица 7", "улица, 7"),
    ],
)
def test_addresses(one: str, other: str) -> None:
    assert key_of(address_key("it"), one) == key_of(address_key("it"), other) is not None


def test_what_too_many_share_links_nobody() -> None:
    rows = [
        {"party_id": f"P{n}", "email": "info@example.org", "phone": "555 0100 12" if n < 2 else None,
         "address": f"{n} Long Road"}
        for n in range(5)
    ]  # fmt: skip
    DUCK.put("given_rows", pa.Table.from_pylist(rows))
    cut = put_contacts(DUCK, "SELECT * FROM given_rows", most=4)
    assert cut == {"email": 1, "phone": 0, "address": 0}
    assert DUCK.execute(sharing()).fetchall() == [("P0", "P1", ["phone"])]
    put_contacts(DUCK, "SELECT * FROM given_rows", most=5)
    assert len(DUCK.execute(sharing()).fetchall()) == 10


@pytest.mark.parametrize(
    ("name", "surname", "kind", "given", "family"),
    [
        ("Ana Maria Lind", "Lind", "person", "ana maria", "lind"),
        ("LIND, Ana", None, "person", "ana", "lind"),
        ("Ana Lind", None, "person", "ana", "lind"),
        ("Mr Ana Lind", "LIND", "person", "ana", "lind"),
        ("Jose García López", "García López", "person", "jose", "garcia lopez"),
        ("Lind", None, "person", "lind", None),
        ("Green Sky Ltd", None, "firm", "green sky", None),
        (None, "Lind", "person", None, "lind"),
        ("", None, "person", None, None),
    ],
)
def test_given_names_and_surnames(
    name: str | None, surname: str | None, kind: str, given: str | None, family: str | None
) -> None:
    assert given_of(name, surname, kind) == given
    assert surname_of(name, surname, kind) == family
