"""What organisations are found by."""

import pytest

from fulcrum.apps.parties.actions.organisations import update_organisation
from fulcrum.apps.parties.enums import TermKind
from fulcrum.apps.parties.models import Organisation, organisations
from fulcrum.kernel.actors import Actor
from tests.apps.parties.conftest import LEI, Maker


def found(text: str) -> list[str]:
    return [str(row) for row in Organisation.objects.search(text).order_by("name_key")]


def test_words_of_names_aliases_and_leis_are_found_by_how_they_begin(
    organisation_of: Maker,
) -> None:
    organisation_of("Crédit Agricole", aliases=["CASA", "Le Crédit Vert"], lei=LEI)
    organisation_of("Agricultural Bank of China")
    assert found("agri") == ["Agricultural Bank of China", "Crédit Agricole"]
    assert found("credit agri") == ["Crédit Agricole"]
    assert found("VERT") == ["Crédit Agricole"]
    assert found(LEI[:8].lower()) == ["Crédit Agricole"]
    assert found("gricole") == []
    assert found("%") == []
    assert found("") == []


def test_scripts_beyond_latin_are_found(organisation_of: Maker) -> None:
    organisation_of("بنك النيل", country="EG")
    organisation_of("みずほ銀行", country="JP")
    assert found("النيل") == ["بنك النيل"]
    assert found("みず") == ["みずほ銀行"]


def test_terms_follow_changes(organisation_of: Maker, system: Actor) -> None:
    bank = organisation_of("Old Name", languages=["en"], actor_types=["fiu"], jurisdictions=["NO"])
    update_organisation(bank, {"name": "New Name", "languages": ["sw"]}, by=system)
    assert found("old") == []
    assert found("new") == ["New Name"]
    rows = Organisation.objects
    assert not rows.all().found_by(TermKind.LANGUAGE, "en").exists()
    assert list(rows.all().found_by(TermKind.LANGUAGE, "sw")) == [bank]
    assert list(rows.all().found_by(TermKind.ACTOR_TYPE, "fiu")) == [bank]
    assert list(rows.all().found_by(TermKind.JURISDICTION, "NO")) == [bank]


@pytest.mark.parametrize("few", [0, 1, 500])
def test_common_words_and_rare_ones_find_the_same(
    monkeypatch: pytest.MonkeyPatch, organisation_of: Maker, few: int
) -> None:
    monkeypatch.setattr(organisations, "FEW_TERMS", few)
    for name in ("Northern Bank Vaduz", "Northern Bank Lima", "Southern Bank Lima"):
        organisation_of(name)
    assert found("bank northern") == ["Northern Bank Lima", "Northern Bank Vaduz"]
    assert found("ban lim north") == ["Northern Bank Lima"]
    assert found("bank oslo") == []
