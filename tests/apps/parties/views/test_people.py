"""Pages of contacts and relations."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.parties.actions.people import create_person
from fulcrum.apps.parties.actions.relations import add_relation
from fulcrum.apps.parties.enums import RelationKind
from fulcrum.apps.parties.models import Organisation, Person, Relation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.parties.conftest import Maker
from tests.conftest import Canary


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


def form_of(canary: Canary, **changes: str) -> dict[str, str]:
    values = {"name": canary.name, "email": canary.email, "phone": canary.phone}
    return values | {"consent": "given", "consent_date": "2026-01-01"} | changes


def test_a_contact_lives_and_is_erased_and_no_address_names_them(
    secretariat: Client, organisation_of: Maker, canary: Canary
) -> None:
    bank = organisation_of()
    new = reverse("contact_new", args=[bank.pk])
    assert naming_of(bank) in secretariat.get(new).content.decode()
    response = secretariat.post(new, form_of(canary, organisation=naming_of(bank), languages="en"))
    person = Person.objects.get()
    pages = [response, secretariat.get(response["Location"])]
    assert canary.name in pages[-1].content.decode()
    edit = reverse("contact_edit", args=[person.pk])
    pages.append(secretariat.get(edit))
    pages.append(secretariat.post(edit, form_of(canary, role_title="Head", organisation="")))
    pages.append(secretariat.get(reverse("contacts")))
    person.refresh_from_db()
    assert (person.role_title, person.organisation) == ("Head", None)
    erase = reverse("contact_erase", args=[person.pk])
    pages.append(secretariat.get(erase))
    pages.append(secretariat.post(erase))
    for page in pages:
        canary.check_response(page)
    canary.check_rows(Entry, "target_label", "old", "new")
    assert secretariat.get(reverse("contact", args=[person.pk])).status_code == 404


def naming_of(organisation: Organisation) -> str:
    return f"{organisation.name} ({organisation.country})"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "required"),
        ({"consent_date": ""}, "Say on which day"),
        ({"consent_date": "yesterday"}, "valid date"),
        ({"organisation": "Nobody"}, "no such organisation"),
    ],
)
def test_wrong_contacts_are_not_kept(
    secretariat: Client, organisation_of: Maker, canary: Canary, changes: Any, says: str
) -> None:
    url = reverse("contact_new", args=[organisation_of().pk])
    assert says in secretariat.post(url, form_of(canary, **changes)).content.decode()
    assert not Person.objects.exists()


def test_without_an_answer_there_is_no_date(
    secretariat: Client, organisation_of: Maker, canary: Canary
) -> None:
    url = reverse("contact_new", args=[organisation_of().pk])
    secretariat.post(url, form_of(canary, consent="unknown"))
    assert Person.objects.get().consent_date is None


def test_relations_are_added_and_ended(secretariat: Client, organisation_of: Maker) -> None:
    one = organisation_of("One")
    organisation_of("Other")
    url = reverse("relation_new", args=[one.pk])
    assert secretariat.get(url).status_code == 200
    form = {"kind": "partner", "target": "Other (KE)", "start_date": "2026-01-01"}
    wrong = secretariat.post(url, form | {"end_date": "2025-01-01"}).content.decode()
    assert "ends before it begins" in wrong
    assert secretariat.post(url, form)["Location"] == reverse("organisation", args=[one.pk])
    assert "stands already" in secretariat.post(url, form).content.decode()
    relation = Relation.objects.get()
    end = reverse("relation_end", args=[relation.pk])
    assert secretariat.get(end).status_code == 200
    assert "before it begins" in secretariat.post(end, {"end_date": "2025-01-01"}).content.decode()
    secretariat.post(end, {"end_date": "2026-02-01"})
    relation.refresh_from_db()
    assert str(relation.end_date) == "2026-02-01"


def test_a_contact_relates_but_never_as_a_survivor(
    secretariat: Client, organisation_of: Maker, system: Actor
) -> None:
    bank = organisation_of()
    person = create_person(bank, {"name": "Ada", "languages": ["en"]}, by=system)
    url = reverse("contact_relation_new", args=[person.pk])
    assert b"survivor_inclusion_participant" not in secretariat.get(url).content
    form = {"kind": "survivor_inclusion_participant", "target": naming_of(bank)}
    secretariat.post(url, form)
    assert not Relation.objects.exists()
    secretariat.post(url, form | {"kind": "member"})
    assert Relation.objects.get().from_person == person
    assert bank.name in secretariat.get(reverse("contact", args=[person.pk])).content.decode()


def test_contacts_belong_to_the_secretariat(
    client_as: Callable[..., Client], own: Organisation, organisation_of: Maker, system: Actor
) -> None:
    create_person(own, {"name": "Hidden Person"}, by=system)
    add_relation(own, RelationKind.MEMBER, organisation_of("R", is_reference=True), by=system)
    client = client_as(own.tenant.memberships.get())  # type: ignore[union-attr]
    page = client.get(reverse("organisation", args=[own.pk])).content.decode()
    assert "Hidden Person" not in page
    assert "Member of" in page
