"""Keep and erase contacts."""

from datetime import date
from typing import Any

import pytest

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.parties.actions.people import create_person, erase_person, update_person
from fulcrum.apps.parties.actions.relations import add_relation
from fulcrum.apps.parties.enums import RelationKind
from fulcrum.apps.parties.models import Person, Relation
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.parties.conftest import Maker
from tests.conftest import Canary


def values_of(canary: Canary) -> dict[str, Any]:
    return {
        "name": canary.name,
        "email": canary.email,
        "phone": canary.phone,
        "role_title": "Head of compliance",
        "languages": ["en"],
        "consent": "given",
        "consent_date": date(2026, 1, 1),
    }


def test_the_log_names_fields_never_people(
    organisation_of: Maker, officer: Actor, canary: Canary
) -> None:
    person = create_person(organisation_of(), values_of(canary), by=officer)
    update_person(person, {"phone": "+423 1"}, by=officer)
    erase_person(person, by=officer)
    canary.check_rows(Entry, "target_label", "old", "new", "actor_label")
    entry = Entry.objects.get(verb="update_person")
    assert entry.new == {"fields": ["phone"]}
    rows = Entry.objects.filter(target_type="parties.person").order_by("sequence")
    assert [row.verb for row in rows] == [
        "create_person",
        "update_person",
        "erase_person",
    ]


def test_erasing_leaves_nothing_of_them(
    organisation_of: Maker, officer: Actor, canary: Canary
) -> None:
    bank = organisation_of()
    person = create_person(bank, values_of(canary), by=officer)
    add_relation(person, RelationKind.COMMISSIONER, bank, by=officer)
    erase_person(person, by=officer)
    person.refresh_from_db()
    canary.check_rows(Person, "name", "email", "phone", "role_title", "source")
    assert (person.organisation, person.languages, person.consent) == (None, [], "unknown")
    assert person.erased_at
    assert not Relation.objects.exists()
    assert not Person.objects.visible_to(officer).exists()
    with pytest.raises(ConflictError):
        erase_person(person, by=officer)
    with pytest.raises(ConflictError):
        update_person(person, {"name": "Ada"}, by=officer)


def test_only_the_secretariat_keeps_contacts(
    organisation_of: Maker, officer: Actor, lead: Actor
) -> None:
    person = create_person(None, {"name": "Ada"}, by=officer)
    with pytest.raises(RefusedError):
        create_person(organisation_of(), {"name": "Ada"}, by=lead)
    with pytest.raises(RefusedError):
        update_person(person, {"name": "Eve"}, by=lead)
    with pytest.raises(RefusedError):
        erase_person(person, by=lead)


@pytest.mark.parametrize(
    ("values", "where"),
    [({"name": " "}, "name"), ({"name": "Ada", "consent": "given"}, "consent_date")],
)
def test_what_is_missing_is_said(db: None, officer: Actor, values: Any, where: str) -> None:
    with pytest.raises(FulcrumError) as caught:
        create_person(None, values, by=officer)
    assert caught.value.where == where


def test_moving_to_another_organisation(organisation_of: Maker, officer: Actor) -> None:
    one, other = organisation_of("One"), organisation_of("Other")
    person = create_person(one, {"name": "Ada"}, by=officer)
    assert update_person(person, {}, by=officer, organisation=other).organisation == other
    assert update_person(person, {}, by=officer).organisation == other
    assert Entry.objects.filter(verb="update_person").count() == 1
    with pytest.raises(KeyError):
        update_person(person, {"shoe_size": 40}, by=officer)
