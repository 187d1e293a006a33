"""What pages ask."""

from datetime import date

from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.queries.organisations import (
    countries_in_use,
    find_organisation,
    languages_in_use,
    sector_text,
    shown_value,
    suggestions,
)
from fulcrum.apps.parties.references import cell_of, naming, readings
from fulcrum.kernel.actors import Actor
from tests.apps.parties.conftest import LEI, Maker


def test_an_organisation_is_found_as_people_name_it(
    organisation_of: Maker, officer: Actor, lead: Actor
) -> None:
    bank = organisation_of("Bank (Holding)", lei=LEI, external_key="K1")
    for text in (naming(bank), LEI.lower(), "K1", "Bank (Holding)"):
        assert find_organisation(text, officer) == bank
        assert find_organisation(text, lead) is None
    organisation_of("Twin")
    organisation_of("Twin", external_key="2")
    assert find_organisation("Twin (KE)", officer) is None
    assert find_organisation("Twin", officer) is None


def test_a_parent_is_written_as_it_is_read(organisation_of: Maker) -> None:
    bank = organisation_of("Bank")
    assert cell_of(bank) == "Bank (KE)"
    assert readings("Bank (KE)")[-1] == {"name": "Bank", "country": "KE"}
    assert cell_of(organisation_of("B", external_key="K")) == "K"
    assert cell_of(Organisation(lei=LEI)) == LEI


def test_suggestions_begin_alike(organisation_of: Maker, officer: Actor, lead: Actor) -> None:
    bank = organisation_of("Fjord Bank")
    assert suggestions("fj", officer) == [bank]
    assert suggestions("fj", lead) == []


def test_choices_in_use_are_named_and_remembered(organisation_of: Maker) -> None:
    organisation_of(languages=["sw"])
    assert countries_in_use() == [("KE", "Kenya")]
    assert languages_in_use() == [("sw", "Swahili")]
    organisation_of("Other", country="NO")
    assert countries_in_use() == [("KE", "Kenya")]


def test_values_as_people_read_them() -> None:
    assert shown_value("jurisdictions", ["KE", "NO"]) == "Kenya, Norway"
    assert shown_value("source_date", date(2026, 3, 1)) == "1 Mar 2026"
    assert shown_value("sub_sector", "banking") == "Banking"
    assert shown_value("notes", "x") == "x"
    assert shown_value("size_band", "") == ""
    assert sector_text("6419").startswith("6419 ")
    assert sector_text("none") == "none"
