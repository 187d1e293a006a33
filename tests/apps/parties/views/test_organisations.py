"""Pages of organisations."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.parties import sections
from fulcrum.apps.parties.actions.merging import merge_organisations
from fulcrum.apps.parties.actions.people import create_person
from fulcrum.apps.parties.actions.relations import add_relation
from fulcrum.apps.parties.enums import RelationKind
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.parties.conftest import LEI, Maker

Clients = Callable[..., Client]
FORM = {"name": "Fjord Bank", "sub_sector": "banking", "country": "NO"}


@pytest.fixture
def secretariat(client_as: Clients) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def institution(client_as: Clients, own: Organisation) -> Client:
    """The lead of `own`, signed in."""
    return client_as(Membership.objects.get(tenant=own.tenant))


def names_in(response: Any) -> set[str]:
    return {row.name for row in Organisation.objects.all() if row.name in response.content.decode()}


def test_the_list_narrows_and_searches(secretariat: Client, organisation_of: Maker) -> None:
    organisation_of("Kenya One", languages=["sw"], actor_types=["fiu"], size_band="micro", lei=LEI)
    organisation_of("Norway Two", country="NO", sub_sector="insurance", aliases=["Deux"])
    cases = [
        ({}, {"Kenya One", "Norway Two"}),
        ({"q": "deu"}, {"Norway Two"}),
        ({"q": LEI[:6]}, {"Kenya One"}),
        ({"sub_sector": "insurance"}, {"Norway Two"}),
        ({"continent": "AF"}, {"Kenya One"}),
        ({"country": "NO"}, {"Norway Two"}),
        ({"language": "sw"}, {"Kenya One"}),
        ({"actor_type": "fiu"}, {"Kenya One"}),
        ({"size": "micro"}, {"Kenya One"}),
        ({"account": "yes"}, set()),
        ({"account": "no"}, {"Kenya One", "Norway Two"}),
    ]
    for asked, expected in cases:
        assert names_in(secretariat.get(reverse("organisations"), asked)) == expected, asked


def test_the_list_costs_the_same_at_one_row_and_at_twenty(
    secretariat: Client, organisation_of: Maker, django_assert_max_num_queries: Any
) -> None:
    organisation_of("First")
    secretariat.get(reverse("organisations"))
    for number in range(20):
        organisation_of(f"Bank {number}")
    with django_assert_max_num_queries(6):
        secretariat.get(reverse("organisations"))


def test_an_empty_list_says_what_it_is_for(secretariat: Client) -> None:
    assert b"No organisation yet" in secretariat.get(reverse("organisations")).content


def test_others_see_reference_data_and_their_own(
    institution: Client, organisation_of: Maker, own: Organisation
) -> None:
    reference = organisation_of("Reference", is_reference=True, mark="U")
    hidden = organisation_of("Hidden", notes="secret note")
    response = institution.get(reverse("organisations"))
    assert names_in(response) == {own.name, "Reference"}
    assert b"unconfirmed" in response.content
    assert institution.get(reverse("organisation", args=[hidden.pk])).status_code == 404
    assert institution.get(reverse("organisation", args=[reference.pk])).status_code == 200
    page = institution.get(reverse("organisation", args=[own.pk])).content.decode()
    assert reverse("organisation_edit", args=[own.pk]) in page
    assert "Who did what" not in page


def test_the_record_shows_everything_in_few_queries(
    secretariat: Client, organisation_of: Maker, system: Actor, django_assert_max_num_queries: Any
) -> None:
    top = organisation_of("Top")
    bank = organisation_of("Bank", parent=top, notes="a note", source="Register", mark="S", lei=LEI)
    for number in range(5):
        other = organisation_of(f"Other {number}", parent=bank)
        add_relation(bank, RelationKind.PARTNER, other, by=system, terms="Terms")
        person = create_person(bank, {"name": f"Person {number}"}, by=system)
        add_relation(person, RelationKind.COMMISSIONER, bank, by=system)
    merge_organisations(bank, organisation_of("Gone"), by=system)
    secretariat.get(reverse("organisation", args=[bank.pk]))
    with django_assert_max_num_queries(12):
        response = secretariat.get(reverse("organisation", args=[bank.pk]))
    page = response.content.decode()
    for text in ("Top", "Other 4", "Person 4", "Terms", "a note", "Register", LEI, "Gone"):
        assert text in page
    assert "added the organisation" in page


def test_a_merged_record_leads_to_the_other(
    secretariat: Client, organisation_of: Maker, system: Actor
) -> None:
    kept, gone = organisation_of("Kept"), organisation_of("Gone")
    merge_organisations(kept, gone, by=system)
    response = secretariat.get(reverse("organisation", args=[gone.pk]))
    assert response["Location"] == reverse("organisation", args=[kept.pk])


@pytest.fixture
def section() -> Iterator[None]:
    def shown(_request: HttpRequest, organisation: Organisation) -> sections.Section:
        return sections.Section("extra", "Extra part", "parties/_options.html")

    def hidden(_request: HttpRequest, _organisation: Organisation) -> None:
        return None

    kept = list(sections._PROVIDERS)
    sections.add_section(hidden, order=1)
    sections.add_section(shown)
    sections.add_section(shown)
    yield
    sections._PROVIDERS[:] = kept


def test_higher_apps_add_sections(
    section: None, secretariat: Client, organisation_of: Maker
) -> None:
    page = secretariat.get(reverse("organisation", args=[organisation_of().pk])).content.decode()
    assert page.count("Extra part") == 1


def test_adding_and_editing(secretariat: Client, organisation_of: Maker) -> None:
    top = organisation_of("Top")
    response = secretariat.post(reverse("organisation_new"), FORM | {"parent": "Top (KE)"})
    made = Organisation.objects.get(name="Fjord Bank")
    assert response["Location"] == reverse("organisation", args=[made.pk])
    assert made.parent == top
    url = reverse("organisation_edit", args=[made.pk])
    assert b"Fjord Bank" in secretariat.get(url).content
    changes = {"languages": "Norwegian Bokmål\nen", "jurisdictions": "Kenya\r\nNO", "parent": ""}
    secretariat.post(url, FORM | changes)
    made = Organisation.objects.get(pk=made.pk)
    assert (made.languages, made.jurisdictions) == (["nb", "en"], ["KE", "NO"])
    assert made.parent is None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "required"),
        ({"lei": "529900T8BM49AURSDO56"}, "not a valid LEI"),
        ({"lei": LEI}, "Another organisation has this"),
        ({"jurisdictions": "Atlantis"}, "Not known here: Atlantis"),
        ({"parent": "Nobody"}, "no such organisation"),
        ({"website": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    secretariat: Client, organisation_of: Maker, changes: Any, says: str
) -> None:
    organisation_of("Known", lei=LEI)
    url = reverse("organisation_new")
    page = secretariat.post(url, FORM | {"notes": "typed"} | changes).content.decode()
    assert says in page
    assert "typed" in page
    assert Organisation.objects.count() == 1


def test_circles_are_refused_on_the_page(secretariat: Client, organisation_of: Maker) -> None:
    top = organisation_of("Top")
    organisation_of("Low", parent=top)
    url = reverse("organisation_edit", args=[top.pk])
    page = secretariat.post(url, FORM | {"name": "Top", "parent": "Low (KE)"}).content.decode()
    assert "cannot be above it" in page


def test_a_lead_edits_the_own_profile_alone(
    institution: Client, own: Organisation, organisation_of: Maker
) -> None:
    url = reverse("organisation_edit", args=[own.pk])
    assert b'name="notes"' not in institution.get(url).content
    institution.post(url, FORM | {"languages": "en"})
    own.refresh_from_db()
    assert (own.name, own.languages) == ("Own Bank", ["en"])
    reference = organisation_of("Reference", is_reference=True)
    other = reverse("organisation_edit", args=[reference.pk])
    assert institution.post(other, FORM).status_code == 403
    hidden = reverse("organisation_edit", args=[organisation_of("Hidden").pk])
    assert institution.get(hidden).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_every_field_is_exported_and_that_is_logged(
    secretariat: Client, organisation_of: Maker, kind: str
) -> None:
    organisation_of("=Kenya", notes="n")
    organisation_of("Norway", country="NO")
    asked = {"format": kind, "country": "KE"}
    response = secretariat.get(reverse("organisation_export"), asked)
    content = response.getvalue()
    assert "attachment" in response["Content-Disposition"]
    if kind != "xlsx":
        assert b"'=Kenya" in content
        assert b"Norway" not in content
    entry = Entry.objects.get(verb="export_organisations")
    assert entry.new["columns"] == "all"
    assert entry.new["asked"] == {"country": "KE"}


def test_the_list_itself_is_exported_and_that_is_logged(
    secretariat: Client, organisation_of: Maker
) -> None:
    organisation_of("Fjord", mark="U")
    response = secretariat.get(reverse("organisations"), {"format": "csv", "q": "fjo"})
    assert b"Fjord" in response.getvalue()
    assert Entry.objects.get(verb="export_organisations").new["asked"] == {}


def test_an_export_asks_again_who_it_is(client_as: Clients, organisation_of: Maker) -> None:
    client = client_as(Role.SECRETARIAT_OFFICER, age=3600)
    for name in ("organisation_export", "organisations"):
        response = client.get(reverse(name), {"format": "csv"})
        assert reverse("account_reauthenticate") in response["Location"]
    assert not Entry.objects.filter(verb="export_organisations").exists()


def test_an_account_is_opened(secretariat: Client, organisation_of: Maker) -> None:
    bank = organisation_of()
    url = reverse("organisation_account", args=[bank.pk])
    assert url in secretariat.get(reverse("organisation", args=[bank.pk])).content.decode()
    assert secretariat.get(url).status_code == 200
    assert secretariat.post(url, {"kind": "secretariat"}).status_code == 200
    response = secretariat.post(url, {"kind": "institution"})
    bank.refresh_from_db()
    assert response["Location"] == reverse("invite_to_tenant", args=[bank.tenant_id])
    again = secretariat.post(url, {"kind": "institution"})
    assert again["Location"] == reverse("organisation", args=[bank.pk])
    page = secretariat.get(reverse("organisation", args=[bank.pk])).content.decode()
    assert reverse("tenant", args=[bank.tenant_id]) in page


def test_suggestions(secretariat: Client, organisation_of: Maker) -> None:
    organisation_of("Fjord & Sons")
    url = reverse("organisation_suggestions")
    assert b'value="Fjord &amp; Sons (KE)"' in secretariat.get(url, {"parent": "fjo"}).content
    assert b"option" not in secretariat.get(url).content


ROUTES = [
    ("organisation_new", ()),
    ("organisation_export", ()),
    ("organisation_suggestions", ()),
    ("organisation_account", (1,)),
    ("relation_new", (1,)),
    ("contacts", ()),
    ("contact", (1,)),
    ("contact_new", (1,)),
    ("duplicates", ()),
    ("organisation_duplicates", (1,)),
    ("organisation_merge", (1, 2)),
    ("organisation_imports", ()),
    ("organisation_import_new", ()),
    ("organisation_import_layout", ()),
]


@pytest.mark.parametrize(("name", "arguments"), ROUTES)
@pytest.mark.parametrize(
    "role", [Role.INSTITUTION_LEAD, Role.COMMISSIONER, Role.ADMINISTRATOR, Role.CASEWORKER]
)
def test_the_rest_is_the_secretariats(
    client_as: Clients, role: Role, name: str, arguments: tuple[int, ...]
) -> None:
    assert client_as(role).get(reverse(name, args=arguments)).status_code == 403


def test_strangers_sign_in_first(client: Client, tenant_of: Callable[..., Tenant]) -> None:
    response = client.get(reverse("organisations"))
    assert response["Location"].startswith(reverse("account_login"))
