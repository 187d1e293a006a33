"""Organisations that come with Fulcrum."""

import pytest

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.parties.actions.merging import merge_organisations
from fulcrum.apps.parties.actions.organisations import update_organisation
from fulcrum.apps.parties.actions.reference import load_reference_organisations
from fulcrum.apps.parties.enums import SUB_SECTOR_OF, ActorType, Mark
from fulcrum.apps.parties.models import Organisation, Relation
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError, RefusedError
from tests.apps.parties.conftest import Maker

TEXT = """
as_of_date: 2026-01-02
organisations:
  - {key: a, name: Alpha, actor_types: [ngo], country: LI, source: Facts, mark: S,
     relations: [{kind: partner, to: b, since: null, note: Terms}, {kind: donor, to: nobody}]}
  - {key: b, name: Beta, actor_types: [retail_bank], country: US, source: Facts, mark: U,
     own_knowledge: [country]}
"""


def test_every_kind_of_actor_has_a_sub_sector() -> None:
    assert set(SUB_SECTOR_OF) == set(ActorType)


def test_what_comes_with_fulcrum_is_loaded_once(db: None, system: Actor, lead: Actor) -> None:
    loaded = load_reference_organisations(by=system)
    rows = Organisation.objects.filter(is_reference=True)
    assert loaded.organisation_count == rows.count() >= 15
    assert loaded.relation_count == Relation.objects.count() >= 10
    assert not rows.filter(source="").exists()
    assert not rows.filter(source_date=None).exists()
    assert set(rows.values_list("mark", flat=True)) <= set(Mark.values)
    assert set(Organisation.objects.visible_to(lead)) == set(rows)
    again = load_reference_organisations(by=system)
    assert again.was_loaded_before
    assert Entry.objects.filter(verb="load_reference_organisations").count() == 1


def test_sources_say_what_they_do_not_hold(db: None, system: Actor) -> None:
    load_reference_organisations(by=system, text=TEXT)
    beta = Organisation.objects.get(name="Beta")
    assert beta.source == "Facts. From general knowledge: country."
    assert (beta.sub_sector, str(beta.source_date), beta.is_unconfirmed) == (
        "banking",
        "2026-01-02",
        True,
    )
    relation = Relation.objects.get()
    assert (relation.terms, relation.mark) == ("Terms", "S")


def test_corrections_stay_until_a_newer_file_comes(db: None, system: Actor) -> None:
    load_reference_organisations(by=system, text=TEXT)
    alpha = Organisation.objects.get(name="Alpha")
    update_organisation(alpha, {"country": "CH"}, by=system)
    load_reference_organisations(by=system, text=TEXT)
    alpha.refresh_from_db()
    assert alpha.country == "CH"
    newer = load_reference_organisations(by=system, text=TEXT.replace("Facts", "Better facts"))
    alpha.refresh_from_db()
    assert (alpha.country, newer.organisation_count, newer.relation_count) == ("LI", 2, 0)


def test_merged_ones_stay_merged(organisation_of: Maker, system: Actor) -> None:
    load_reference_organisations(by=system, text=TEXT)
    own = organisation_of("Own Beta")
    merge_organisations(own, Organisation.objects.get(name="Beta"), by=system)
    load_reference_organisations(by=system, text=TEXT + "\n")
    own.refresh_from_db()
    assert own.name == "Own Beta"


@pytest.mark.parametrize("text", ["organisations: [", "other: 1", "[]"])
def test_a_broken_file_is_said_to_be(db: None, system: Actor, text: str) -> None:
    with pytest.raises(FulcrumError, match="cannot be read"):
        load_reference_organisations(by=system, text=text)


def test_only_the_secretariat_loads_it(lead: Actor) -> None:
    with pytest.raises(RefusedError):
        load_reference_organisations(by=lead, text=TEXT)
