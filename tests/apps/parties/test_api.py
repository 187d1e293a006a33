"""Organisations for other software."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fulcrum.apps.accounts.actions.tokens import TokenOrder, make_token
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor
from tests.apps.parties.conftest import LEI, Maker

URL = "/api/v1/parties/organisations"
NEW = {"name": "Fjord Bank", "sub_sector": "banking", "country": "NO"}


class Software:
    """A caller with a token."""

    def __init__(self, actor: Actor, *, may_write: bool = True) -> None:
        order = TokenOrder(
            name="test",
            areas=["parties"],
            may_write=may_write,
            lifetime=timedelta(days=1),
        )
        self.client = Client(
            headers={"Authorization": f"Bearer {make_token(order, by=actor).secret}"}
        )

    def get(self, path: str = "", **query: Any) -> Any:
        return self.client.get(URL + path, query)

    def send(self, method: str, path: str, sent: Any) -> Any:
        return self.client.generic(method, URL + path, json.dumps(sent), "application/json")


@pytest.fixture
def secretariat(officer: Actor) -> Software:
    return Software(officer)


@pytest.fixture
def institution(lead: Actor, own: Organisation) -> Software:
    return Software(lead)


def test_organisations_are_listed_page_by_page(
    secretariat: Software, organisation_of: Maker
) -> None:
    for name in ("Cedar", "Alder", "Birch"):
        organisation_of(name)
    first = secretariat.get(limit=2).json()
    assert [row["name"] for row in first["items"]] == ["Alder", "Birch"]
    second = secretariat.get(limit=2, cursor=first["next_cursor"]).json()
    assert [row["name"] for row in second["items"]] == ["Cedar"]
    assert second["next_cursor"] is None


def test_they_are_narrowed_and_searched(secretariat: Software, organisation_of: Maker) -> None:
    organisation_of("Cedar", country="NO")
    organisation_of("Alder", sub_sector="insurance")
    for query, name in (
        ({"country": "NO"}, "Cedar"),
        ({"sub_sector": "insurance"}, "Alder"),
        ({"continent": "EU"}, "Cedar"),
        ({"q": "ald"}, "Alder"),
    ):
        assert [row["name"] for row in secretariat.get(**query).json()["items"]] == [name]


def test_one_is_added_read_and_changed(secretariat: Software, organisation_of: Maker) -> None:
    top = organisation_of("Top")
    sent = NEW | {"lei": LEI, "languages": ["nb"], "parent_id": top.pk, "source_date": "2026-01-01"}
    response = secretariat.send("POST", "", sent)
    assert response.status_code == 201
    made = response.json()
    assert (made["continent"], made["parent_id"]) == ("EU", top.pk)
    path = f"/{made['id']}"
    assert secretariat.get(path).json() == made
    changes = {"name": None, "size_band": "micro", "parent_id": None, "source_date": None}
    changed = secretariat.send("PATCH", path, changes).json()
    assert (changed["name"], changed["size_band"], changed["parent_id"]) == (
        "Fjord Bank",
        "micro",
        None,
    )
    assert changed["source_date"] is None


def test_notes_and_keys_stay_here(secretariat: Software, organisation_of: Maker) -> None:
    bank = organisation_of(notes="secret", external_key="K1")
    assert {"notes", "external_key"}.isdisjoint(secretariat.get(f"/{bank.pk}").json())


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"lei": "x"}, "lei"), ({"country": "ZZ"}, "country"), ({"parent_id": 9999}, "parent_id")],
)
def test_what_is_wrong_is_a_problem(secretariat: Software, changes: Any, pointer: str) -> None:
    response = secretariat.send("POST", "", NEW | changes)
    assert response.status_code == 422
    assert pointer in response.json()["errors"][0]["pointer"]


def test_institutions_read_what_they_may_and_keep_their_profile(
    institution: Software, own: Organisation, organisation_of: Maker
) -> None:
    hidden = organisation_of("Hidden")
    reference = organisation_of("Reference", is_reference=True)
    assert {row["name"] for row in institution.get().json()["items"]} == {own.name, "Reference"}
    assert institution.get(f"/{hidden.pk}").status_code == 404
    assert institution.send("PATCH", f"/{hidden.pk}", {}).status_code == 404
    assert institution.send("PATCH", f"/{reference.pk}", {"languages": ["en"]}).status_code == 403
    assert institution.send("PATCH", f"/{own.pk}", {"languages": ["en"]}).status_code == 200
    assert institution.send("PATCH", f"/{own.pk}", {"name": "Other"}).status_code == 403
    assert institution.send("POST", "", NEW).status_code == 403


def test_reading_tokens_change_nothing(officer: Actor) -> None:
    assert Software(officer, may_write=False).send("POST", "", NEW).status_code == 403
    assert not Organisation.objects.exists()


def test_without_a_token_nothing_is_told(client: Client) -> None:
    assert client.get(URL).status_code == 401
