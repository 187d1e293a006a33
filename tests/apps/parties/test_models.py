"""What the database itself refuses, and what whoever sees."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fulcrum.apps.parties.enums import RelationKind, TermKind
from fulcrum.apps.parties.models import Distinct, Merge, Organisation, Person, Relation, Term
from fulcrum.kernel.actors import ANONYMOUS, Actor
from tests.apps.parties.conftest import LEI, Maker


def plain(**changes: Any) -> Organisation:
    values = {"name": "Bank", "sub_sector": "banking", "country": "NO"} | changes
    return Organisation(**values)


@pytest.mark.parametrize(
    "changes",
    [
        {"lei": "SHORT"},
        {"lei": LEI.lower()},
        {"sub_sector": "shipping"},
        {"size_band": "huge"},
        {"mark": "X"},
        {"name": ""},
    ],
)
def test_the_database_refuses_what_no_action_would_write(db: None, changes: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        plain(**changes).save()


def test_countries_must_exist(db: None) -> None:
    with pytest.raises(KeyError):
        plain(country="ZZ").save()


def test_an_lei_and_a_key_stand_once_among_the_live(db: None) -> None:
    first = plain(lei=LEI, external_key="1")
    first.save()
    for changes in ({"lei": LEI}, {"external_key": "1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            plain(**changes).save()
    plain(lei=LEI, external_key="1", merged_into=first).save()


@pytest.mark.parametrize("field", ["parent", "merged_into"])
def test_nothing_is_part_of_itself(db: None, field: str) -> None:
    organisation = plain()
    organisation.save()
    setattr(organisation, field, organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        organisation.save()


def test_what_follows_from_fields_is_filled_in(db: None) -> None:
    made = Organisation.objects.bulk_create([plain(name="Ärzte Bank", languages=["de", "en"])])[0]
    assert (made.name_key, made.continent, made.main_language) == ("arzte bank", "EU", "de")
    assert str(made) == "Ärzte Bank"
    assert not made.is_unconfirmed
    assert made.is_live


def test_who_sees_which_organisation(
    organisation_of: Maker, own: Organisation, officer: Actor, lead: Actor, system: Actor
) -> None:
    reference = organisation_of("Reference", is_reference=True)
    hidden = organisation_of("Hidden")
    seen = {
        actor.label: set(Organisation.objects.visible_to(actor))
        for actor in (officer, lead, system, ANONYMOUS)
    }
    assert seen[officer.label] == seen["system"] == {own, reference, hidden}
    assert seen[lead.label] == {own, reference}
    assert seen["anonymous"] == set()


def test_only_the_secretariat_sees_contacts_and_merges(
    own: Organisation, organisation_of: Maker, officer: Actor, lead: Actor
) -> None:
    person = Person.objects.create(name="Ada", organisation=own)
    merge = Merge.objects.create(kept=own, absorbed=organisation_of("B"), merged_by="x")
    assert list(Person.objects.visible_to(officer)) == [person]
    assert not Person.objects.visible_to(lead).exists()
    assert list(Merge.objects.visible_to(officer)) == [merge]
    assert not Merge.objects.visible_to(lead).exists()


def test_others_see_relations_between_what_they_see(
    own: Organisation, organisation_of: Maker, officer: Actor, lead: Actor
) -> None:
    reference, hidden = organisation_of("R", is_reference=True), organisation_of("H")
    person = Person.objects.create(name="Ada")
    seen = Relation.objects.create(kind="member", from_organisation=own, to_organisation=reference)
    Relation.objects.create(kind="member", from_organisation=own, to_organisation=hidden)
    Relation.objects.create(kind="member", from_person=person, to_organisation=own)
    assert list(Relation.objects.visible_to(lead)) == [seen]
    assert Relation.objects.visible_to(officer).count() == 3
    assert seen.is_open


@pytest.mark.parametrize(
    "changes",
    [
        {"from_person": None, "from_organisation": None},
        {"kind": "friend"},
        {"start_date": date(2026, 2, 1), "end_date": date(2026, 1, 1)},
        {"kind": RelationKind.SURVIVOR_INCLUSION},
    ],
)
def test_relations_that_the_database_refuses(organisation_of: Maker, changes: Any) -> None:
    person = Person.objects.create(name="Ada")
    values = {"kind": "member", "from_person": person, "to_organisation": organisation_of()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(**values | changes)


def test_one_open_relation_of_a_kind(organisation_of: Maker) -> None:
    one, other = organisation_of("One"), organisation_of("Other")
    values: dict[str, Any] = {"kind": "donor", "from_organisation": one, "to_organisation": other}
    Relation.objects.create(**values, end_date=date(2026, 1, 1))
    Relation.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(kind="donor", from_organisation=one, to_organisation=one)


@pytest.mark.parametrize(
    "changes",
    [{"name": ""}, {"consent": "given"}, {"consent": "maybe"}, {"erased_at": "2026-01-01T00:00Z"}],
)
def test_contacts_that_the_database_refuses(db: None, changes: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(**{"name": "Ada", "email": "a@example.org"} | changes)


def test_text_forms_name_nobody(organisation_of: Maker) -> None:
    one, other = organisation_of("One"), organisation_of("Other")
    person = Person.objects.create(name="Ada")
    relation = Relation.objects.create(kind="donor", from_person=person, to_organisation=one)
    assert str(person) == f"contact {person.pk}"
    assert str(relation) == f"relation {relation.pk}"
    merge = Merge.objects.create(kept=one, absorbed=other, merged_by="x")
    assert str(merge) == f"merge {merge.pk}"
    assert "is not" in str(Distinct(first=one, second=other))
    assert str(Term(kind=TermKind.WORD, value="bank")) == "w:bank"
